/// The Gaussians of all codebooks and streams, laid out so that sixteen of them are
/// evaluated at a time: a dimension's sixteen means, then its sixteen precisions.
///
/// Not safe to be written to after it is made, and never is.
@safe public final class GaussianCodebooks: @unchecked Sendable {
    typealias Lanes = SIMD16<Float>
    static let lanes = 16

    public let codebookCount: Int
    public let streamCount: Int
    public let densityCount: Int
    /// Features of a stream; of all streams alike.
    public let length: Int

    private let memory: UnsafeMutablePointer<Lanes>

    /// - Parameters:
    ///   - means, precisions: By codebook, stream, density and dimension. A precision is
    ///     what the square of a feature's distance from the mean is multiplied with.
    ///   - offsets: By codebook, stream and density: the log density of its own mean.
    /// - Returns: Nil for more than 64 codebooks or 256 densities, for densities that are
    ///   no multiple of sixteen, and for arrays of other lengths.
    public init?(
        codebooks: Int, streams: Int, densities: Int, length: Int, means: [Float],
        precisions: [Float], offsets: [Float]
    ) {
        let (sets, values) = (codebooks * streams, codebooks * streams * densities * length)
        guard (1...64).contains(codebooks), streams > 0, length > 0,
            (Self.lanes...256).contains(densities), densities % Self.lanes == 0,
            means.count == values, precisions.count == values, offsets.count == sets * densities
        else { return nil }
        (codebookCount, streamCount, densityCount) = (codebooks, streams, densities)
        self.length = length
        let blocks = densities / Self.lanes
        let size = sets * blocks * (1 + 2 * length)
        unsafe memory = .allocate(capacity: size)
        var place = 0
        func put(_ lane: (Int) -> Float) {
            var vector = Lanes()
            for index in 0..<Self.lanes { vector[index] = lane(index) }
            unsafe (memory + place).initialize(to: vector)
            place += 1
        }
        for first in stride(from: 0, to: sets * densities, by: Self.lanes) {
            put { offsets[first + $0] }
            for dimension in 0..<length {
                put { means[(first + $0) * length + dimension] }
                put { precisions[(first + $0) * length + dimension] }
            }
        }
    }

    deinit { unsafe memory.deallocate() }

    /// The log densities of one codebook and stream.
    ///
    /// Each is summed up in the order of its dimensions, without fused operations: so it is
    /// the same number to the last bit on each machine, and as PocketSphinx finds it.
    @inline(__always)
    func evaluate(
        set: Int, features: UnsafePointer<Float>, into densities: UnsafeMutablePointer<Lanes>
    ) {
        let blocks = densityCount / Self.lanes
        var row = unsafe UnsafePointer(memory) + set &* blocks &* (1 &+ 2 &* length)
        for block in 0..<blocks {
            var sum = unsafe row[0]
            unsafe row += 1
            for dimension in 0..<length {
                let distance = unsafe Lanes(repeating: features[dimension]) - row[0]
                unsafe sum -= distance * distance * row[1]
                unsafe row += 2
            }
            unsafe densities[block] = sum
        }
    }
}
