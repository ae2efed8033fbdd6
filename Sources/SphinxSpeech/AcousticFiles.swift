import Foundation
import Pipeline

/// Looks through the binary files of an acoustic model before PocketSphinx does:
/// that ends the process over a wrong count or checksum, and reads beyond the end of
/// some others. The layouts are those of SphinxBase 5prealpha (`bio.c`, `bin_mdef.c`,
/// `ptm_mgau.c`), of which Debian's model has each.
struct AcousticFiles {
    /// As large as a folder's files are, and when they were changed: what was whole
    /// once need not be read for each decoder.
    private struct Stamp: Hashable {
        let path: String
        let size: Int
        let changed: Date
    }

    private static let known = Locked<Set<Stamp>>([])

    private let folder: String

    init(_ folder: String) { self.folder = folder }

    /// - Returns: The path of the first file that is damaged, or does not fit the
    ///   others; nil when there is none.
    func damagedFile() -> String? {
        let names = ["mdef", "means", "variances", "transition_matrices", weights]
        let stamps = Set(names.compactMap { stamp(of: path($0)) })
        if stamps.count == names.count, Self.known.withLock({ stamps.isSubset(of: $0) }) {
            return nil
        }
        if let damaged = firstDamaged() { return path(damaged) }
        Self.known.withLock { $0.formUnion(stamps) }
        return nil
    }

    private var weights: String {
        FileManager.default.fileExists(atPath: path("sendump")) ? "sendump" : "mixture_weights"
    }

    private func firstDamaged() -> String? {
        guard let phones = PhoneDefinitions(path("mdef")) else { return "mdef" }
        guard let means = ParameterFile(path("means"), dimensions: 3), means.isGaussian else {
            return "means"
        }
        guard let variances = ParameterFile(path("variances"), dimensions: 3),
            variances.shape == means.shape, variances.isGaussian
        else { return "variances" }
        let states = phones.stateCount
        guard let transitions = ParameterFile(path("transition_matrices"), dimensions: 3),
            transitions.shape == [phones.transitionCount, states, states + 1],
            transitions.valueCount == phones.transitionCount * states * (states + 1)
        else { return "transition_matrices" }
        return areWhole(weightsOf: phones, means) ? nil : weights
    }

    private func areWhole(weightsOf phones: PhoneDefinitions, _ means: ParameterFile) -> Bool {
        let (streams, densities) = (means.shape[1], means.shape[2])
        guard weights == "sendump" else {
            let file = ParameterFile(path(weights), dimensions: 3)
            return file?.shape == [phones.senoneCount, streams, densities]
                && file?.valueCount == phones.senoneCount * streams * densities
        }
        return SenoneDump(path(weights))?.fits(
            streams: streams, densities: densities, senones: phones.senoneCount) ?? false
    }

    private func path(_ name: String) -> String { "\(folder)/\(name)" }

    private func stamp(of path: String) -> Stamp? {
        // Packs link to the system's files.
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: target),
            let size = facts[.size] as? Int, let changed = facts[.modificationDate] as? Date
        else { return nil }
        return Stamp(path: path, size: size, changed: changed)
    }
}

/// Little- or big-endian numbers, one after the other; nil beyond the end.
private struct Numbers {
    private let bytes: [UInt8]
    private(set) var place: Int
    private let isSwapped: Bool

    init(_ bytes: [UInt8], at place: Int, isSwapped: Bool = false) {
        (self.bytes, self.place, self.isSwapped) = (bytes, place, isSwapped)
    }

    var left: Int { bytes.count - place }

    mutating func word() -> UInt32? {
        guard left >= 4 else { return nil }
        defer { place += 4 }
        let word =
            UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
            | UInt32(bytes[place + 3]) << 24
        return isSwapped ? word.byteSwapped : word
    }

    mutating func half() -> Int? {
        guard left >= 2 else { return nil }
        defer { place += 2 }
        let half = UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
        return Int(isSwapped ? half.byteSwapped : half)
    }

    /// A count, at most as great as a file of these can hold.
    mutating func count(atMost most: Int = 100_000_000) -> Int? {
        word().flatMap { $0 <= UInt32(most) ? Int($0) : nil }
    }

    /// A name that ends in a nought; an empty one is none.
    mutating func text() -> Bool {
        guard let end = bytes[min(place, bytes.count)...].firstIndex(of: 0), end > place else {
            return false
        }
        place = end + 1
        return true
    }

    mutating func skip(_ count: Int) { place += min(max(count, 0), left) }
}

/// A file of floats: a text that ends in `endhdr`, the byte order, the dimensions,
/// the number of values, the values, and their checksum if the text promises one.
private struct ParameterFile {
    let shape: [Int]
    let valueCount: Int
    private let streamLengths: [Int]

