import SenoneScoring

/// A model of a few Gaussians, drawn from a seed, and what it scores, one by one.
struct SmallModel {
    let codebooks = 3
    let streams = 2
    let densities = 32
    let length = 5
    /// Neighbours of one codebook, more of them than a block has, and single ones.
    let owners = [0, 1, 2] + Array(repeating: 0, count: 37) + [1, 1, 2, 1] + [2, 2, 0]

    private(set) var means: [Float] = []
    private(set) var precisions: [Float] = []
    private(set) var offsets: [Float] = []
    private(set) var weights: [UInt8] = []
    /// What PocketSphinx adds up with: logarithms of base 1.0001, in steps of 1,024.
    static let steps: [UInt8] =
        [7, 6, 6, 5, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2, 2, 2]
        + [UInt8](repeating: 1, count: 11) + [UInt8](repeating: 0, count: 227)

    init(seed: UInt64 = 1) {
        var random = Seeded(state: seed)
        for _ in 0..<codebooks * streams * densities {
            for _ in 0..<length {
                means.append(random.real(-3, 3))
                precisions.append(random.real(500, 9_000))
            }
            offsets.append(random.real(-9_000, 0))
        }
        weights = (0..<streams * densities * owners.count).map { _ in UInt8(random.real(0, 157)) }
    }

    var gaussians: GaussianCodebooks? {
        GaussianCodebooks(
            codebooks: codebooks, streams: streams, densities: densities, length: length,
            means: means, precisions: precisions, offsets: offsets)
    }

    var parameters: AcousticParameters? {
        gaussians.flatMap {
            AcousticParameters(
                gaussians: $0, weights: weights, codebooks: owners, steps: Self.steps)
        }
    }

    static func frame(_ seed: UInt64) -> [[Float]] {
        var random = Seeded(state: seed)
        return (0..<2).map { _ in (0..<5).map { _ in random.real(-4, 4) } }
    }

    /// The scores of the senones that are asked for, by the definition.
    /// - Parameter reference: The codebooks that scores are relative to; nil for those of
    ///   the senones.
    func scores(_ frame: [[Float]], of asked: [Int], reference: Set<Int>? = nil) -> [Int: Int] {
        let active = reference ?? Set(asked.map { owners[$0] })
        let tops = (0..<codebooks).map { book in
            (0..<streams).map { top(book, $0, frame[$0]) }
        }
        let norms = (0..<streams).map { stream in
            active.map { tops[$0][stream][0].step }.max() ?? 0
        }
        var scores: [Int: Int] = [:]
        for senone in asked {
            let book = owners[senone]
            scores[senone] = (0..<streams).reduce(0) { sum, stream in
                let values = tops[book][stream].map { top in
                    let behind = active.contains(book) ? min(96, norms[stream] - top.step) : 96
                    let row = (stream * densities + top.place) * owners.count
                    return behind + Int(weights[row + senone])
                }
                return sum + values.dropFirst().reduce(values[0]) { Self.sum($0, $1) }
            }
        }
        let best = scores.values.min() ?? 0
        return scores.mapValues { $0 - best }
    }

    static func sum(_ one: Int, _ other: Int) -> Int {
        min(one, other) - Int(steps[min(abs(one - other), 255)])
    }

    private func top(_ book: Int, _ stream: Int, _ features: [Float]) -> [(step: Int, place: Int)] {
        let set = book * streams + stream
        let all = (0..<densities).map { density -> (value: Float, place: Int) in
            var value = offsets[set * densities + density]
            for dimension in 0..<length {
                let place = (set * densities + density) * length + dimension
                let distance = features[dimension] - means[place]
                value -= distance * distance * precisions[place]
            }
            return (value, density)
        }
        return all.sorted { ($0.value, $1.place) > ($1.value, $0.place) }.prefix(4)
            .map { (Int($0.value) >> 10, $0.place) }
    }
}

/// A linear congruential generator: the same numbers on each machine.
struct Seeded {
    var state: UInt64

    mutating func real(_ low: Float, _ high: Float) -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return low + (high - low) * Float(state >> 40) / Float(1 << 24)
    }
}
