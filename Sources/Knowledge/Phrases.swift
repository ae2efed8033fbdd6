/// What the line itself says, in several wordings each.
public struct Phrases: Sendable, Equatable {
    /// Keys that a pack must have, because the line says them, with the values
    /// that each may name in braces. Other keys may be there, and are never said.
    public static let required: [(key: String, values: [String])] = [
        ("greeting", []), ("anything_else", []), ("goodbye", []), ("help", []),
        ("repeat_nothing", []), ("noinput_1", []), ("noinput_2", []), ("noinput_goodbye", []),
        ("nomatch_1", []), ("nomatch_2", []), ("nomatch_3", []), ("offer_person", []),
        ("too_long", []), ("fault_apology", []), ("still_there", []),
        ("transfer", []), ("clarify_two", ["a", "b"]), ("clarify_three", ["a", "b", "c"]),
        ("expired", ["title", "date"]), ("stopped", []), ("slower", []), ("thanks", []),
        ("refuse", []), ("source", ["law", "date"]), ("clarify_failed", []), ("start_over", []),
        ("wait", []), ("dtmf_help", []), ("faster", []), ("yes_without_question", []),
        ("no_without_question", []), ("not_yet_valid", ["title", "date"]),
        ("go_on", []), ("language", []), ("spell", ["word", "letters"]), ("spell_nothing", []),
    ]

    /// A pack must have it where calls are recorded: the caller is told with it.
    public static let keepAudio = "keep_audio"

    /// Keys that a pack must have which offers an action.
    public static func required(for kind: Actions.Kind) -> [String] {
        let common = [
            "action_change", "action_cancelled", "action_moment", "action_unavailable",
            "refused_not_offered",
        ]
        func slot(_ name: String) -> [String] { ["ask_\(name)", "help_\(name)"] }
        switch kind {
        case .report: return []
        case .queueTicket:
            return common + ["offer_queue_ticket", "confirm_queue_ticket", "done_queue_ticket"]
                + ["service", "branch", "day", "time"].flatMap(slot)
                + ["too_many", "same_service", "day_not_open", "full"].map { "refused_\($0)" }
        case .applicationStatus:
            return common + ["offer_application_status", "confirm_application_status"]
                + slot("code") + ["refused_unknown_code", "status_day"]
                + ["received", "processing", "incomplete", "ready", "finished", "rejected"]
                .map { "status_\($0)" }
        case .feedback:
            return common + ["offer_feedback", "done_feedback"] + slot("rating")
                + slot("comment")
        case .callBack:
            return common + ["offer_call_back", "confirm_call_back", "done_call_back"]
                + slot("number") + slot("time")
        }
    }

    /// Keys of what `serve` says to callers who cannot be answered yet. A pack may lack
    /// them; callers then wait in silence.
    public static let waiting: [(key: String, values: [String])] = [
        ("hold", ["place"]), ("offer_callback", []), ("callback", []), ("regret", []),
    ]

    /// Whether the caller is asked something by the phrase, whatever its wording: "yes" and "no"
    /// may answer it.
    public static func asks(_ key: String) -> Bool {
        let questions: Set = [
            "action_change", "anything_else", "clarify_three", "clarify_two", "go_on",
            "still_there",
        ]
        return questions.contains(key)
            || ["ask_", "confirm_", "help_", "offer_"].contains(where: key.hasPrefix)
    }

    private let variants: [String: [String]]

    public init(_ variants: [String: [String]]) { self.variants = variants }

    /// All keys, sorted.
    public var keys: [String] { variants.keys.sorted() }

    /// The wordings of a key with their `{names}`; empty when the pack has none.
    public func variants(of key: String) -> [String] { variants[key] ?? [] }

    /// One wording with its `{names}` filled in. `variant` counts on and begins
    /// again after the last one, so that a counter never repeats itself at once.
    /// A name without a value is left out. Empty when the pack lacks the key.
    public func text(_ key: String, variant: Int, values: [String: String] = [:]) -> String {
        let wordings = variants(of: key)
        guard !wordings.isEmpty else { return "" }
        let remainder = variant % wordings.count
        let wording = wordings[remainder < 0 ? remainder + wordings.count : remainder]
        return Self.fill(wording, values: values)
    }

    /// The names in braces, in their order; nil when a brace has no partner or
    /// a name is not made of letters, digits and `_`.
    static func names(in wording: String) -> [String]? {
        var names: [String] = []
        var open: String?
        for character in wording {
            switch (character, open) {
            case ("{", nil): open = ""
            case ("}", .some(let name)):
                guard !name.isEmpty else { return nil }
                names.append(name)
                open = nil
            case ("{", .some), ("}", nil): return nil
            case (_, .some(let name)):
                guard character.isLetter || character.isNumber || character == "_" else {
                    return nil
                }
                open = name + String(character)
            case (_, nil): break
            }
        }
        return open == nil ? names : nil
    }

    private static func fill(_ wording: String, values: [String: String]) -> String {
        var result = ""
        var name: String?
        for character in wording {
            if character == "{", name == nil {
                name = ""
            } else if character == "}", let key = name {
                result += values[key] ?? ""
                name = nil
            } else if let key = name {
                name = key + String(character)
            } else {
                result.append(character)
            }
        }
        return result
    }
}
