/// What a recognizer with the vocabulary of the knowledge makes of speech: each
/// word may become the word of that vocabulary that sounds most like it, or be
/// swallowed. Used to train and to test, never to understand.
struct Mishearing {
    private let words: [String]
    private let keys: [[UInt8]]
    private var nearest: [String: [String]] = [:]

    /// Words that sound nearest to one, to choose from.
    private static let choices = 3

    init(vocabulary: Set<String>) {
        words = vocabulary.filter { $0.utf8.count > 1 }.sorted()
        keys = words.map(PhoneticKey.key)
    }

    /// - Parameters:
    ///   - rate: share of words that are misheard.
    ///   - swallowed: share of those that are not heard at all.
    mutating func heard(
        _ said: [String], rate: Double, swallowed: Double = 0.25, random: inout SplitMix64
    ) -> [String] {
        var heard: [String] = []
        for word in said {
            guard random.fraction() < rate else {
                heard.append(word)
                continue
            }
            guard random.fraction() >= swallowed else { continue }
            let near = near(word)
            heard.append(near.isEmpty ? word : near[random.below(near.count)])
        }
        return heard.isEmpty ? said : heard
    }

    private mutating func near(_ word: String) -> [String] {
        if let known = nearest[word] { return known }
        let key = PhoneticKey.key(of: word)
        var best: [(distance: Int, word: String)] = []
        for (other, otherKey) in zip(words, keys) where other != word {
            guard abs(otherKey.count - key.count) <= 2 else { continue }
            let limit = best.count < Self.choices ? Int.max : best[best.count - 1].distance
            let distance = Self.distance(key, otherKey)
            guard distance < limit else { continue }
            let place = best.firstIndex { $0.distance > distance } ?? best.endIndex
            best.insert((distance, other), at: place)
            if best.count > Self.choices { best.removeLast() }
        }
        let near = best.map(\.word)
        nearest[word] = near
        return near
    }

    /// Edit distance where a vowel for a vowel costs half.
    static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = (0...other.count).map { $0 * 2 }
        for (index, sound) in one.enumerated() {
            var diagonal = row[0]
            row[0] = (index + 1) * 2
            for place in other.indices {
                let swap =
                    sound == other[place] ? 0 : isVowel(sound) && isVowel(other[place]) ? 1 : 2
                let cost = min(diagonal + swap, row[place] + 2, row[place + 1] + 2)
                diagonal = row[place + 1]
                row[place + 1] = cost
            }
        }
        return row[other.count]
    }

    private static func isVowel(_ sound: UInt8) -> Bool {
        sound == UInt8(ascii: "I") || sound == UInt8(ascii: "A") || sound == UInt8(ascii: "U")
    }
}

extension SplitMix64 {
    /// 0 ..< 1.
    mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
