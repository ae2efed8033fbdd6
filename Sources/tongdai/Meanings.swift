import Foundation
import SentenceEncoder
import Understanding

/// The sentence encoder, as understanding wants it.
struct Meanings: MeaningEncoder {
    private let encoder: SentenceEncoder
    private static let threads = ProcessInfo.processInfo.activeProcessorCount
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

    var digest: String { encoder.digest }
    var dimension: Int { encoder.dimension }

    func encode(_ texts: [String]) -> [[Float]] {
        encoder.encode(texts, threads: texts.count < Self.few ? 1 : Self.threads)
    }
}
