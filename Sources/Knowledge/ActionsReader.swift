/// Reads `actions.json`: what the line can do, and how it is asked for.
struct ActionsReader {
    let file: String

    func read(_ root: JSONNode, into draft: inout PackDraft) {
        guard
            var fields = FieldReader(
                root, file: file, what: "actions.json", known: PackFormat.actionsFields,
                problems: &draft.problems)
        else { return }
        var actions = Actions()
        actions.branches = fields.text("branches", example: "\"ward\"") ?? ""
        draft.branches = fields.node("branches").map {
            NamedEntry(id: actions.branches, file: file, place: $0.place)
        }
        let nodes = [
            "services": fields.objects("services"), "days": fields.objects("days"),
            "times": fields.objects("times"), "ratings": fields.objects("ratings"),
            "actions": fields.objects("actions"),
        ]
        actions.before =
            fields.texts("before", isRequired: false, example: "[\"at\"]").map(\.text)
        actions.after =
            fields.texts("after", isRequired: false, example: "[\"please\"]").map(\.text)
        fields.noteUnknownFields()
        draft.problems += fields.problems
        actions.services = choices(nodes["services"] ?? [], ids: nil, &draft)
        actions.days = choices(nodes["days"] ?? [], ids: Actions.dayIDs, &draft)
        actions.times = choices(nodes["times"] ?? [], ids: Actions.timeIDs, &draft)
        actions.ratings = choices(nodes["ratings"] ?? [], ids: Actions.ratingIDs, &draft)
        for node in nodes["actions"] ?? [] {
            if let offer = offer(node, &draft) { actions.offers.append(offer) }
        }
        draft.actions = actions
    }

    private func choices(
        _ nodes: [JSONNode], ids: [String]?, _ draft: inout PackDraft
    ) -> [Actions.Choice] {
        nodes.compactMap { node in
            guard
                var fields = FieldReader(
                    node, file: file, what: "a choice", known: PackFormat.choiceFields,
                    problems: &draft.problems)
            else { return nil }
            let id = fields.text("id", example: "\"\(ids?.first ?? "identity-card")\"")
            if let id, let ids, !ids.contains(id) {
                fields.note(
                    fields.node("id")?.place, "'\(id)' is none of the ids known here",
                    remedy: Spelling.nearest(to: id, among: ids).map { "did you mean \"\($0)\"?" }
                        ?? "use one of: " + ids.joined(separator: ", "))
            }
            let name = fields.text("name", example: "\"identity card\"")
            let said = templates("said", &fields)
            fields.noteUnknownFields()
            draft.problems += fields.problems
            draft.requests += said
            guard let id, let name else { return nil }
            return Actions.Choice(id: id, name: name, said: said.map(\.template))
        }
    }

    private func offer(_ node: JSONNode, _ draft: inout PackDraft) -> Actions.Offer? {
        guard
            var fields = FieldReader(
                node, file: file, what: "an action", known: PackFormat.actionFields,
                problems: &draft.problems)
        else { return nil }
        let kinds = Actions.Kind.allCases.map(\.rawValue)
        let does = fields.text("does", example: "\"queue_ticket\"")
        let kind = does.flatMap { Actions.Kind(rawValue: $0) }
        if let does, kind == nil {
            fields.note(
                fields.node("does")?.place, "nothing is known of the action '\(does)'",
                remedy: Spelling.nearest(to: does, among: kinds).map { "did you mean \"\($0)\"?" }
                    ?? "use one of: " + kinds.joined(separator: ", "))
        }
        let requests =
            fields.node("requests") == nil ? [] : templates("requests", &fields)
        let after = fields.texts("after", isRequired: false, example: "[\"queue.book\"]")
        fields.noteUnknownFields()
        draft.problems += fields.problems
        draft.requests += requests
        draft.offeredAfter += after.map { NamedEntry(id: $0.text, file: file, place: $0.place) }
        return kind.map {
            Actions.Offer(
                kind: $0, requests: requests.map(\.template), after: after.map(\.text))
        }
    }

    private func templates(_ key: String, _ fields: inout FieldReader) -> [TemplateUse] {
        let texts = fields.texts(key, example: "[\"as people say it\"]")
        return fields.templates(in: texts)
    }
}
