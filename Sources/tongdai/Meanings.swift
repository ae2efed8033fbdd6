import Foundation
import SentenceEncoder
import Understanding

/// The sentence encoder, as understanding wants it.
struct Meanings: MeaningEncoder {
    private let encoder: SentenceEncoder
    private static let threads = ProcessInfo.processInfo.activeProcessorCount
    /// After which of the six layers texts are looked at. With the third intents are
    /// told apart better than by the last alone; with more than these two, little more.
    private static let layers = [3, 6]
    /// Fewer texts than these are not worth a second thread.
    private static let few = 32

    init(_ encoder: SentenceEncoder) { self.encoder = encoder }

    /// The one that set-up fetched; nil when there is none, or when
    /// `TONGDAI_ENCODER=none` says to do without.
    static func installed() throws(EncoderFileError) -> Meanings? {
        let file = SentenceEncoder.location
        guard ProcessInfo.processInfo.environment["TONGDAI_ENCODER"] != "none",
            FileManager.default.fileExists(atPath: file.path)
        else { return nil }
        return Meanings(try SentenceEncoder(contentsOf: file))
    }

    var digest: String {
        Self.layers.map(String.init).joined(separator: "-") + "-" + encoder.digest
    }
    var dimension: Int { encoder.dimension * parts }
    var parts: Int { Self.layers.count }

    func encode(_ texts: [String]) -> [[Float]] {
        encoder.encode(texts, layers: Self.layers, threads: Self.threads(for: texts))
    }

    /// What is meant alone, by the last layer: vectors of length 1 to be compared by
    /// their cosine.
    func sentences(_ texts: [String]) -> [[Float]] {
        encoder.encode(texts, threads: Self.threads(for: texts))
    }

    private static func threads(for texts: [String]) -> Int { texts.count < few ? 1 : threads }
}
