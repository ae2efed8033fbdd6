/// Reads a knowledge file.
struct TopicReader {
    let file: String

    func read(_ root: JSONNode, into draft: inout PackDraft) -> Topic? {
        guard
            var fields = FieldReader(
                root, file: file, what: "the file", known: PackFormat.topicFields,
                problems: &draft.problems)
        else { return nil }
        let id = fields.text("topic", example: "\"residence\"")
        let title = fields.text("title", example: "\"Residence\"")
        let nodes = entryNodes(&fields)
        fields.noteUnknownFields()
        draft.problems += fields.problems
        var entries: [EntryDraft] = []
        for node in nodes {
            if let entry = entry(node, topic: id ?? "", &draft.problems) { entries.append(entry) }
        }
        draft.entries += entries
        guard let id, let title else { return nil }
        return Topic(id: id, title: title, entries: entries.map(\.entry.id))
    }

    private func entryNodes(_ fields: inout FieldReader) -> [JSONNode] {
        let nodes = fields.objects("entries")
        if nodes.isEmpty, let node = fields.node("entries"), case .array = node.content {
            fields.note(node.place, "\"entries\" is empty", remedy: "add an entry")
        }
        return nodes
    }

    private func entry(
        _ node: JSONNode, topic: String, _ problems: inout [Problem]
    ) -> EntryDraft? {
        guard
            var fields = FieldReader(
                node, file: file, what: "an entry", known: PackFormat.entryFields,
                problems: &problems)
        else { return nil }
        let id = id(&fields)
        let title = fields.text("title", example: "\"the fee for temporary residence\"")
        let answer = answer(&fields)
        let questions = questions(&fields)
        let dates = dates(&fields)
        let sources = sources(&fields)
        let entry = Entry(
            id: id ?? "",
            facts: fields.texts("fact", example: "[\"RES-09\"]").map(\.text),
            topic: topic, title: title ?? "",
            procedure: fields.optionalText(
                "procedure", example: "\"temporary residence registration\""),
            aspects: aspects(&fields), questions: questions.map(\.template), answer: answer ?? "",
            details: details(&fields),
            legalBasis: fields.optionalText("legal_basis", example: "\"Law 68/2020\"") ?? "",
            sources: sources, validFrom: dates.from, validUntil: dates.until,
            checked: dates.checked,
            confidence: fields.optionalText("confidence", example: "\"verified\"") ?? "",
            note: fields.optionalText("note", example: "\"…\""))
        fields.noteUnknownFields()
        problems += fields.problems
        return EntryDraft(
            entry: entry, file: file, place: fields.place,
            idPlace: fields.node("id")?.place ?? fields.place,
            questionPlaces: questions.map(\.place),
            answerPlace: fields.node("answer")?.place ?? fields.place)
    }

    private func id(_ fields: inout FieldReader) -> String? {
        guard let id = fields.text("id", example: "\"residence.temporary.fee\"") else { return nil }
        let parts = id.split(separator: ".", omittingEmptySubsequences: false)
        let isWellFormed =
            parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
                            || $0 == 0x2D
                    }
            }
        guard isWellFormed else {
            fields.note(
                fields.node("id")?.place, "the id '\(id)' is not well formed",
                remedy: "write lower-case words with dots between, such as "
                    + "residence.temporary.fee")
            return nil
        }
        return id
    }

    private func answer(_ fields: inout FieldReader) -> String? {
        guard let answer = fields.text("answer", example: "\"You …\"") else { return nil }
        if answer.count > PackFormat.answerLimit {
            fields.note(
                fields.node("answer")?.place,
                "the answer has \(answer.count) characters, more than \(PackFormat.answerLimit)",
                remedy: "say the most important in one to three sentences")
        }
        return answer
    }

    private func questions(_ fields: inout FieldReader) -> [TemplateUse] {
        let texts = fields.texts("questions", example: "[\"how much is it\"]")
        if texts.isEmpty, let node = fields.node("questions"), case .array = node.content {
            fields.note(
                node.place, "there is no question", remedy: "write at least 8, as people speak")
        }
        return fields.templates(in: texts)
    }

    private func sources(_ fields: inout FieldReader) -> [String] {
        let texts = fields.texts("source", example: "[\"https://…\"]")
        if texts.isEmpty, let node = fields.node("source"), case .array = node.content {
            fields.note(
                node.place, "the answer has no source", remedy: "say where it was taken from")
        }
        return texts.map(\.text)
    }

    private func aspects(_ fields: inout FieldReader) -> [String] {
        let texts = fields.texts("aspects", example: "[\"fee\"]")
        for (text, place) in texts where !Aspect.all.contains(text) {
            let nearest = Spelling.nearest(to: text, among: Aspect.all)
            fields.note(
                place, "'\(text)' is no aspect",
                remedy: nearest.map { "did you mean \"\($0)\"?" }
                    ?? "use one of: " + Aspect.all.joined(separator: ", "))
        }
        if texts.isEmpty, let node = fields.node("aspects"), case .array = node.content {
            fields.note(node.place, "there is no aspect", remedy: "write [\"what\"] or another")
        }
        return texts.map(\.text)
    }

    private func details(_ fields: inout FieldReader) -> JSONValue {
        guard let node = fields.node("facts") else { return .emptyObject }
        guard case .object = node.content else {
            fields.note(
                node.place, "\"facts\" is \(node.kind), not an object", remedy: "write { … }")
            return .emptyObject
        }
        return node.value
    }

    private func dates(
        _ fields: inout FieldReader
    ) -> (from: Day, until: Day?, checked: Day) {
        let from = fields.day("valid_from", isRequired: true)
        let until = fields.day("valid_until", isRequired: false)
        let checked = fields.day("checked", isRequired: true)
        if let from, let until, until < from {
            fields.note(
                fields.node("valid_until")?.place,
                "\"valid_until\" \(until) is before \"valid_from\" \(from)",
                remedy: "exchange or correct them")
        }
        return (from ?? .epoch, until, checked ?? .epoch)
    }
}
