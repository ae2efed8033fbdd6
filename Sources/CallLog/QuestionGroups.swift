/// Questions that mean the same, gathered.
public struct QuestionGroup: Sendable, Equatable {
    /// How often it was asked, in whatever words.
    public let count: Int

    /// The wording that was used most.
    public let example: String

    /// Its wordings, the most frequent first.
    public let wordings: [(text: String, count: Int)]

    public static func == (left: QuestionGroup, right: QuestionGroup) -> Bool {
        left.count == right.count && left.example == right.example
            && left.wordings.map(\.text) == right.wordings.map(\.text)
    }
}

/// Groups questions by what they mean, or without an encoder by the words that they
/// share.
///
/// One question after the other, the most frequent first, joins the group whose first
/// question it is most like, or begins one (leader clustering, Hartigan 1975): the same
/// questions always give the same groups.
public struct QuestionGroups {
    /// Vectors of length 1, one for each text.
    public typealias Encode = ([String]) -> [[Float]]

    /// Cosine from which two questions are of one group. Of 161 questions to 54 answers
    /// (the development set's tune split), 0.65 groups 20 pairs, of which 5 are to the same
    /// answer and most others to one of its neighbours; 0.6 groups 36 pairs, 9 of them to
    /// the same, and 0.75 four. Words alone, at 0.4, group none of those that are.
    public static let leastCosine: Float = 0.65

    /// Share of content words in common, of all that either has (Jaccard 1901).
    public static let leastOverlap = 0.4

    /// So many different questions are compared by meaning; rarer ones by words.
    public static let encodedLimit = 2_000

    private let encode: Encode?

    public init(encode: Encode?) { self.encode = encode }

    /// The largest first; of the same size, in the order of their examples.
    public func groups(of questions: [String: Int]) -> [QuestionGroup] {
        let sorted = questions.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let texts = sorted.map(\.key)
        let vectors = encode?(Array(texts.prefix(Self.encodedLimit))) ?? []
        let words = texts.map(Self.contentWords)
        var leaders: [Int] = []
        var members: [[Int]] = []
        for index in texts.indices {
            let likeness = leaders.map { leader in
                index < vectors.count
                    ? Self.cosine(vectors[index], vectors[leader]) - Self.leastCosine
                    : Float(Self.overlap(words[index], words[leader]) - Self.leastOverlap)
            }
            if let best = likeness.indices.max(by: { likeness[$0] < likeness[$1] }),
                likeness[best] >= 0
            {
                members[best].append(index)
            } else {
                leaders.append(index)
                members.append([index])
            }
        }
        return members.map { indices in
            QuestionGroup(
                count: indices.reduce(0) { $0 + sorted[$1].value },
                example: texts[indices[0]],
                wordings: indices.map { (texts[$0], sorted[$0].value) })
        }
        .sorted { ($1.count, $0.example) < ($0.count, $1.example) }
    }

    private static func cosine(_ left: [Float], _ right: [Float]) -> Float {
        var sum: Float = 0
        for index in 0..<min(left.count, right.count) { sum += left[index] * right[index] }
        return sum
    }

    private static func overlap(_ left: Set<String>, _ right: Set<String>) -> Double {
        let all = left.union(right).count
        return all == 0 ? 0 : Double(left.intersection(right).count) / Double(all)
    }

    /// The words that are left when what questions are made of is gone; all when nothing
    /// is left. Endings of plural and participle are cut off.
    static func contentWords(_ text: String) -> Set<String> {
        let folded = String(decoding: WordPattern.folded(text), as: UTF8.self)
        let all = folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let content = all.filter { !functionWords.contains($0) }
        return Set((content.isEmpty ? all : content).map(stem))
    }

    private static func stem(_ word: String) -> String {
        for ending in ["ing", "ies", "es", "ed", "s", "y"]
        where word.count > ending.count + 3 && word.hasSuffix(ending) {
            return String(word.dropLast(ending.count))
        }
        return word
    }

    private static let functionWords: Set<String> = [
        "a", "an", "and", "any", "are", "at", "be", "can", "could", "did", "do", "does", "for",
        "from", "get", "have", "hello", "how", "i", "if", "in", "is", "it", "me", "my", "need",
        "of", "on", "or", "our", "please", "so", "tell", "that", "the", "there", "this", "to",
        "up", "want", "was", "we", "what", "when", "where", "which", "who", "why", "will",
        "with", "would", "you", "your",
    ]
}
