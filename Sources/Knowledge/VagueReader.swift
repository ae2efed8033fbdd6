/// Reads `vague.json`: what callers ask without saying which of several things.
struct VagueReader {
    /// One choice is none.
    private static let fewestChoices = 2

    let file: String

    func read(_ root: JSONNode, into draft: inout PackDraft) {
        guard
            var fields = FieldReader(
                root, file: file, what: "vague.json", known: PackFormat.vagueFields,
                problems: &draft.problems)
        else { return }
        let nodes = fields.objects("groups")
        fields.noteUnknownFields()
        draft.problems += fields.problems
        var seen: [String: Int] = [:]
        for node in nodes {
            guard let group = group(node, &draft.problems) else { continue }
            if let line = seen.updateValue(group.place.line, forKey: group.vague.id) {
                draft.problems.append(
                    Problem(
                        file: file, line: group.place.line, column: group.place.column,
                        message: "the id '\(group.vague.id)' is already used in line \(line)",
                        remedy: "give one of the two another id"))
            }
            draft.vague.append(group)
        }
    }

    private func group(_ node: JSONNode, _ problems: inout [Problem]) -> VagueDraft? {
        guard
            var fields = FieldReader(
                node, file: file, what: "a group", known: PackFormat.vagueGroupFields,
                problems: &problems)
        else { return nil }
        let id = fields.text("id", example: "\"registration-time\"")
        let between = fields.texts(
            "between", example: "[\"residence.permanent.time\", \"residence.temporary.time\"]")
        if between.count < Self.fewestChoices, let node = fields.node("between") {
            fields.note(
                node.place, "there are fewer than two entries to choose between",
                remedy: "name another, or add the questions to the one entry")
        }
        let texts = fields.texts("questions", example: "[\"how long does registration take\"]")
        if texts.isEmpty, let node = fields.node("questions"), case .array = node.content {
            fields.note(node.place, "there is no question", remedy: "write some, as people speak")
        }
        let questions = fields.templates(in: texts)
        fields.noteUnknownFields()
        problems += fields.problems
        guard let id else { return nil }
        return VagueDraft(
            vague: VagueQuestion(
                id: id, between: between.map(\.text), questions: questions.map(\.template)),
            file: file, place: fields.place, betweenPlaces: between.map(\.place),
            questions: questions)
    }
}
