/// One answer of the line: how people ask for it, what is said, and who says so.
public struct Entry: Sendable, Equatable {
    /// Unique in the pack, lower case, with dots: `residence.temporary.fee`.
    public let id: String

    /// Ids of the facts it was written from.
    public let facts: [String]

    /// The topic's id, such as `residence`.
    public let topic: String

    /// A spoken noun phrase: "Do you mean {title}?"
    public let title: String

    /// The procedure it belongs to, as a spoken noun phrase; the same text in
    /// all entries of that procedure.
    public let procedure: String?

    /// What is asked about the procedure; members of `Aspect.all`.
    public let aspects: [String]

    public let questions: [Template]

    /// One to three sentences, to be heard.
    public let answer: String

    /// The answer's content in a form for programs.
    public let details: JSONValue
    public let legalBasis: String
    public let sources: [String]
    public let validFrom: Day

    /// The last day on which the answer holds; nil when no end is known.
    public let validUntil: Day?

    /// When someone last compared it with its sources.
    public let checked: Day

    /// `verified` or `secondary`.
    public let confidence: String
    public let note: String?

    public init(
        id: String, facts: [String] = [], topic: String, title: String, procedure: String? = nil,
        aspects: [String] = [], questions: [Template], answer: String,
        details: JSONValue = .emptyObject, legalBasis: String = "", sources: [String] = [],
        validFrom: Day, validUntil: Day? = nil, checked: Day, confidence: String = "verified",
        note: String? = nil
    ) {
        self.id = id
        self.facts = facts
        self.topic = topic
        self.title = title
        self.procedure = procedure
        self.aspects = aspects
        self.questions = questions
        self.answer = answer
        self.details = details
        self.legalBasis = legalBasis
        self.sources = sources
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.checked = checked
        self.confidence = confidence
        self.note = note
    }

    /// Whether the answer may be spoken as fact on that day: it holds from
    /// `validFrom` to `validUntil`, both included.
    public func isCurrent(on day: Day) -> Bool {
        guard day >= validFrom else { return false }
        return validUntil.map { day <= $0 } ?? true
    }
}

/// What can be asked about a procedure.
public enum Aspect {
    public static let all = [
        "how", "who", "where", "documents", "time", "fee", "online", "validity", "deadline",
        "fine", "lost", "child", "renew", "check", "contact", "rule", "what", "change",
    ]
}

/// A file of the knowledge folder.
public struct Topic: Sendable, Equatable {
    /// Such as `residence`.
    public let id: String

    /// Such as "Residence".
    public let title: String

    /// Ids of its entries, in the file's order.
    public let entries: [String]

    public init(id: String, title: String, entries: [String]) {
        self.id = id
        self.title = title
        self.entries = entries
    }
}
