/// One kind of letters-and-words evidence. Each is weighed by tf-idf and
/// brought to length 1 on its own, so that none drowns the others.
enum FeatureBlock: UInt8, CaseIterable, Sendable {
    /// Words as said, alone and in pairs of neighbours.
    case words = 1
    /// Stems with names of things replaced by the thing: alone, neighbours, and
    /// pairs with up to two between.
    case units
    /// Things and shared senses, alone and any two together.
    case concepts
    /// 3 and 4 letters within a word. With 2 and 5 as well nothing gets better,
    /// here and on public sets, and training takes half as long again.
    case letters
    /// What it sounds like: whole words, and 3 and 4 sounds across words.
    case sounds

    /// Share in the whole.
    var weight: Float {
        switch self {
        case .words: 1
        case .units: 1
        case .concepts: 0.8
        case .letters: 1
        case .sounds: 0.5
        }
    }

    /// Hashes of the features in `text`, repeated as often as they occur.
    func features(of text: NormalisedText) -> [UInt64] {
        switch self {
        case .words: grams(text.words, most: 2)
        case .units: grams(text.units, most: 2) + skips(text.units)
        case .concepts: grams(text.concepts, most: 1) + pairs(text.concepts)
        case .letters: text.words.flatMap(letters)
        case .sounds: sounds(text.words)
        }
    }

    private func grams(_ words: [String], most: Int) -> [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(words.count * most)
        for start in words.indices {
            var hash = FeatureHash(block: rawValue)
            for length in 1...most where start + length <= words.count {
                hash.add(words[start + length - 1])
                hash.add(32)
                keys.append(hash.key)
            }
        }
        return keys
    }

    /// Pairs with one or two words between, in order.
    private func skips(_ words: [String]) -> [UInt64] {
        var keys: [UInt64] = []
        for first in words.indices {
            for second in (first + 2)..<(first + 4) where second < words.count {
                keys.append(pair(words[first], words[second]))
            }
        }
        return keys
    }

    /// Any two, whatever their order.
    private func pairs(_ words: [String]) -> [UInt64] {
        var keys: [UInt64] = []
        for first in words.indices {
            for second in words.indices.dropFirst(first + 1) {
                let (one, other) = (words[first], words[second])
                keys.append(one < other ? pair(one, other) : pair(other, one))
            }
        }
        return keys
    }

    private func pair(_ one: String, _ other: String) -> UInt64 {
        var hash = FeatureHash(block: rawValue | 0x80)
        hash.add(one)
        hash.add(9)
        hash.add(other)
        return hash.key
    }

    private func letters(of word: String) -> [UInt64] {
        let bytes = [32] + Array(word.utf8) + [32]
        return runs(bytes, from: 3, through: 4)
    }

    private func sounds(_ words: [String]) -> [UInt64] {
        var stream: [UInt8] = []
        var keys: [UInt64] = []
        for word in words {
            let sounds = PhoneticKey.key(of: word)
            stream.append(contentsOf: sounds)
            var hash = FeatureHash(block: rawValue | 0x40)
            for sound in sounds { hash.add(sound) }
            keys.append(hash.key)
        }
        return keys + runs(stream, from: 3, through: 4)
    }

    private func runs(_ bytes: [UInt8], from shortest: Int, through longest: Int) -> [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(bytes.count * (longest - shortest + 1))
        for start in bytes.indices {
            var hash = FeatureHash(block: rawValue)
            for length in 1...longest where start + length <= bytes.count {
                hash.add(bytes[start + length - 1])
                if length >= shortest { keys.append(hash.key) }
            }
        }
        return keys
    }
}
