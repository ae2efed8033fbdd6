public import Knowledge

/// What the language packs know of the answers that the log names.
public struct AnswerCatalogue: Sendable {
    public struct Answer: Sendable, Equatable {
        public let id: String
        public let title: String
        public let topic: String
        public let validUntil: Day?
        public let checked: Day
    }

    private var answers: [String: Answer] = [:]

    /// Nothing is known: answers go by their ids.
    public init() {}

    /// - Parameter packs: Of answers that several have, the first pack's counts.
    public init(_ packs: [LanguagePack]) {
        for pack in packs {
            let topics = Dictionary(
                pack.topics.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
            for entry in pack.entries where answers[entry.id] == nil {
                answers[entry.id] = Answer(
                    id: entry.id, title: entry.title, topic: topics[entry.topic] ?? entry.topic,
                    validUntil: entry.validUntil, checked: entry.checked)
            }
        }
    }

    subscript(id: String) -> Answer? { answers[id] }

    /// What an answer is about, in words; its id when it is not known.
    func title(_ id: String) -> String { answers[id]?.title ?? id }

    /// The topic's title; of an unknown answer, what its id begins with.
    func topic(_ id: String) -> String {
        answers[id]?.topic ?? id.split(separator: ".").first.map(String.init) ?? id
    }

    var isEmpty: Bool { answers.isEmpty }

    /// Those whose last day is before a day, the longest past first.
    func past(on day: Day) -> [Answer] {
        dated.filter { ($0.validUntil ?? day) < day }
    }

    /// Those that hold on a day and will not for so many days more.
    func ending(within days: Int, of day: Day) -> [Answer] {
        dated.filter { answer in
            guard let until = answer.validUntil else { return false }
            return until >= day && until.daysSince1970 - day.daysSince1970 <= days
        }
    }

    private var dated: [Answer] {
        answers.values.filter { $0.validUntil != nil }.sorted {
            ($0.validUntil ?? $0.checked, $0.id) < ($1.validUntil ?? $1.checked, $1.id)
        }
    }
}
