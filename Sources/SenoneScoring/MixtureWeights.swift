/// How much each density counts in each senone: negative log values of eight bits, a row
/// for each stream and density.
///
/// Sendable, since nothing is written to it after it is made.
@safe final class MixtureWeights: @unchecked Sendable {
    let senoneCount: Int
    private let memory: UnsafeMutablePointer<UInt8>

    /// - Parameter values: By stream, density and senone.
    init?(_ values: [UInt8], rows: Int, senones: Int) {
        guard values.count == rows * senones else { return nil }
        senoneCount = senones
        // A block of senones at the end may be read beyond the last of them.
        let size = values.count + SenoneBlocks.width
        unsafe memory = .allocate(capacity: size)
        unsafe memory.initialize(repeating: 0, count: size)
        unsafe memory.update(from: values, count: values.count)
    }

    deinit { unsafe memory.deallocate() }

    /// Sixteen senones' weights of one density, from `senone` on.
    @unsafe @inline(__always)
    func read(row: Int, from senone: Int) -> SIMD16<Int16> {
        let place = unsafe UnsafeRawPointer(memory + (row &* senoneCount &+ senone))
        return unsafe SIMD16<Int16>(
            truncatingIfNeeded: place.loadUnaligned(as: SIMD16<UInt8>.self))
    }
}
