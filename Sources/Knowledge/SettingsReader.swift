/// Reads the files of a pack that are not knowledge.
enum SettingsReader {
    static func language(
        _ root: JSONNode, file: String, _ draft: inout PackDraft
    ) -> LanguageSettings? {
        guard
            var fields = FieldReader(
                root, file: file, what: "the language", known: PackFormat.languageFields,
                problems: &draft.problems)
        else { return nil }
        let tag = fields.text("language", example: "\"en-US\"")
        if let tag, !isLanguageTag(tag) {
            fields.note(
                fields.node("language")?.place, "'\(tag)' is no language tag",
                remedy: "write a BCP 47 tag such as en-US")
        }
        let name = fields.text("name", example: "\"English\"")
        let acousticModel = fields.text("acoustic_model", example: "\"en-us\"")
        let dictionary = fields.text("dictionary", example: "\"cmudict-en-us.dict\"")
        let backgroundModel = fields.text("background_model", example: "\"en-us.lm.bin\"")
        let voice = fields.text("voice", example: "\"en-us\"")
        let rate = fields.integer("speaking_rate", in: PackFormat.speakingRates, default: 160)
        let thresholds = numbers("thresholds", of: &fields)
        fields.noteUnknownFields()
        draft.problems += fields.problems
        guard let tag, let name, let acousticModel, let dictionary, let backgroundModel, let voice
        else { return nil }
        return LanguageSettings(
            tag: tag, name: name, acousticModel: acousticModel, dictionary: dictionary,
            backgroundModel: backgroundModel, voice: voice, speakingRate: rate,
            thresholds: thresholds)
    }

    static func phrases(_ root: JSONNode, file: String, _ draft: inout PackDraft) -> Phrases? {
        guard
            var fields = FieldReader(
                root, file: file, what: "phrases.json", known: [], problems: &draft.problems)
        else { return nil }
        var variants: [String: [String]] = [:]
        let known = Dictionary(
            uniqueKeysWithValues: (Phrases.required + Phrases.waiting).map { ($0.key, $0.values) })
        for member in fields.namedMembers() {
            let texts = fields.texts(in: member.value, key: member.key, example: "[\"…\", \"…\"]")
            variants[member.key] = texts.map(\.text)
            if texts.isEmpty {
                fields.note(
                    member.keyPlace, "the phrase \"\(member.key)\" has no wording",
                    remedy: "write at least one")
            }
            for (text, place) in texts {
                check(text, at: place, of: member.key, values: known[member.key], &fields)
            }
        }
        for (key, _) in Phrases.required where variants[key] == nil {
            let others = fields.namedMembers().map(\.key).filter { known[$0] == nil }
            fields.note(
                nil, "the phrase \"\(key)\" is missing",
                remedy: Spelling.nearest(to: key, among: others).map {
                    "rename \"\($0)\" to \"\(key)\""
                } ?? "add \"\(key)\": [\"…\"]")
        }
        draft.problems += fields.problems
        return Phrases(variants)
    }

    /// Braces that do not close, and names that the line has no value for.
    private static func check(
        _ text: String, at place: TextPlace, of key: String, values: [String]?,
        _ fields: inout FieldReader
    ) {
        guard let names = Phrases.names(in: text) else {
            fields.note(
                place, "a brace in \"\(text)\" has no partner or holds no name",
                remedy: "write {name}")
            return
        }
        guard let values else { return }
        for name in names where !values.contains(name) {
            let offer = values.map { "{\($0)}" }.joined(separator: ", ")
            fields.note(
                place, "\"\(key)\" has no value {\(name)}",
                remedy: values.isEmpty ? "write it without {\(name)}" : "use \(offer)")
        }
        for value in values where key.hasPrefix("clarify") && !names.contains(value) {
            fields.note(
                place, "this wording of \"\(key)\" does not name {\(value)}",
                remedy: "add {\(value)}, or the caller cannot choose it")
        }
    }

    static func carriers(_ root: JSONNode, file: String, _ draft: inout PackDraft) -> Carriers? {
        guard
            var fields = FieldReader(
                root, file: file, what: "carriers.json", known: PackFormat.carrierFields,
                problems: &draft.problems)
        else { return nil }
        let example = "[\"hello\", \"please\"]"
        let before = fields.templates(
            in: fields.texts("before", isRequired: false, example: example))
        let after = fields.templates(in: fields.texts("after", isRequired: false, example: example))
        let beforeCommand = fields.templates(
            in: fields.texts("before_command", isRequired: false, example: "[\"can you\"]"))
        let afterCommand = fields.templates(
            in: fields.texts("after_command", isRequired: false, example: "[\"for me\"]"))
        let fillers = fields.texts("fillers", isRequired: false, example: "[\"um\", \"er\"]")
        fields.noteUnknownFields()
        draft.carriers += before + after + beforeCommand + afterCommand
        draft.problems += fields.problems
        return Carriers(
            before: before.map(\.template), after: after.map(\.template),
            beforeCommand: beforeCommand.map(\.template),
            afterCommand: afterCommand.map(\.template), fillers: fillers.map(\.text))
    }

