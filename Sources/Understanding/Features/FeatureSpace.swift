internal import Foundation

/// The features that training has seen, and how rare each is.
///
/// tf-idf with sublinear tf, 1 + log tf, and smoothed idf, one vector of length
/// 1 for each block (Salton and Buckley 1988).
struct FeatureSpace: Sendable {
    /// Open addressing; 0 is an empty place.
    private var keys: [UInt64]
    private var places: [Int32]
    private(set) var idf: [Float]

    var count: Int { idf.count }

    /// A feature must occur in at least `fewest` texts. The order of the texts
    /// decides the numbering.
    init(texts: [TextFeatures], fewest: [FeatureBlock: Int] = [:]) {
        var seen: [UInt64: Int32] = [:]
        var order: [UInt64] = []
        var documents: [Int] = []
        var least: [Int] = []
        for text in texts {
            for (block, features) in zip(FeatureBlock.allCases, text.blocks) {
                // Never 0.
                var last: UInt64 = 0
                for key in features.sorted() where key != last {
                    last = key
                    if let place = seen[key] {
                        documents[Int(place)] += 1
                    } else {
                        seen[key] = Int32(order.count)
                        order.append(key)
                        documents.append(1)
                        least.append(fewest[block] ?? 1)
                    }
                }
            }
        }
        let kept = order.indices.filter { documents[$0] >= least[$0] }
        let total = Float(texts.count)
        self.init(
            features: kept.map { order[$0] },
            idf: kept.map { log((1 + total) / (1 + Float(documents[$0]))) + 1 })
    }

    init(features: [UInt64], idf: [Float]) {
        var size = 16
        while size < features.count * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        places = [Int32](repeating: -1, count: size)
        self.idf = idf
        for (place, key) in features.enumerated() {
            var slot = Int(truncatingIfNeeded: key) & (size - 1)
            while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
            keys[slot] = key
            places[slot] = Int32(place)
        }
    }

    /// The hashes in the order of their numbers, to be stored.
    var features: [UInt64] {
        var features = [UInt64](repeating: 0, count: idf.count)
        for (slot, place) in places.enumerated() where place >= 0 {
            features[Int(place)] = keys[slot]
        }
        return features
    }

    func place(of key: UInt64) -> Int32? {
        var slot = Int(truncatingIfNeeded: key) & (keys.count - 1)
        while keys[slot] != 0 {
            if keys[slot] == key { return places[slot] }
            slot = (slot + 1) & (keys.count - 1)
        }
        return nil
    }

    /// All blocks of a text, each of length `weight`; unknown features count in
    /// no length, so a text of few known words is not weaker for it.
    func vector(of text: TextFeatures) -> SparseVector {
        var entries: [(Int32, Float)] = []
        for (block, features) in zip(FeatureBlock.allCases, text.blocks) {
            entries.append(contentsOf: weighed(features, weight: block.weight))
        }
        entries.sort { $0.0 < $1.0 }
        return SparseVector(indices: entries.map(\.0), values: entries.map(\.1))
    }

    private func weighed(_ keys: [UInt64], weight: Float) -> [(Int32, Float)] {
        let known = keys.compactMap { place(of: $0) }.sorted()
        var entries: [(Int32, Float)] = []
        var squares: Float = 0
        var start = 0
        while start < known.count {
            var end = start + 1
            while end < known.count, known[end] == known[start] { end += 1 }
            let value = (1 + log(Float(end - start))) * idf[Int(known[start])]
            entries.append((known[start], value))
            squares += value * value
            start = end
        }
        guard squares > 0 else { return [] }
        let scale = weight / squares.squareRoot()
        return entries.map { ($0.0, $0.1 * scale) }
    }
}
