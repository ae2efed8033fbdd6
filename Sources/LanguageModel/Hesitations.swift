import Foundation
import Knowledge

/// Lets callers hesitate anywhere: after each word "um" and its like have the same
/// probability, and after them a sentence goes on, or begins anew, and hardly ever ends.
/// After two words that are often said, and have few others after them, it is less: what is
/// listed of three words is left as it is.
///
/// No corpus of questions has them, so they would be heard as "on", "them" and "then".
struct Hesitations {
    /// Of those that the pack lists among its fillers, in the order of the words.
    let shares: [(word: String, share: Double)]
    /// How probable it is that nothing follows a hesitation.
    private static let endShare = 0.03

    init(of pack: LanguagePack) { self.init(pack.carriers.fillers) }

    init(_ fillers: [String]) {
        shares = Set(fillers).sorted().compactMap { word in
            Fillers.shares[word].map { (word, $0) }
        }
    }

    /// What is known of other words is scaled down to make room. The third of three words
    /// is scaled by the back-off weights alone.
    func spread(over model: inout NGramModel) {
        let sounds = shares.compactMap { sound in
            model.vocabulary.number(of: sound.word).map { (word: $0, share: sound.share) }
        }
        guard !sounds.isEmpty else { return }
        let total = sounds.reduce(0) { $0 + $1.share }
        spread(sounds, total: total, overUnigramsOf: &model)
        var probabilities = bigrams(of: model, scaledBy: Math.log10(1 - total))
        let isSound = Set(sounds.map(\.word))
        let end = model.vocabulary.end
        for sound in sounds {
            for word in 0..<model.vocabulary.count where word != end && !isSound.contains(word) {
                probabilities[pack(word, sound.word)] = Math.log10(sound.share)
            }
            for (word, probability) in Self.openings(of: model)
            where word != end && !isSound.contains(word) {
                let share =
                    (NGramModel.power(probability)
                        + NGramModel.power(model.unigramProbability[word])) / 2
                let key = pack(sound.word, word)
                probabilities[key] = max(
                    probabilities[key] ?? NGramModel.never, Math.log10(share))
            }
        }
        for sound in sounds {
            probabilities[pack(sound.word, end)] = Math.log10(Self.endShare)
        }
        model.bigrams.keys = probabilities.keys.sorted()
        model.bigrams.probability = model.bigrams.keys.map {
            probabilities[$0] ?? NGramModel.never
        }
        BackOff.normalize(&model)
    }

    private func spread(
        _ sounds: [(word: Int, share: Double)], total: Double,
        overUnigramsOf model: inout NGramModel
    ) {
        let before = sounds.reduce(0) {
            $0 + NGramModel.power(model.unigramProbability[$1.word])
        }
        let scale = Math.log10((1 - total) / (1 - before))
        for word in 0..<model.vocabulary.count where word != model.vocabulary.start {
            model.unigramProbability[word] += scale
        }
        for sound in sounds { model.unigramProbability[sound.word] = Math.log10(sound.share) }
    }

    private func bigrams(of model: NGramModel, scaledBy scale: Float) -> [PackedNGram: Float] {
        Dictionary(
            uniqueKeysWithValues: zip(
                model.bigrams.keys, model.bigrams.probability.map { $0 + scale }))
    }

    /// The words that sentences begin with.
    private static func openings(of model: NGramModel) -> [(word: Int, probability: Float)] {
        model.bigrams.places(after: PackedNGram(model.vocabulary.start)).map {
            (lastWord(model.bigrams.keys[$0]), model.bigrams.probability[$0])
        }
    }
}
