public import Foundation
public import Knowledge

/// Typed questions, and what is expected of the line: a file of JSON Lines for
/// `tongdai check --understanding`.
public struct QuestionSet: Sendable {
    /// What one utterance should lead to.
    public enum Expectation: Sendable, Equatable {
        /// Any of these entries or facts answers it.
        case accept([String])
        /// A question back should offer at least two of these.
        case between([String])
        /// Nothing here answers it; near the domain or far from it.
        case outOfDomain(isNear: Bool)
    }

    public struct Turn: Sendable, Equatable {
        public let text: String
        public let expectation: Expectation
    }

    /// One line: one question, or the turns of one call.
    public struct Line: Sendable, Equatable {
        public let turns: [Turn]
        /// `easy`, `medium`, `hard`, or nothing.
        public let level: String?
        /// `tune` or `test`, or nothing.
        public let split: String?
    }

    public let lines: [Line]

    /// Only the lines of one split; all of them for nil.
    public func split(_ name: String?) -> QuestionSet {
        name.map { name in QuestionSet(lines: lines.filter { $0.split == name }) } ?? self
    }

    /// Blank lines are passed over.
    public static func load(_ file: URL) throws(PackError) -> QuestionSet {
        let source = MeasurementFile(
            file,
            remedy: "write one object a line: {\"text\", \"accept\": [ids]}, {\"text\", "
                + "\"between\": [ids]}, {\"text\", \"out_of_domain\": true} or {\"turns\": […]}")
        var lines: [Line] = []
        for (number, node) in try source.lines() {
            guard let line = Line(node) else {
                throw source.problem(number, "the line says not what is expected")
            }
            lines.append(line)
        }
        guard !lines.isEmpty else { throw source.problem(nil, "there are no questions") }
        return QuestionSet(lines: lines)
    }
}

extension QuestionSet.Line {
    fileprivate init?(_ node: JSONNode) {
        level = node.member("level")?.text
        split = node.member("split")?.text
        if let nodes = node.member("turns")?.elements {
            let turns = nodes.compactMap(QuestionSet.Turn.init)
            guard !turns.isEmpty, turns.count == nodes.count else { return nil }
            self.turns = turns
        } else {
            guard let turn = QuestionSet.Turn(node) else { return nil }
            turns = [turn]
        }
    }
}

extension QuestionSet.Turn {
    fileprivate init?(_ node: JSONNode) {
        guard let text = node.member("text")?.text else { return nil }
        self.text = text
        let (accept, between) = (node.texts("accept"), node.texts("between"))
        if !accept.isEmpty {
            expectation = .accept(accept)
        } else if !between.isEmpty {
            expectation = .between(between)
        } else if node.member("out_of_domain")?.bool == true {
            expectation = .outOfDomain(isNear: node.member("near")?.bool ?? false)
        } else {
            return nil
        }
    }
}
