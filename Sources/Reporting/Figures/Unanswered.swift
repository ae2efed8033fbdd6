internal import CallLog
internal import Knowledge
internal import Transcript

/// What callers asked and nobody answers, with what means the same together.
///
/// Two wordings go together when most of their words are the same, but for words
/// that say nothing of the subject: Dice's coefficient of at least 0.6, each with the
/// most frequent wording of the group. So many wordings are kept; those beyond are
/// counted.
struct Unanswered: Sendable {
    struct Wording: Sendable, Equatable {
        let text: String
        var count: Int

        /// Where to listen: the last time.
        var call: String
        var time: TranscriptTime
        var startMS: Int
    }

    struct Group: Sendable, Equatable {
        /// The most frequent first.
        var wordings: [Wording]
        var count: Int { wordings.reduce(0) { $0 + $1.count } }

        /// The last time that one of them was said.
        var latest: Wording? { wordings.max { $0.time < $1.time } }
    }

    private static let wordingLimit = 5_000
    private static let likeness = 0.6

    private var wordings: [String: Wording] = [:]
    private(set) var count = 0

    mutating func add(_ turn: TurnSummary, call: String) {
        count += 1
        let text = turn.text.lowercased()
        guard !text.isEmpty else { return }
        if var known = wordings[text] {
            known.count += 1
            if turn.time >= known.time {
                (known.call, known.time, known.startMS) = (call, turn.time, turn.startMS)
            }
            wordings[text] = known
        } else if wordings.count < Self.wordingLimit {
            wordings[text] = Wording(
                text: turn.text, count: 1, call: call, time: turn.time, startMS: turn.startMS)
        }
    }

    /// The most frequent first.
    func groups() -> [Group] {
        var groups: [(words: Set<Substring>, group: Group)] = []
        var holders: [Substring: [Int]] = [:]
        for (key, wording) in sorted {
            let words = Self.subject(of: key)
            let near = Set(words.flatMap { holders[$0] ?? [] }).sorted()
            let best = near.map { (place: $0, likeness: Self.dice(words, groups[$0].words)) }
                .max { ($0.likeness, $1.place) < ($1.likeness, $0.place) }
            if let best, best.likeness >= Self.likeness {
                groups[best.place].group.wordings.append(wording)
            } else {
                for word in words { holders[word, default: []].append(groups.count) }
                groups.append((words, Group(wordings: [wording])))
            }
        }
        return groups.map(\.group).enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }.map(\.element)
    }

    private var sorted: [(String, Wording)] {
        wordings.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .map { ($0.key, $0.value) }
    }

    private static func dice(_ left: Set<Substring>, _ right: Set<Substring>) -> Double {
        let both = left.intersection(right).count
        return both == 0 ? 0 : 2 * Double(both) / Double(left.count + right.count)
    }

    /// The words that tell what it is about; all of them where none does.
    private static func subject(of text: String) -> Set<Substring> {
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "'" }
        let telling = words.filter { !emptyWords.contains(String($0)) }
        return Set((telling.isEmpty ? words : telling).map(stem))
    }

    /// Without the plural's s.
    private static func stem(_ word: Substring) -> Substring {
        word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? word.dropLast() : word
    }

    private static let emptyWords: Set<String> = [
        "a", "about", "am", "an", "and", "any", "are", "at", "be", "but", "can", "could", "did",
        "do", "does", "for", "from", "get", "go", "have", "how", "i", "i'd", "i'm", "if", "in",
        "is", "it", "me", "my", "need", "no", "of", "on", "or", "please", "so", "tell", "that",
        "the", "then", "there", "this", "to", "uh", "um", "want", "was", "we", "well", "what",
        "when", "where", "which", "who", "will", "with", "would", "you", "your",
    ]
}
