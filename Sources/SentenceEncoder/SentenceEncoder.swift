import Dispatch
public import Foundation
import Pipeline

/// Makes of each sentence a vector of length 1 whose direction is what it means: the
/// cosine of two is how alike their meanings are.
///
/// The weights stay in the file, which is mapped: opening takes about a millisecond,
/// and all who use the same file share its pages. Any number of threads may use one
/// encoder. A sentence's vector is the same bits whatever it is encoded with, on
/// however many threads.
public struct SentenceEncoder: Sendable {
    private let transformer: Transformer
    private let words: WordPieces

    /// Tokens of a batch: enough to use each weight often, and so few that what is
    /// in between stays in the processor's cache.
    private static let batch = 192

    /// Opens an encoder that `scripts/fetch-encoder` made. Checked are the file's
    /// header, its sections and all that is not weights.
    public init(contentsOf url: URL) throws(EncoderFileError) {
        let file = try EncoderFile(url)
        transformer = Transformer(file: file)
        words = WordPieces(vocabulary: Vocabulary(file: file))
    }

    /// Floats of a vector.
    public var dimension: Int { transformer.file.shape.hidden }

    /// Layers that a sentence goes through.
    public var layers: Int { transformer.file.shape.layers }

    /// Names the weights, for the keys of caches: what is computed with an encoder
    /// of another digest does not compare.
    public var digest: String { transformer.file.digest }

    /// Tokens that are read of a sentence, the two that mark its ends included; what
    /// is more is left out.
    public var longest: Int { transformer.file.shape.longest }

    /// Reads all of the file and compares it with its digest.
    public func verify() throws(EncoderFileError) { try transformer.file.checkDigest() }

    public func encode(_ text: String) -> [Float] {
        transformer.embeddings(of: [pieces(of: text)], layers: [layers])
    }

    /// A vector for each text. Texts of the same tokens are computed once.
    public func encode(_ texts: [String], threads: Int = 1) -> [[Float]] {
        encode(texts, layers: [layers], threads: threads)
    }

    /// The same, looked at after several layers: a vector for each text, of length 1,
    /// made of a vector of `dimension` floats for each of the layers. Early layers
    /// know more of the words and their order, late ones more of what is meant.
    ///
    /// - Parameter layers: Rising numbers from 1 to `layers`.
    public func encode(_ texts: [String], layers: [Int], threads: Int = 1) -> [[Float]] {
        precondition(threads > 0 && !layers.isEmpty)
        precondition(layers.allSatisfy { $0 > 0 && $0 <= self.layers })
        let sentences = texts.map(pieces)
        var places: [[Int32]: Int] = [:]
        var different: [[Int32]] = []
        for sentence in sentences where places[sentence] == nil {
            places[sentence] = different.count
            different.append(sentence)
        }
        let vectors = vectors(of: different, layers: layers, threads: threads)
        return sentences.map { sentence in
            places[sentence].map { vectors[$0] } ?? []
        }
    }

    func pieces(of text: String) -> [Int32] { words.pieces(of: text, limit: longest) }

    private func vectors(
        of sentences: [[Int32]], layers: [Int], threads: Int
    ) -> [[Float]] {
        let width = dimension * layers.count
        let batches = Self.batches(of: sentences, threads: threads)
        let work = Locked((next: 0, done: [[Float]](repeating: [], count: batches.count)))
        DispatchQueue.concurrentPerform(iterations: min(threads, batches.count)) { _ in
            while true {
                let index = work.withLock { work in
                    work.next += 1
                    return work.next - 1
                }
                guard index < batches.count else { return }
                let vectors = transformer.embeddings(
                    of: sentences[batches[index]], layers: layers)
                work.withLock { $0.done[index] = vectors }
            }
        }
        return work.withLock { $0.done }.flatMap { floats in
            stride(from: 0, to: floats.count, by: width).map {
                Array(floats[$0..<$0 + width])
            }
        }
    }

    /// Sentences in a row with tokens enough for a batch, or for a thread.
    private static func batches(of sentences: [[Int32]], threads: Int) -> [Range<Int>] {
        let share = sentences.reduce(0) { $0 + $1.count } / threads + 1
        var batches: [Range<Int>] = []
        var (start, tokens) = (0, 0)
        for (index, sentence) in sentences.enumerated() {
            if tokens > 0, tokens + sentence.count > min(batch, share) {
                batches.append(start..<index)
                (start, tokens) = (index, 0)
            }
            tokens += sentence.count
        }
        if start < sentences.count { batches.append(start..<sentences.count) }
        return batches
    }
}
