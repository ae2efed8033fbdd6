public import Transcript

/// Which calls are looked for. What is said of a turn (words, answer, topic, latency,
/// and with them the outcome) must hold for one and the same turn.
public struct LogQuery: Sendable {
    public enum Outcome: String, Sendable, CaseIterable {
        /// A question was answered.
        case answered
        /// The line asked back which of several things was meant.
        case askedBack = "asked-back"
        /// The line said that it does not know.
        case refused
        /// Refused, or asked back without an answer after it.
        case unanswered
        /// Something was done: a ticket, feedback.
        case acted
        /// The call was put through to a person.
        case transferred
        /// Nobody asked anything.
        case silent
        /// The call has no end: it goes on, or the program died.
        case open
        /// Something failed in the call.
        case fault
    }

    /// In the caller's words or in the line's reply, each in one of the two.
    public var words = WordPattern([])
    public var callerWords = WordPattern([])
    public var agentWords = WordPattern([])

    /// An entry's id, or the beginning of one that ends before a full stop.
    public var answer: String?

    /// What comes before the first full stop of the answer's id.
    public var topic: String?
    public var outcome: Outcome?

    /// BCP 47; `en` holds for `en-US`, too.
    public var language: String?
    public var line: String?

    /// In milliseconds.
    public var latencyOver: Double?

    /// When the call began: from, and before.
    public var since: TranscriptTime?
    public var until: TranscriptTime?

    public init() {}

    /// The indices of the turns that are meant; empty when the call as a whole is; nil
    /// when it is none of those that are looked for.
    public func turns(of summary: CallSummary) -> [Int]? {
        if let since, summary.start < since { return nil }
        if let until, summary.start >= until { return nil }
        if let line, summary.line != line { return nil }
        if let language, !Self.language(summary.language, isWithin: language) { return nil }
        switch outcome {
        case .acted: if summary.actions.isEmpty { return nil }
        case .transferred: if summary.transfer == nil { return nil }
        case .silent: if !summary.questions.isEmpty || summary.endReason == nil { return nil }
        case .open: if summary.endReason != nil { return nil }
        case .fault: if summary.faults.isEmpty { return nil }
        case .answered, .askedBack, .refused, .unanswered, nil: break
        }
        guard isOfTurns else { return [] }
        let found = summary.turns.indices.filter { matches($0, of: summary.turns) }
        return found.isEmpty ? nil : found
    }

    /// Whether single turns are looked for.
    private var isOfTurns: Bool {
        if !words.isEmpty || !callerWords.isEmpty || !agentWords.isEmpty { return true }
        if answer != nil || topic != nil || latencyOver != nil { return true }
        return outcome.map { Self.turnOutcomes.contains($0) } ?? false
    }

    static let turnOutcomes: [Outcome] = [.answered, .askedBack, .refused, .unanswered]

    private func matches(_ index: Int, of turns: [TurnSummary]) -> Bool {
        let turn = turns[index]
        if let latencyOver, turn.latencyMS.map({ $0 <= latencyOver }) ?? true { return false }
        if let answer, !Self.id(turn.answer, isWithin: answer) { return false }
        if let topic, turn.topic != topic { return false }
        switch outcome {
        case .answered: if turn.outcome != .answer && turn.outcome != .action { return false }
        case .askedBack: if turn.outcome != .clarify { return false }
        case .refused: if turn.outcome != .noMatch { return false }
        case .unanswered: if !Self.isUnanswered(index, of: turns) { return false }
        default: break
        }
        return callerWords.matches(turn.text) && agentWords.matches(turn.reply)
            && (words.matches(turn.text) || words.matches(turn.reply))
    }

    /// Whether a question got no answer: it was refused, or it was asked back about and
    /// the next turn brought none.
    static func isUnanswered(_ index: Int, of turns: [TurnSummary]) -> Bool {
        switch turns[index].outcome {
        case .noMatch: true
        case .clarify:
            index + 1 >= turns.count
                || ![.answer, .action, .clarify].contains(turns[index + 1].outcome)
        default: false
        }
    }

    private static func id(_ id: String?, isWithin wanted: String) -> Bool {
        id.map { $0 == wanted || $0.hasPrefix(wanted + ".") } ?? false
    }

    private static func language(_ tag: String, isWithin wanted: String) -> Bool {
        let (tag, wanted) = (tag.lowercased(), wanted.lowercased())
        return tag == wanted || tag.hasPrefix(wanted + "-")
    }
}

