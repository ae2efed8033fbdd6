public import Hearing
public import PipelineTestKit
public import Understanding

/// A decoder that understands what the test wrote down, an utterance at a time,
/// and keeps what was asked of it. When the script is over it hears no words.
public struct ScriptedDecoder: SpeechDecoder {
    /// What is understood of one utterance.
    public struct Said: Sendable, ExpressibleByStringLiteral {
        public var partials: [Partial]
        public var alternatives: [Hypothesis]
        /// What is understood instead of an utterance that ends after so much sound.
        public var finals: [Partial] = []
        public var failing: Operation?
        /// How probable the end is after words that are in here.
        public var ends: [String: Double]
        /// What any closed grammar makes of it.
        public var closed: Hypothesis?

        public init(
            _ alternatives: [Hypothesis], partials: [Partial] = [], failing: Operation? = nil,
            ends: [String: Double] = [:]
        ) {
            self.alternatives = alternatives
            self.partials = partials
            self.failing = failing
            self.ends = ends
        }

        /// The whole text at once, and surely.
        public init(stringLiteral text: String) {
            let words = text.isEmpty ? [] : [Hypothesis(text: text, posterior: 0.9)]
            self.init(words, partials: words.map { Partial(after: .zero, $0.text) })
        }
    }

    /// Words that are known once so much sound of the utterance was fed.
    public struct Partial: Sendable {
        let length: Duration
        let text: String

        public init(after length: Duration, _ text: String) {
            (self.length, self.text) = (length, text)
        }
    }

    public enum Operation: Sendable { case begin, feed, end, resume, hearAgain }
    public struct Failure: Error {}

    /// What was asked of the decoder, in order.
    public enum Request: Sendable, Equatable {
        case begin
        case feed([Int16])
        case end
        case resume
        case hearAgain(String)
        case reset
    }

    public let requests = Collected<Request>()
    /// How many requests there had been whenever it was let go of.
    public let rests = Collected<Int>()
    private var script: ArraySlice<Said>
    private var current: Said?
    private var fedCount = 0

    public init(_ script: [Said]) { self.script = script[...] }

    public mutating func beginUtterance() throws {
        requests.append(.begin)
        current = script.popFirst() ?? Said([])
        fedCount = 0
        try fail(at: .begin)
    }

    public mutating func feed(_ samples: [Int16]) throws {
        requests.append(.feed(samples))
        fedCount += samples.count
        try fail(at: .feed)
    }

    public mutating func partial() -> String? {
        let fed = Duration.milliseconds(fedCount / 16)
        return current?.partials.last { $0.length <= fed }?.text
    }

    public func endProbability(after words: String) -> Double? { current?.ends[words] }

    public mutating func endUtterance() throws -> [Hypothesis] {
        requests.append(.end)
        try fail(at: .end)
        let fed = Duration.milliseconds(fedCount / 16)
        if let final = current?.finals.last(where: { $0.length <= fed }) {
            return [Hypothesis(text: final.text, posterior: 0.9)]
        }
        return current?.alternatives ?? []
    }

    public mutating func resumeUtterance() throws {
        requests.append(.resume)
        try fail(at: .resume)
    }

    public mutating func hearAgain(by grammar: String) throws -> Hypothesis? {
        requests.append(.hearAgain(grammar))
        try fail(at: .hearAgain)
        return current?.closed
    }

    public mutating func rest() { rests.append(requests.elements.count) }

    public mutating func resetForNewCall() { requests.append(.reset) }

    private func fail(at operation: Operation) throws {
        if current?.failing == operation { throw Failure() }
    }
}

extension Collected<ScriptedDecoder.Request> {
    /// The samples of each utterance.
    public var utterances: [[Int16]] {
        var utterances: [[Int16]] = []
        for request in elements {
            switch request {
            case .begin: utterances.append([])
            case .feed(let samples): utterances[utterances.count - 1] += samples
            case .end, .resume, .hearAgain, .reset: break
            }
        }
        return utterances
    }
}
