import Foundation
import Pipeline

/// A file of floats in three dimensions: a text that ends in `endhdr`, the byte order,
/// the dimensions, of Gaussians the length of each stream, the number of values, the
/// values, and their checksum if the text names one (`bio.c`, `ms_gauden.c`).
struct ParameterFile: Equatable {
    let shape: [Int]
    let valueCount: Int
    /// Of Gaussians, by stream; they are the last of `shape`.
    let streamLengths: [Int]

    private static let known = Locked<[FileStamp: ParameterFile]>([:])
    /// Files that are remembered: those of a few acoustic models.
    private static let mostKnown = 32

    /// A file of means or variances. What was read before and has not changed since is
    /// not read again. Nil when it is none, or is damaged.
    static func gaussians(_ path: String) -> ParameterFile? {
        guard let stamp = FileStamp(path) else { return nil }
        if let file = known.withLock({ $0[stamp] }) { return file }
        guard let file = ParameterFile(path, hasStreams: true), file.isGaussian else { return nil }
        known.withLock { known in
            if known.count >= mostKnown { known = [:] }
            known[stamp] = file
        }
        return file
    }

    /// The values of a file of Gaussians, by codebook, stream, density and dimension if all
    /// streams are of one length.
    static func values(_ path: String) -> [Float]? {
        guard let file = gaussians(path), let data = FileManager.default.contents(atPath: path),
            let header = data.prefix(4_096).range(of: Data("endhdr\n".utf8))
        else { return nil }
        // After the byte order, the dimensions, the lengths and the count.
        let start = header.upperBound + 4 * (1 + file.shape.count + 1)
        let bytes = [UInt8](data)
        guard start + 4 * file.valueCount <= bytes.count else { return nil }
        var numbers = BinaryNumbers(bytes, at: header.upperBound)
        let isSwapped = numbers.word() != 0x1122_3344
        numbers = BinaryNumbers(bytes, at: start, isSwapped: isSwapped)
        return (0..<file.valueCount).compactMap { _ in numbers.word().map(Float.init(bitPattern:)) }
    }

    /// - Parameter hasStreams: The second dimension is one of streams, which have lengths.
    init?(_ path: String, hasStreams: Bool = false) {
        guard let data = FileManager.default.contents(atPath: path),
            let header = data.prefix(4_096).range(of: Data("endhdr\n".utf8))
        else { return nil }
        let bytes = [UInt8](data)
        var numbers = BinaryNumbers(bytes, at: header.upperBound)
        guard let order = numbers.word(), [0x1122_3344, 0x4433_2211].contains(order) else {
            return nil
        }
        numbers = BinaryNumbers(bytes, at: numbers.place, isSwapped: order != 0x1122_3344)
        let hasSum = Self.namesSum(data[..<header.lowerBound])
        guard !hasSum || Self.hasRightSum(numbers) else { return nil }
        var shape: [Int] = []
        for place in 0..<3 {
            // So that the product of two of these and of all lengths is no overflow.
            let limit = hasStreams && place == 1 ? Self.mostStreams : 1_000_000
            guard let size = numbers.count(atMost: limit), size > 0 else { return nil }
            shape.append(size)
        }
        var lengths: [Int] = []
        for _ in 0..<(hasStreams ? shape[1] : 0) {
            guard let length = numbers.count(atMost: 4_096), length > 0 else { return nil }
            lengths.append(length)
        }
        guard let count = numbers.count(), numbers.left == 4 * count + (hasSum ? 4 : 0) else {
            return nil
        }
        (self.shape, valueCount, streamLengths) = (shape + lengths, count, lengths)
    }

    private static let mostStreams = 256

    /// Whether there are as many values as the dimensions say.
    private var isGaussian: Bool {
        valueCount == shape[0] * shape[2] * streamLengths.reduce(0, +)
    }

    /// PocketSphinx looks for the name and ignores what stands behind it.
    private static func namesSum(_ header: Data) -> Bool {
        String(decoding: header, as: UTF8.self).split(separator: "\n")
            .contains { $0.split(separator: " ").first == "chksum0" }
    }

    /// Each word is added to the sum before, rotated by 20 bits.
    private static func hasRightSum(_ start: BinaryNumbers) -> Bool {
        var numbers = start
        var sum: UInt32 = 0
        while numbers.left > 4, let word = numbers.word() { sum = (sum << 20 | sum >> 12) &+ word }
        return numbers.word() == sum && numbers.left == 0
    }
}