extension LogQuery {
    /// Goes over all calls that may be among those looked for; `turns(of:)` decides.
    public func scan() -> CallScan {
        let tests = byteTests
        var all: UInt8 = 0
        for index in tests.indices { all |= 1 << UInt8(index) }
        return CallScan(conditions: all) { head, bytes, line in
            var met: UInt8 = 0
            for (index, test) in tests.enumerated() where test(head, bytes, line) {
                met |= 1 << UInt8(index)
            }
            return met
        }
    }

    private typealias ByteTest = (LineHead, [UInt8], Range<Int>) -> Bool

    /// What some line of every call that is looked for must have.
    private var byteTests: [ByteTest] {
        var tests: [ByteTest] = []
        if !words.isEmpty { tests.append(Self.words(words, of: [Self.caller, Self.agent])) }
        if !callerWords.isEmpty { tests.append(Self.words(callerWords, of: [Self.caller])) }
        if !agentWords.isEmpty { tests.append(Self.words(agentWords, of: [Self.agent])) }
        if let outcome, let test = Self.test(of: outcome) { tests.append(test) }
        if let answer { tests.append(Self.chosen(containing: "\"answer\":\"\(answer)")) }
        if let topic { tests.append(Self.chosen(containing: "\"\(topic).")) }
        if let latencyOver { tests.append(Self.latency(over: latencyOver)) }
        if let since {
            let text = Array(since.description.utf8)
            tests.append { head, bytes, _ in
                !bytes[head.time].lexicographicallyPrecedes(text)
            }
        }
        return tests
    }

    private static let caller = Array("caller.said".utf8)
    private static let agent = Array("agent.said".utf8)
    private static let chosen = Array("answer.chosen".utf8)

    /// The reply of a turn may be told in several events: one word is enough there.
    private static func words(_ pattern: WordPattern, of events: [[UInt8]]) -> ByteTest {
        { head, bytes, line in
            guard let event = events.first(where: { bytes[head.event].elementsEqual($0) }),
                let text = head.firstText(LineHead.text, of: bytes, end: line.upperBound)
            else { return events.contains { bytes[head.event].elementsEqual($0) } }
            return event == agent
                ? pattern.matchesAny(bytes, in: text) : pattern.matches(bytes, in: text)
        }
    }

    private static func test(of outcome: Outcome) -> ByteTest? {
        let values: [String]
        switch outcome {
        case .answered: values = ["answer", "action"]
        case .askedBack: values = ["clarify"]
        case .refused: values = ["nomatch"]
        case .unanswered: values = ["nomatch", "clarify"]
        case .acted: return event("action")
        case .transferred: return event("transfer")
        case .fault: return event("fault")
        case .silent, .open: return nil
        }
        let wanted = values.map { Array($0.utf8) }
        return { head, bytes, line in
            guard bytes[head.event].elementsEqual(chosen) else { return false }
            guard
                let value = head.firstText(LineHead.outcome, of: bytes, end: line.upperBound)
            else { return true }
            return wanted.contains { bytes[value].elementsEqual($0) }
        }
    }

    private static func event(_ name: String) -> ByteTest {
        let name = Array(name.utf8)
        return { head, bytes, _ in bytes[head.event].elementsEqual(name) }
    }

    private static func chosen(containing text: String) -> ByteTest {
        let text = Array(text.utf8)
        return { head, bytes, line in
            bytes[head.event].elementsEqual(chosen)
                && ByteSearch.first(text, in: bytes, head.own..<line.upperBound) != nil
        }
    }

    private static func latency(over limit: Double) -> ByteTest {
        let event = Array("turn.latency".utf8)
        let key = Array("\"total_ms\":".utf8)
        return { head, bytes, line in
            guard bytes[head.event].elementsEqual(event),
                let found = ByteSearch.first(key, in: bytes, head.own..<line.upperBound)
            else { return false }
            let digits = bytes[(found + key.count)..<line.upperBound].prefix {
                (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".")
            }
            return (Double(String(decoding: digits, as: UTF8.self)) ?? .infinity) > limit
        }
    }
}

/// Finding bytes in bytes.
enum ByteSearch {
    static func first(_ wanted: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        guard let head = wanted.first, range.count >= wanted.count else { return nil }
        for start in range.lowerBound...range.upperBound - wanted.count
        where bytes[start] == head {
            var length = 1
            while length < wanted.count, bytes[start + length] == wanted[length] { length += 1 }
            if length == wanted.count { return start }
        }
        return nil
    }
}
