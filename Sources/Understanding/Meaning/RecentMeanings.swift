internal import Pipeline

/// An encoder that remembers the last texts: what a caller seems to have said is encoded while
/// nobody knows yet whether he goes on, and costs nothing when he does not.
///
/// From any thread. Two threads that ask for the same text at once may both encode it.
final class RecentMeanings: MeaningEncoder {
    /// 3 KB each.
    fileprivate static let mostTexts = 256

    fileprivate struct Recent {
        var vectors: [String: [Float]] = [:]
        /// The texts of `vectors`, a ring: the next one takes the oldest one's place.
        var texts: [String] = []
        var oldest = 0
    }

    private let encoder: any MeaningEncoder
    private let recent = Locked(Recent())

    init(_ encoder: any MeaningEncoder) { self.encoder = encoder }

    var digest: String { encoder.digest }
    var dimension: Int { encoder.dimension }
    var parts: Int { encoder.parts }

    func encode(_ texts: [String]) -> [[Float]] {
        let known = recent.withLock { recent in texts.map { recent.vectors[$0] } }
        let missing = zip(texts, known).filter { $0.1 == nil }.map(\.0)
        guard !missing.isEmpty else { return known.compactMap(\.self) }
        let encoded = encoder.encode(missing)
        recent.withLock { recent in
            for (text, vector) in zip(missing, encoded) { recent.note(vector, of: text) }
        }
        var rest = encoded[...]
        return known.map { $0 ?? rest.removeFirst() }
    }
}

extension RecentMeanings.Recent {
    fileprivate mutating func note(_ vector: [Float], of text: String) {
        guard vectors.updateValue(vector, forKey: text) == nil else { return }
        guard texts.count == RecentMeanings.mostTexts else { return texts.append(text) }
        vectors[texts[oldest]] = nil
        texts[oldest] = text
        oldest = (oldest + 1) % RecentMeanings.mostTexts
    }
}
