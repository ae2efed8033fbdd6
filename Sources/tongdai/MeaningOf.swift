import Foundation

/// Which questions mean about the same as a text, by the sentence encoder. The vectors
/// are not kept: what callers said stays in the log.
final class MeaningOf {
    /// Cosine from which a question is about the text. Around "lost identity card", 0.6
    /// has every wording of that that was tried ("my citizen card is gone": 0.64), and
    /// lets in what else is asked about identity cards; other subjects are below 0.55.
    static let leastCosine: Float = 0.6

    private let meanings: Meanings
    private let wanted: [Float]
    private var known: [String: Bool] = [:]

    /// - Throws: When there is no encoder.
    init(_ text: String) throws {
        guard let meanings = try Meanings.installed() else {
            throw CommandFailure(
                "--about needs the sentence encoder; remedy: scripts/fetch-encoder, or search for "
                    + "words")
        }
        self.meanings = meanings
        wanted = meanings.sentences([text]).first ?? []
    }

    /// Whether each of the texts is meant; a text that comes again is not encoded again.
    func holds(for texts: [String]) -> [Bool] {
        let new = Array(Set(texts.filter { known[$0] == nil })).sorted()
        for (text, vector) in zip(new, new.isEmpty ? [] : meanings.sentences(new)) {
            let cosine = zip(vector, wanted).reduce(Float(0)) { $0 + $1.0 * $1.1 }
            known[text] = cosine >= Self.leastCosine
        }
        return texts.map { known[$0] ?? false }
    }
}
