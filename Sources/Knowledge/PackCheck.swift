internal import Foundation

/// What only shows when the whole pack is there.
enum PackCheck {
    /// How many ways of saying one question are compared with other entries'.
    static let comparedExpansions = 48

    /// What makes a pack unusable although each file is well formed.
    static func errors(in draft: PackDraft) -> [Problem] {
        let problems = duplicateIDs(in: draft.entries) + unknownSlots(in: draft)
        // An entry that could not be read is not missing.
        let isRead = (problems + draft.problems).allSatisfy { $0.severity != .error }
        return problems + (isRead ? unknownChoices(in: draft) + unsaidActions(in: draft) : [])
    }

    static func warnings(in draft: PackDraft, today: Day) -> [Problem] {
        draft.entries.flatMap { warnings(about: $0, today: today) }
            + sharedQuestions(in: draft) + unequalProcedures(in: draft.entries)
            + staleHearings(in: draft) + oneSidedAnswers(in: draft)
    }

    /// By file, line, column, the worse first.
    static func sorted(_ problems: [Problem]) -> [Problem] {
        let keyed = problems.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.file != second.file { return first.file < second.file }
            if first.line != second.line { return first.line ?? 0 < second.line ?? 0 }
            if first.column != second.column { return first.column ?? 0 < second.column ?? 0 }
            return left.offset < right.offset
        }
        return keyed.map(\.element)
    }

    private static func duplicateIDs(in entries: [EntryDraft]) -> [Problem] {
        var first: [String: EntryDraft] = [:]
        var problems: [Problem] = []
        for draft in entries where !draft.entry.id.isEmpty {
            guard let earlier = first[draft.entry.id] else {
                first[draft.entry.id] = draft
                continue
            }
            problems.append(
                Problem(
                    file: draft.file, line: draft.idPlace.line, column: draft.idPlace.column,
                    message: "the id '\(draft.entry.id)' is already used in \(earlier.file):"
                        + "\(earlier.idPlace.line)",
                    remedy: "give one of the two another id"))
        }
        return problems
    }

    private static func unknownSlots(in draft: PackDraft) -> [Problem] {
        let questions = draft.entries.flatMap { entry in
            zip(entry.entry.questions, entry.questionPlaces).map {
                TemplateUse(template: $0, file: entry.file, place: $1)
            }
        }
        let names = draft.lists.keys.sorted()
        let others = draft.vague.flatMap(\.questions) + draft.requests
        return (draft.carriers + draft.controls + questions + others).flatMap { use in
            use.template.slots.filter { draft.lists[$0] == nil }.map { slot in
                let nearest = Spelling.nearest(to: slot, among: names)
                return Problem(
                    file: use.file, line: use.place.line, column: use.place.column,
                    message: "{\(slot)} names no list of lists.json",
                    remedy: nearest.map { "did you mean {\($0)}?" }
                        ?? "add \"\(slot)\": [\"…\"] to lists.json")
            }
        }
    }

    /// Phrases that the line needs for what it can do, and the list of places for it.
    private static func unsaidActions(in draft: PackDraft) -> [Problem] {
        guard let pack = draft.pack, let actions = pack.actions else { return [] }
        let keys = actions.offers.flatMap { Phrases.required(for: $0.kind) }
        let unsaid = Set(keys).sorted().filter { pack.phrases.variants(of: $0).isEmpty }.map {
            key in
            Problem(
                file: pack.folder.appending(path: "phrases.json").relativePath,
                message: "\"\(key)\" is missing, which an action of actions.json says",
                remedy: "add \"\(key)\": [\"…\", \"…\"]")
        }
        guard let branches = draft.branches, draft.lists[branches.id] == nil else { return unsaid }
        let nearest = Spelling.nearest(to: branches.id, among: draft.lists.keys.sorted())
        return unsaid + [
            Problem(
                file: branches.file, line: branches.place.line, column: branches.place.column,
                message: "'\(branches.id)' names no list of lists.json",
                remedy: nearest.map { "did you mean \"\($0)\"?" }
                    ?? "name the list of wards or branches")
        ]
    }

    /// Vague questions between entries that there are not.
    private static func unknownChoices(in draft: PackDraft) -> [Problem] {
        let ids = draft.entries.map(\.entry.id)
        let known = Set(ids)
        let named = draft.vague.flatMap { group in
            zip(group.vague.between, group.betweenPlaces).map {
                NamedEntry(id: $0, file: group.file, place: $1)
            }
        }
        return (named + draft.offeredAfter).filter { !known.contains($0.id) }.map {
            let nearest = Spelling.nearest(to: $0.id, among: ids)
            return Problem(
                file: $0.file, line: $0.place.line, column: $0.place.column,
                message: "there is no entry '\($0.id)'",
                remedy: nearest.map { "did you mean '\($0)'?" }
                    ?? "name an entry of the knowledge")
        }
    }

    private static func warnings(about draft: EntryDraft, today: Day) -> [Problem] {
        let entry = draft.entry
        var problems: [Problem] = []
        let warn = { (place: TextPlace, message: String, remedy: String) in
            problems.append(
                Problem(
                    file: draft.file, line: place.line, column: place.column, severity: .warning,
                    message: message, remedy: remedy))
        }
        if !entry.questions.isEmpty, entry.questions.count < PackFormat.wantedQuestions {
            warn(
                draft.questionPlaces.first ?? draft.place,
                "'\(entry.id)' has only \(entry.questions.count) questions",
                "write at least \(PackFormat.wantedQuestions), as people speak")
        }
        if let until = entry.validUntil, until < today {
            warn(
                draft.place, "the answer of '\(entry.id)' was valid until \(until)",
                "write what holds now, and its dates")
        } else if entry.validFrom > today {
            warn(
                draft.place, "the answer of '\(entry.id)' is valid only from \(entry.validFrom)",
                "correct \"valid_from\", or add what holds until then")
        }
        if entry.checked < today.yearEarlier {
            warn(
                draft.place, "'\(entry.id)' was last checked on \(entry.checked)",
                "compare it with its sources and set \"checked\"")
        } else if entry.checked > today {
            warn(
                draft.place, "'\(entry.id)' was checked on \(entry.checked), which is to come",
                "correct \"checked\"")
        }
        if !PackFormat.confidences.contains(entry.confidence) {
            warn(
                draft.place, "\"confidence\" of '\(entry.id)' is '\(entry.confidence)'",
                "write \"verified\" or \"secondary\"")
        }
        for finding in SpeakableText.findings(in: entry.answer) {
            warn(draft.answerPlace, "the answer holds \(finding.what)", finding.remedy)
        }
        return problems
    }

    /// The same words lead to two entries: the line could not tell them apart.
    /// Of a template with very many expansions a sample is compared.
    private static func sharedQuestions(in draft: PackDraft) -> [Problem] {
        var owners: [String: (entry: Int, question: Int)] = [:]
        var problems: [Problem] = []
        for (index, entry) in draft.entries.enumerated() {
            for (number, question) in entry.entry.questions.enumerated() {
                let expansions = question.expansions(
                    lists: draft.lists, limit: comparedExpansions)
                if expansions.isEmpty {
                    continue
                }
                let shared = expansions.lazy.compactMap { text -> (String, Int, Int)? in
                    let words = comparable(text)
                    guard let owner = owners[words] else {
                        owners[words] = (index, number)
                        return nil
                    }
                    return owner.entry == index ? nil : (text, owner.entry, owner.question)
                }
                // All expansions are entered; one shared one is enough to tell.
                guard let (text, other, otherQuestion) = Array(shared).first else { continue }
                let earlier = draft.entries[other]
                let place = entry.questionPlaces[number]
                problems.append(
                    Problem(
                        file: entry.file, line: place.line, column: place.column,
                        severity: .warning,
                        message: "\"\(text)\" is also a question of '\(earlier.entry.id)', "
                            + "\(earlier.file):\(earlier.questionPlaces[otherQuestion].line)",
                        remedy: "word one of the two so that it says which is meant"))
            }
        }
        return problems
    }

    /// "No, you need not": whoever asked "may I keep it?" hears that he may not.
    private static func oneSidedAnswers(in draft: PackDraft) -> [Problem] {
        guard let pack = draft.pack else { return [] }
        let verdicts = Set(
            ["yes", "no"].flatMap { pack.controls[$0] ?? [] }
                .flatMap { $0.expansions(lists: pack.lists, limit: comparedExpansions) }
                .map(comparable))
        return draft.entries.compactMap { draft in
            let opening = draft.entry.answer.prefix { !",.;:!".contains($0) }
            guard verdicts.contains(comparable(String(opening))) else { return nil }
            return Problem(
                file: draft.file, line: draft.answerPlace.line, column: draft.answerPlace.column,
                severity: .warning,
                message: "the answer of '\(draft.entry.id)' begins with \"\(opening)\", and is "
                    + "said to those who ask the other way round, too",
                remedy: "begin with what holds")
        }
    }

    /// Questions that were said, heard, and reworded since.
    private static func staleHearings(in draft: PackDraft) -> [Problem] {
        guard let pack = draft.pack else { return [] }
        let questions = Set(pack.entries.flatMap { $0.questions.map(\.source) })
        let stale = pack.heard.keys.filter { !questions.contains($0) }
        guard !stale.isEmpty else { return [] }
        return [
            Problem(
                file: pack.folder.appending(path: PackFormat.heard).relativePath,
                severity: .warning,
                message: "\(stale.count) of \(pack.heard.count) questions that were heard are "
                    + "no longer asked that way",
                remedy: "make the file anew: scripts/hear-templates")
        ]
    }

    /// Procedures that differ in capitals or spaces only would be two.
    private static func unequalProcedures(in entries: [EntryDraft]) -> [Problem] {
        var spelled: [String: String] = [:]
        return entries.compactMap { draft in
            guard let procedure = draft.entry.procedure else { return nil }
            let key = comparable(procedure)
            guard let first = spelled[key], first != procedure else {
                spelled[key] = procedure
                return nil
            }
            return Problem(
                file: draft.file, line: draft.place.line, column: draft.place.column,
                severity: .warning,
                message: "the procedure \"\(procedure)\" is \"\(first)\" elsewhere",
                remedy: "write both in the same way")
        }
    }

    /// Lower case, letters and digits only, single spaces.
    private static func comparable(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var isSpaced = false
        let folded = text.utf8.allSatisfy { $0 < 0x80 } ? text : text.lowercased()
        for byte in folded.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "'"), 0x80...:
                if isSpaced, !result.isEmpty { result.append(UInt8(ascii: " ")) }
                isSpaced = false
                let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                result.append(isUpper ? byte + 0x20 : byte)
            default: isSpaced = true
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
