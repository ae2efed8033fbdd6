import Foundation
public import Knowledge

/// A caller's script as a file: what he does, and what the line must do about it.
/// `audio-fixtures/README.md` describes the format.
public struct Scenario: Sendable, Equatable {
    public struct Step: Sendable, Equatable {
        public let moment: CallerScript.Moment
        public let action: Action
        public let expectation: Expectation
        /// Where the step begins in the file.
        public let line: Int
    }

    public enum Action: Sendable, Equatable {
        /// A WAV file, relative to the scenario's folder.
        case play(String)
        case keys(String)
        case silence(Duration)
    }

    /// What must hold of the events between a step's beginning and the next one's.
    public struct Expectation: Sendable, Equatable {
        /// One of these entries or facts is answered.
        public var answer: [String] = []
        public var outcome: String?
        public var control: String?
        /// In what the line says; "a|b" is either.
        public var contains: [String] = []
        /// From the end of speech to the reply's first sample, in milliseconds.
        public var withinMS: Int?
        public var events: [String] = []
        public var absent: [String] = []
        /// Events that come exactly once.
        public var once: [String] = []
        /// Whether the line went on with what it was saying when interrupted.
        public var resumed: Bool?
        public var ended: Bool?
    }

    public let name: String
    public let summary: String
    /// RFC 3339: the moment at which the call is taken to begin, or nil.
    public let start: String?
    public let steps: [Step]
    public let file: String
}

extension Scenario {
    private static let stepFields = [
        "after", "pause_ms", "into_reply_ms", "play", "dtmf", "silence_ms", "expect", "note",
    ]
    private static let expectationFields = [
        "answer", "outcome", "control", "contains", "within_ms", "events", "absent", "once",
        "resumed", "ended",
    ]
    private static let outcomes = [
        "answer", "clarify", "nomatch", "action", "control", "smalltalk",
    ]

    /// Reads a scenario, and names the file, the line and the remedy if it can't.
    public init(bytes: [UInt8], file: String) throws(PackError) {
        let root: JSONNode
        do {
            root = try JSONParser.parse(bytes)
        } catch {
            let place = error.place
            throw PackError(problems: [
                Problem(
                    file: file, line: place.line, column: place.column, message: error.message,
                    remedy: error.remedy)
            ])
        }
        guard let nodes = root.member("steps")?.elements, !nodes.isEmpty else {
            throw Self.problem(
                root, file, "the scenario has no steps",
                "add \"steps\": [{\"after\": \"reply\", \"play\": \"question.wav\"}]")
        }
        self.file = file
        name =
            try root.text("name", file)
            ?? URL(filePath: file).deletingPathExtension().lastPathComponent
        summary = try root.text("description", file) ?? ""
        start = try root.text("start", file)
        var steps: [Step] = []
        for node in nodes { steps.append(try Self.step(node, file)) }
        self.steps = steps
    }

    static func problem(
        _ node: JSONNode, _ file: String, _ message: String, _ remedy: String
    ) -> PackError {
        PackError(problems: [
            Problem(
                file: file, line: node.place.line, column: node.place.column, message: message,
                remedy: remedy)
        ])
    }

    private static func step(_ node: JSONNode, _ file: String) throws(PackError) -> Step {
        try checkFields(of: node, known: stepFields, file)
        return Step(
            moment: try moment(node, file), action: try action(node, file),
            expectation: try node.member("expect").map { node throws(PackError) in
                try expectation(node, file)
            } ?? Expectation(),
            line: node.place.line)
    }

    private static func action(_ node: JSONNode, _ file: String) throws(PackError) -> Action {
        var actions: [Action] = []
        if let path = try node.text("play", file) { actions.append(.play(path)) }
        if let keys = try node.text("dtmf", file), !keys.isEmpty {
            guard keys.allSatisfy({ "0123456789*#ABCD".contains($0) }) else {
                throw problem(node, file, "'\(keys)' has no such keys", "use 0-9, *, # and A-D")
            }
            actions.append(.keys(keys))
        }
        if let silence = try node.milliseconds("silence_ms", file), silence > 0 {
            actions.append(.silence(.milliseconds(silence)))
        }
        guard let action = actions.first else {
            throw problem(
                node, file, "the step does nothing",
                "add one of \"play\": \"file.wav\", \"dtmf\": \"0\", \"silence_ms\": 6000")
        }
        guard actions.count == 1 else {
            throw problem(node, file, "the step does two things", "make it two steps")
        }
        return action
    }

    private static func moment(
        _ node: JSONNode, _ file: String
    ) throws(PackError) -> CallerScript.Moment {
        let pause = try node.milliseconds("pause_ms", file) ?? 0
        if let offset = try node.milliseconds("into_reply_ms", file) {
            return .intoReply(.milliseconds(offset))
        }
        switch try node.text("after", file) ?? "reply" {
        case "start": return pause == 0 ? .start : .afterStart(.milliseconds(pause))
        case "reply": return .afterReply(.milliseconds(pause))
        case let other:
            throw problem(
                node, file, "\"after\" is '\(other)'", "write \"start\" or \"reply\"")
        }
    }

    private static func expectation(
        _ node: JSONNode, _ file: String
    ) throws(PackError) -> Expectation {
        try checkFields(of: node, known: expectationFields, file)
        let outcome = try node.text("outcome", file)
        if let outcome, !outcomes.contains(outcome) {
            throw problem(
                node.member("outcome") ?? node, file, "there is no outcome '\(outcome)'",
                "use \(outcomes.joined(separator: ", "))")
        }
        return Expectation(
            answer: try node.texts("answer", file), outcome: outcome,
            control: try node.text("control", file), contains: try node.texts("contains", file),
            withinMS: try node.milliseconds("within_ms", file),
            events: try eventNames(node, "events", file),
            absent: try eventNames(node, "absent", file),
            once: try eventNames(node, "once", file), resumed: try node.truth("resumed", file),
            ended: try node.truth("ended", file))
    }

    /// A name that no event has would never come: "absent" would always hold.
    private static func eventNames(
        _ node: JSONNode, _ key: String, _ file: String
    ) throws(PackError) -> [String] {
        let names = try node.texts(key, file)
        for name in names where !StepVerdict.eventNames.contains(name) {
            throw problem(
                node.member(key) ?? node, file, "there is no event '\(name)'",
                "use \(StepVerdict.eventNames.joined(separator: ", "))")
        }
        return names
    }

    private static func checkFields(
        of node: JSONNode, known: [String], _ file: String
    ) throws(PackError) {
        guard case .object(let members) = node.content else {
            throw problem(node, file, "there is \(node.kind) here", "write an object: { … }")
        }
        for member in members where !known.contains(member.key) {
            throw PackError(problems: [
                Problem(
                    file: file, line: member.keyPlace.line, column: member.keyPlace.column,
                    message: "no field is called \"\(member.key)\"",
                    remedy: "use \(known.joined(separator: ", "))")
            ])
        }
    }
}
