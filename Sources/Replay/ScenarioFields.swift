import Knowledge

/// The fields of a manifest, and of a scenario, where one of the wrong type is a
/// mistake: passed over, it would be an expectation that always holds.
extension JSONNode {
    func member(_ key: String) -> JSONNode? {
        guard case .object(let members) = content else { return nil }
        return members.last { $0.key == key }?.value
    }

    var text: String? {
        if case .string(let text) = content { text } else { nil }
    }

    var integer: Int? {
        if case .integer(let integer) = content { integer } else { nil }
    }

    var bool: Bool? {
        if case .bool(let bool) = content { bool } else { nil }
    }

    var number: Double? {
        switch content {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }

    var elements: [JSONNode]? {
        if case .array(let elements) = content { elements } else { nil }
    }

    /// The texts of a list, or a single text.
    func texts(_ key: String) -> [String] {
        guard let node = member(key) else { return [] }
        return node.text.map { [$0] } ?? node.elements?.compactMap(\.text) ?? []
    }

    // MARK: Of a scenario

    func text(_ key: String, _ file: String) throws(PackError) -> String? {
        guard let node = member(key) else { return nil }
        guard let text = node.text else {
            throw Scenario.problem(
                node, file, "\"\(key)\" is \(node.kind)", "write it in quotation marks")
        }
        return text
    }

    func texts(_ key: String, _ file: String) throws(PackError) -> [String] {
        guard let node = member(key) else { return [] }
        if let text = node.text { return [text] }
        let remedy = "write a text, or several in [ ]"
        guard let elements = node.elements else {
            throw Scenario.problem(node, file, "\"\(key)\" is \(node.kind)", remedy)
        }
        var texts: [String] = []
        for element in elements {
            guard let text = element.text else {
                throw Scenario.problem(
                    element, file, "\"\(key)\" holds \(element.kind)", remedy)
            }
            texts.append(text)
        }
        return texts
    }

    func milliseconds(_ key: String, _ file: String) throws(PackError) -> Int? {
        guard let node = member(key) else { return nil }
        let remedy = "write a whole number of milliseconds"
        guard let integer = node.integer else {
            throw Scenario.problem(node, file, "\"\(key)\" is \(node.kind)", remedy)
        }
        guard integer >= 0 else {
            throw Scenario.problem(node, file, "\"\(key)\" is negative", remedy)
        }
        return integer
    }

    func truth(_ key: String, _ file: String) throws(PackError) -> Bool? {
        guard let node = member(key) else { return nil }
        guard case .bool(let truth) = node.content else {
            throw Scenario.problem(
                node, file, "\"\(key)\" is \(node.kind)", "write true or false")
        }
        return truth
    }
}
