public import Fulfilment
public import Knowledge
public import Understanding

/// Something that the line says, in one go.
public struct Prompt: Sendable, Equatable {
    /// As written, with figures and abbreviations; see `SpokenText` in Speaking.
    public let text: String
    /// The entry whose answer it is, or nil for a phrase of the line itself.
    public let answer: String?
    /// Words a minute.
    public var rate: Int
    /// The part of the text that a caller has disclosed of himself.
    public var secret: String?

    /// The caller is asked something: "yes" and "no" may answer that.
    public var asks: Bool

    public init(text: String, answer: String? = nil, rate: Int, asks: Bool = false) {
        self.text = text
        self.answer = answer
        self.rate = rate
        self.asks = asks
    }

    /// The same at another pace.
    func spoken(at rate: Int) -> Prompt {
        var prompt = self
        prompt.rate = rate
        return prompt
    }

    /// The text, or what of it was heard, as it may be written down: what is secret in
    /// it is `#`, sign by sign.
    public func masked(_ heard: String) -> String {
        guard let secret, let range = text.firstRange(of: secret) else { return heard }
        let start = text.distance(from: text.startIndex, to: range.lowerBound)
        let end = start + secret.count
        return String(
            heard.enumerated().map { place, sign in
                (start..<end).contains(place) && sign.isLetterOrNumber ? "#" : sign
            })
    }
}

/// Why the line decided as it did: what the transcript keeps of a turn.
public enum Note: Sendable, Equatable {
    case chosen(Choice)
    case noInput(count: Int)
    case noMatch(count: Int)
    /// Something was done for the caller, or could not be done.
    case acted(Errand, Result<FulfilmentResponse, FulfilmentError>)
}

/// What was chosen for an utterance, and what stood against it.
public struct Choice: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case answer, clarify, nomatch, action, smalltalk
    }

    public let kind: Kind
    /// The entry that is answered, or the control utterance that is obeyed.
    public let answer: String?
    /// Calibrated, 0–1.
    public let score: Double
    public let runnerUp: Candidate?
    /// What the caller is asked to choose from.
    public let offered: [String]
    public let source: String?
    public let validFrom: Day?
    public let validUntil: Day?
    /// What each kind of evidence says for the choice, by name.
    public let evidence: [String: Double]
    /// Which words of it speak for the answer, and which of its questions.
    public let grounds: Grounds?

    init(
        _ kind: Kind, answer: String? = nil, decision: Decision, offered: [String] = [],
        entry: Entry? = nil, grounds: Grounds? = nil
    ) {
        self.grounds = grounds
        self.kind = kind
        self.answer = entry?.id ?? answer
        let candidates = decision.candidates
        let chosen = candidates.first { $0.entry == entry?.id } ?? candidates.first
        score = kind == .smalltalk || kind == .action ? 1 : chosen?.score ?? 0
        runnerUp = candidates.first { $0.entry != chosen?.entry }
        evidence = kind == .answer ? chosen?.evidence ?? [:] : [:]
        self.offered = offered
        source = entry?.legalBasis
        validFrom = entry?.validFrom
        validUntil = entry?.validUntil
    }
}

/// What the line does about something that it heard, or did not hear.
public struct Reply: Sendable, Equatable {
    public enum Manner: Sendable, Equatable {
        /// Says the prompts; what was being said before is given up.
        case speak
        /// Nothing was meant for the line: it goes on with what it was saying.
        case resume
    }

    public enum Ending: Sendable, Equatable {
        case goodbye
        case noInput
        case timeUp
        /// Why, in the words of the transcript.
        case transfer(to: String, reason: String)
    }

    public var manner = Manner.speak
    public var prompts: [Prompt] = []
    public var notes: [Note] = []
    /// What is to be done; its result comes back by `fulfilled`.
    public var errand: Errand?
    /// The line hangs up once the prompts have been said.
    public var ending: Ending?

    /// Whether the line says that it did not understand.
    public var isNoMatch: Bool {
        notes.contains { if case .noMatch = $0 { true } else { false } }
    }

    static let resume = Reply(manner: .resume)
}

extension Character {
    fileprivate var isLetterOrNumber: Bool { isLetter || isNumber }
}
