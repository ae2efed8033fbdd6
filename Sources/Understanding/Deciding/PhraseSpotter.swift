public import Knowledge

/// Finds which of a few things an utterance names: a ward, a field of work, a day.
///
/// Whoever has asked for one may take what sounds nearly like it; whoever has not takes
/// only what was said letter by letter. A value without state.
public struct PhraseSpotter: Sendable {
    /// Something found in an utterance.
    public struct Spotted: Sendable, Equatable {
        public let id: String
        /// 0–1: 1 where it was said exactly.
        public let likeness: Double
        /// Words of it in the utterance.
        public let length: Int
    }

    private struct Phrase: Sendable {
        let id: String
        let words: [String]
        let sound: [UInt8]
    }

    /// Ways to say one thing that are compared.
    private static let mostExpansions = 200
    /// What is less like it is something else.
    private static let leastLikeness = 0.74
    /// Fewer sounds could be anything.
    private static let fewestSounds = 3

    private let phrases: [Phrase]
    private let normalizer: Normalizer
    private var negations: Set<String> { normalizer.rules.negations }

    /// - Parameter choices: ids, each with the ways to say it, in any spelling.
    public init(_ choices: [(id: String, texts: [String])], normalizer: Normalizer) {
        self.normalizer = normalizer
        phrases = choices.flatMap { choice in
            choice.texts.prefix(Self.mostExpansions).map { text in
                let words = normalizer.words(of: text)
                return Phrase(id: choice.id, words: words, sound: Self.sound(of: words))
            }
        }.filter { !$0.words.isEmpty }
    }

    /// The choices, with templates expanded over the pack's lists.
    public init(_ choices: [Actions.Choice], pack: LanguagePack, normalizer: Normalizer) {
        self.init(
            choices.map { choice in
                let said = choice.said.flatMap {
                    $0.expansions(lists: pack.lists, limit: Self.mostExpansions)
                }
                return (choice.id, [choice.name] + said)
            }, normalizer: normalizer)
    }

    /// The likeliest of the choices that the hypotheses name; nil when none does.
    ///
    /// - Parameter isAskedFor: whether the line has asked for it, so that what only
    ///   sounds like it counts.
    public func spot(_ nBest: [Hypothesis], isAskedFor: Bool) -> Spotted? {
        var best: (weight: Double, spotted: Spotted)?
        for hypothesis in nBest {
            let words = normalizer.words(of: hypothesis.text)
            guard let spotted = spot(words, isAskedFor: isAskedFor) else { continue }
            // A later reading may name it better than the first one does.
            let weight =
                spotted.likeness * (Double(spotted.length) + 0.5) * (0.2 + hypothesis.posterior)
            if weight > best?.weight ?? 0 { best = (weight, spotted) }
        }
        return best?.spotted
    }

    private func spot(_ words: [String], isAskedFor: Bool) -> Spotted? {
        var best: Spotted?
        var bestPlace = -1
        func offer(_ spotted: Spotted, at place: Int) {
            guard let known = best else {
                (best, bestPlace) = (spotted, place)
                return
            }
            let (one, other) = (
                spotted.likeness * Double(spotted.length),
                known.likeness * Double(known.length)
            )
            guard one > other || (one == other && place > bestPlace) else { return }
            (best, bestPlace) = (spotted, place)
        }
        for phrase in phrases {
            if let place = place(of: phrase.words, in: words) {
                offer(Spotted(id: phrase.id, likeness: 1, length: phrase.words.count), at: place)
            } else if isAskedFor, let likeness = likeness(of: words, to: phrase) {
                let found = Spotted(
                    id: phrase.id, likeness: likeness, length: phrase.words.count)
                offer(found, at: 0)
            }
        }
        return best
    }

    /// Where it was said last, and not denied: "not Monday", "not very good".
    private func place(of phrase: [String], in words: [String]) -> Int? {
        guard words.count >= phrase.count else { return nil }
        return (0...words.count - phrase.count).last { start in
            phrase.indices.allSatisfy { words[start + $0] == phrase[$0] }
                && words[max(0, start - 2)..<start].allSatisfy { !negations.contains($0) }
        }
    }

    /// How much some words in a row sound like the phrase; nil where none do.
    private func likeness(of words: [String], to phrase: Phrase) -> Double? {
        guard phrase.sound.count >= Self.fewestSounds else { return nil }
        var best = 0.0
        for start in words.indices {
            for length in max(1, phrase.words.count - 1)...phrase.words.count + 1
            where start + length <= words.count {
                let said = Self.sound(of: Array(words[start..<start + length]))
                let distance = Mishearing.distance(said, phrase.sound)
                // A sound that is left out or added costs two.
                let longer = Double(2 * max(said.count, phrase.sound.count))
                best = max(best, 1 - Double(distance) / max(longer, 1))
            }
        }
        return best >= Self.leastLikeness ? best : nil
    }

    private static func sound(of words: [String]) -> [UInt8] {
        words.flatMap(PhoneticKey.key)
    }
}
