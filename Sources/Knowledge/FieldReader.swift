/// Reads the members of one JSON object, or the elements of a file that is a list,
/// and notes what is wrong with them.
struct FieldReader {
    let file: String
    let place: TextPlace
    private let members: [JSONNode.Member]
    private let known: [String]
    private var misspelled: [String] = []
    private(set) var problems: [Problem] = []

    /// Nil, with a problem noted in `problems`, when the node is no object.
    /// `known` are the names that its members may have.
    init?(
        _ node: JSONNode, file: String, what: String, known: [String], problems: inout [Problem]
    ) {
        guard case .object(let members) = node.content else {
            problems.append(
                Problem(
                    file: file, line: node.place.line, column: node.place.column,
                    message: "\(what) is \(node.kind)", remedy: "write an object: { … }"))
            return nil
        }
        self.file = file
        self.members = members
        self.known = known
        place = node.place
    }

    /// For a file that is a list: it has no members.
    init(list node: JSONNode, file: String) {
        (self.file, members, known, place) = (file, [], [], node.place)
    }

    func node(_ key: String) -> JSONNode? { members.first { $0.key == key }?.value }

    /// A text that must be there and not be blank.
    mutating func text(_ key: String, example: String) -> String? {
        guard let text = optionalText(key, isRequired: true, example: example) else { return nil }
        guard !text.isBlank else {
            note(node(key)?.place, "\"\(key)\" is empty", remedy: "write \(example)")
            return nil
        }
        return text
    }

    /// Nil when the member is missing or `null`.
    mutating func optionalText(
        _ key: String, isRequired: Bool = false, example: String
    ) -> String? {
        guard let node = present(key, isRequired: isRequired, example: example) else { return nil }
        guard case .string(let text) = node.content else {
            wrong(node, key, "a text", example: example)
            return nil
        }
        return text
    }

    mutating func integer(_ key: String, in range: ClosedRange<Int>, default other: Int) -> Int {
        guard let node = present(key, isRequired: false, example: "") else { return other }
        guard case .integer(let integer) = node.content, range.contains(integer) else {
            wrong(
                node, key, "a whole number from \(range.lowerBound) to \(range.upperBound)",
                example: String(other))
            return other
        }
        return integer
    }

    mutating func day(_ key: String, isRequired: Bool) -> Day? {
        guard
            let text = optionalText(key, isRequired: isRequired, example: "\"2026-07-01\"")
        else { return nil }
        guard let day = Day(text) else {
            note(
                node(key)?.place, "\"\(key)\" is '\(text)', which is no day",
                remedy: "write YYYY-MM-DD, such as 2026-07-01")
            return nil
        }
        return day
    }

    /// The texts of a list, without blank ones, which are errors.
    mutating func texts(
        _ key: String, isRequired: Bool = true, example: String
    ) -> [(text: String, place: TextPlace)] {
        guard let node = present(key, isRequired: isRequired, example: example) else { return [] }
        return texts(in: node, key: key, example: example)
    }

    mutating func texts(
        in node: JSONNode, key: String, example: String
    ) -> [(text: String, place: TextPlace)] {
        guard case .array(let elements) = node.content else {
            wrong(node, key, "a list of texts", example: example)
            return []
        }
        var texts: [(text: String, place: TextPlace)] = []
        for element in elements {
            guard case .string(let text) = element.content else {
                note(
                    element.place, "\"\(key)\" holds \(element.kind)",
                    remedy: "write texts only: \(example)")
                continue
            }
            if text.isBlank {
                note(element.place, "\"\(key)\" holds an empty text", remedy: "delete or fill it")
            } else {
                texts.append((text, element.place))
            }
        }
        return texts
    }

    /// The elements of a list that must be there.
    mutating func objects(_ key: String) -> [JSONNode] {
        guard let node = node(key) else {
            note(nil, "\"\(key)\" is missing", remedy: "add \"\(key)\": [ { … } ]")
            return []
        }
        guard case .array(let nodes) = node.content else {
            note(node.place, "\"\(key)\" is \(node.kind), not a list", remedy: "write [ { … } ]")
            return []
        }
        return nodes
    }

    /// The texts of a list as templates.
    mutating func templates(
        in texts: [(text: String, place: TextPlace)]
    ) -> [TemplateUse] {
        texts.compactMap { text, place in
            do throws(TemplateError) {
                return TemplateUse(
                    template: try Template(parsing: text), file: file, place: place)
            } catch {
                note(
                    place, "the template \"\(text)\" cannot be read: \(error.message)",
                    remedy: error.remedy)
                return nil
            }
        }
    }

    /// All members except the schema, for objects whose keys are names.
    func namedMembers() -> [JSONNode.Member] {
        members.filter { $0.key != "$schema" }
    }

    /// Warns of members that nobody has asked for.
    mutating func noteUnknownFields() {
        for member in members
        where !known.contains(member.key) && !misspelled.contains(member.key)
            && member.key != "$schema"
        {
            let nearest = Spelling.nearest(to: member.key, among: known)
            note(
                member.keyPlace, "the field \"\(member.key)\" is not known and is ignored",
                remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "delete it",
                severity: .warning)
        }
    }

    mutating func note(
        _ place: TextPlace?, _ message: String, remedy: String,
        severity: Problem.Severity = .error
    ) {
        let place = place ?? self.place
        problems.append(
            Problem(
                file: file, line: place.line, column: place.column, severity: severity,
                message: message, remedy: remedy))
    }

    private mutating func present(_ key: String, isRequired: Bool, example: String) -> JSONNode? {
        let node = node(key)
        if let node, case .null = node.content {} else if let node { return node }
        guard isRequired else { return nil }
        let others = members.map(\.key).filter { !known.contains($0) }
        if let nearest = Spelling.nearest(to: key, among: others) {
            misspelled.append(nearest)
            note(
                nil, "\"\(key)\" is missing; there is \"\(nearest)\"",
                remedy: "rename it to \"\(key)\"")
        } else {
            note(nil, "\"\(key)\" is missing", remedy: "add \"\(key)\": \(example)")
        }
        return nil
    }

    private mutating func wrong(
        _ node: JSONNode, _ key: String, _ expected: String, example: String
    ) {
        note(
            node.place, "\"\(key)\" is \(node.kind), not \(expected)", remedy: "write \(example)")
    }
}

extension String {
    /// Nothing but white space.
    fileprivate var isBlank: Bool {
        guard let first = utf8.first, first <= 0x20 || first >= 0x80 else { return isEmpty }
        return allSatisfy(\.isWhitespace)
    }
}