    static func controls(
        _ root: JSONNode, file: String, _ draft: inout PackDraft
    ) -> [String: [Template]] {
        guard
            var fields = FieldReader(
                root, file: file, what: "controls.json", known: [], problems: &draft.problems)
        else { return [:] }
        var controls: [String: [Template]] = [:]
        for member in fields.namedMembers() {
            let texts = fields.texts(
                in: member.value, key: member.key, example: "[\"say (that|it) again\"]")
            let uses = fields.templates(in: texts)
            controls[member.key] = uses.map(\.template)
            draft.controls += uses
        }
        for key in PackFormat.controls where controls[key] == nil {
            let others = controls.keys.sorted().filter { !PackFormat.controls.contains($0) }
            fields.note(
                nil, "the control \"\(key)\" is missing: callers cannot say it",
                remedy: Spelling.nearest(to: key, among: others).map {
                    "rename \"\($0)\" to \"\(key)\""
                } ?? "add \"\(key)\": [\"…\"]", severity: .warning)
        }
        draft.problems += fields.problems
        return controls
    }

    /// Lists of values for slots, of synonyms, or of what has a sense, by their name.
    static func lists(
        _ root: JSONNode, file: String, areSlots: Bool, _ draft: inout PackDraft
    ) -> [String: [String]] {
        guard
            var fields = FieldReader(
                root, file: file, what: "the file", known: [], problems: &draft.problems)
        else { return [:] }
        var lists: [String: [String]] = [:]
        for member in fields.namedMembers() {
            if areSlots, (try? Template(parsing: "{\(member.key)}")) == nil {
                fields.note(
                    member.keyPlace, "no template can name the list \"\(member.key)\"",
                    remedy: "use a-z, 0-9, _ and - only")
            }
            let texts = fields.texts(in: member.value, key: member.key, example: "[\"…\", \"…\"]")
            if texts.isEmpty {
                fields.note(
                    member.keyPlace, "the list \"\(member.key)\" is empty",
                    remedy: "add a value or delete the list")
            }
            noteRepeated(texts, in: member.key, &fields)
            lists[member.key] = texts.map(\.text)
        }
        draft.problems += fields.problems
        return lists
    }

    /// A list of texts, each once.
    static func negatives(
        _ root: JSONNode, file: String, _ draft: inout PackDraft
    ) -> [String] {
        var fields = FieldReader(list: root, file: file)
        let texts = fields.texts(in: root, key: "negatives.json", example: "[\"…\", \"…\"]")
        noteRepeated(texts, in: "negatives.json", &fields)
        draft.problems += fields.problems
        return texts.map(\.text)
    }

    private static func noteRepeated(
        _ texts: [(text: String, place: TextPlace)], in name: String, _ fields: inout FieldReader
    ) {
        var seen: [String: Int] = [:]
        for (text, place) in texts {
            if let line = seen.updateValue(place.line, forKey: text) {
                fields.note(
                    place, "\"\(text)\" is twice in \"\(name)\", first in line \(line)",
                    remedy: "delete one", severity: .warning)
            }
        }
    }

    private static func numbers(_ key: String, of fields: inout FieldReader) -> [String: Double] {
        guard let node = fields.node(key) else { return [:] }
        guard case .object(let members) = node.content else {
            fields.note(
                node.place, "\"\(key)\" is \(node.kind), not an object",
                remedy: "write { \"name\": number }")
            return [:]
        }
        var numbers: [String: Double] = [:]
        for member in members {
            guard let number = member.value.value.number else {
                fields.note(
                    member.value.place, "\"\(member.key)\" is \(member.value.kind), not a number",
                    remedy: "write a number")
                continue
            }
            numbers[member.key] = number
        }
        return numbers
    }

    /// A language of two or three letters, then subtags of up to eight.
    private static func isLanguageTag(_ tag: String) -> Bool {
        let subtags = tag.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = subtags.first, (2...3).contains(first.count) else { return false }
        return subtags.allSatisfy { subtag in
            (1...8).contains(subtag.count)
                && subtag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
    }
}