    init?(_ path: String, dimensions: Int) {
        guard let data = FileManager.default.contents(atPath: path),
            let header = data.prefix(4_096).range(of: Data("endhdr\n".utf8))
        else { return nil }
        let bytes = [UInt8](data)
        var numbers = Numbers(bytes, at: header.upperBound)
        guard let order = numbers.word(), [0x1122_3344, 0x4433_2211].contains(order) else {
            return nil
        }
        numbers = Numbers(bytes, at: numbers.place, isSwapped: order != 0x1122_3344)
        let hasSum = data[..<header.lowerBound].range(of: Data("chksum0 yes".utf8)) != nil
        guard !hasSum || Self.hasRightSum(numbers) else { return nil }
        var shape: [Int] = []
        for _ in 0..<dimensions {
            // Products of three of these, and of a length, are no overflow.
            guard let size = numbers.count(atMost: 1_000_000), size > 0 else { return nil }
            shape.append(size)
        }
        let isGaussian = ["means", "variances"].contains(URL(filePath: path).lastPathComponent)
        var lengths: [Int] = []
        for _ in 0..<(isGaussian ? shape[1] : 0) {
            guard let length = numbers.count(atMost: 4_096) else { return nil }
            lengths.append(length)
        }
        guard let count = numbers.count(), numbers.left == 4 * count + (hasSum ? 4 : 0) else {
            return nil
        }
        (self.shape, valueCount, streamLengths) = (shape + lengths, count, lengths)
    }

    /// Whether there are as many values as the dimensions say.
    var isGaussian: Bool {
        valueCount == shape[0] * shape[2] * streamLengths.reduce(0, +)
    }

    /// Each word is added to the sum before, rotated by 20 bits (`bio.c`).
    private static func hasRightSum(_ start: Numbers) -> Bool {
        var numbers = start
        var sum: UInt32 = 0
        while numbers.left > 4, let word = numbers.word() { sum = (sum << 20 | sum >> 12) &+ word }
        return numbers.word() == sum && numbers.left == 0
    }
}

/// `mdef`: which phones there are in which neighbourhoods, and their senones.
private struct PhoneDefinitions {
    let stateCount: Int
    let senoneCount: Int
    let transitionCount: Int

    init?(_ path: String) {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let bytes = [UInt8](data)
        var numbers = Numbers(bytes, at: 0)
        guard numbers.word() == 0x4644_4d42, numbers.word() == 1,
            let format = numbers.count(atMost: 65_536)
        else { return nil }
        numbers.skip(format)
        let counts = (0..<10).compactMap { _ in numbers.count(atMost: 10_000_000) }
        guard counts.count == 10, counts[0] > 0, counts[1] >= counts[0], counts[2] > 0,
            counts[4] >= counts[3], counts[7] == 3, counts[9] < counts[0]
        else { return nil }
        (stateCount, senoneCount, transitionCount) = (counts[2], counts[4], counts[5])
        for _ in 0..<counts[0] { guard numbers.text() else { return nil } }
        numbers.skip((4 - numbers.place % 4) % 4)
        guard Self.isTree(&numbers, counts), Self.arePhones(&numbers, counts),
            numbers.count() == counts[6] * counts[2], numbers.left == 2 * counts[6] * counts[2]
        else { return nil }
        for _ in 0..<counts[6] * counts[2] {
            guard let senone = numbers.half(), senone < senoneCount else { return nil }
        }
    }

    /// The tree by which the phone of a neighbourhood is found.
    private static func isTree(_ numbers: inout Numbers, _ counts: [Int]) -> Bool {
        for _ in 0..<counts[8] {
            guard numbers.half() != nil, let below = numbers.half(), let to = numbers.word() else {
                return false
            }
            let isLeaf = below == 0 && (Int(to) < counts[1] || to == .max)
            guard isLeaf || below > 0 && Int(to) + below <= counts[8] else { return false }
        }
        return true
    }

    private static func arePhones(_ numbers: inout Numbers, _ counts: [Int]) -> Bool {
        for _ in 0..<counts[1] {
            guard let sequence = numbers.word(), let matrix = numbers.word(),
                numbers.word() != nil, sequence < UInt32(counts[6]), matrix < UInt32(counts[5])
            else { return false }
        }
        return true
    }
}

/// `sendump`: the mixture weights, a byte each.
private struct SenoneDump {
    private let clusterCount: Int
    private var numbers: Numbers

    init?(_ path: String) {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let bytes = [UInt8](data)
        numbers = Numbers(bytes, at: 0)
        var clusters = 0
        while let length = numbers.count(atMost: 1_000), length > 0, numbers.left >= length {
            let line = String(
                decoding: bytes[numbers.place..<numbers.place + length - 1], as: UTF8.self)
            if line.hasPrefix("cluster_count ") { clusters = Int(line.dropFirst(14)) ?? -1 }
            numbers.skip(length)
        }
        clusterCount = clusters
        // What ended the loop must have been the length nought.
        guard numbers.place >= 4, bytes[(numbers.place - 4)..<numbers.place].allSatisfy({ $0 == 0 })
        else { return nil }
    }

    func fits(streams: Int, densities: Int, senones: Int) -> Bool {
        var numbers = numbers
        // Weights of clusters are packed: only the counts can be compared.
        let isPlain = clusterCount == 0
        return numbers.count() == densities && numbers.count() == senones
            && (!isPlain || numbers.left == streams * densities * senones)
    }
}
