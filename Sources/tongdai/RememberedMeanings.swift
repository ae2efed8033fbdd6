import Foundation
import Knowledge
import Pipeline
import Understanding

/// An encoder that keeps the vectors of the texts that it was asked for, in the cache
/// folder: an editor changes one question of thousands, and only that one is computed.
///
/// The vectors are the encoder's own, bit by bit, so what is compiled with them is the
/// same as without. A file that is damaged, or of another encoder, counts as none.
final class RememberedMeanings: MeaningEncoder {
    private let encoder: any MeaningEncoder
    private let file: URL
    private let vectors: Locked<Vectors>

    private struct Vectors {
        var known: [String: [Float]]
        /// Those that were asked for since: the others are forgotten.
        var used: Set<String> = []
        var isChanged = false
    }

    init(_ encoder: any MeaningEncoder, in folder: URL = DerivedCache.folder) {
        self.encoder = encoder
        file = folder.appending(path: "vectors.\(encoder.digest.prefix(16))")
        let bytes = (try? Data(contentsOf: file)).map { [UInt8]($0) } ?? []
        let known = VectorFile.vectors(in: bytes, dimension: encoder.dimension)
        vectors = Locked(Vectors(known: known))
    }

    var digest: String { encoder.digest }
    var dimension: Int { encoder.dimension }
    var parts: Int { encoder.parts }

    func encode(_ texts: [String]) -> [[Float]] {
        let missing = vectors.withLock { vectors in
            var seen: Set<String> = []
            return texts.filter { vectors.known[$0] == nil && seen.insert($0).inserted }
        }
        let computed = missing.isEmpty ? [] : encoder.encode(missing)
        return vectors.withLock { vectors in
            for (text, vector) in zip(missing, computed) { vectors.known[text] = vector }
            vectors.isChanged = vectors.isChanged || !missing.isEmpty
            vectors.used.formUnion(texts)
            return texts.map { vectors.known[$0] ?? [] }
        }
    }

    /// Writes what was asked for. A cache that cannot be written costs time only.
    func keep() {
        let kept = vectors.withLock { vectors in
            vectors.isChanged ? vectors.known.filter { vectors.used.contains($0.key) } : [:]
        }
        guard !kept.isEmpty else { return }
        let folder = file.deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? Data(VectorFile.bytes(of: kept)).write(to: file, options: .atomic)
    }
}

/// Texts and their vectors as bytes: the SHA-256 of the rest in hexadecimal, then for each text its
/// length, itself, and its numbers, all little-endian.
enum VectorFile {
    private static let digestLength = 64

    static func bytes(of vectors: [String: [Float]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (text, vector) in vectors.sorted(by: { $0.key < $1.key }) {
            append(UInt32(text.utf8.count), to: &bytes)
            bytes += text.utf8
            for value in vector { append(value.bitPattern, to: &bytes) }
        }
        return seal(of: bytes) + bytes
    }

    /// Nothing where the bytes are not whole.
    static func vectors(in bytes: [UInt8], dimension: Int) -> [String: [Float]] {
        guard bytes.count > digestLength,
            seal(of: Array(bytes[digestLength...])) == Array(bytes[..<digestLength])
        else { return [:] }
        var vectors: [String: [Float]] = [:]
        var place = digestLength
        while place + 4 <= bytes.count {
            let length = Int(word(in: bytes, at: place))
            let numbers = place + 4 + length
            guard numbers + 4 * dimension <= bytes.count else { return [:] }
            let text = String(decoding: bytes[place + 4..<numbers], as: UTF8.self)
            vectors[text] = (0..<dimension).map {
                Float(bitPattern: word(in: bytes, at: numbers + 4 * $0))
            }
            place = numbers + 4 * dimension
        }
        return place == bytes.count ? vectors : [:]
    }

    private static func seal(of bytes: [UInt8]) -> [UInt8] { Array(SHA256.hex(of: bytes).utf8) }

    private static func append(_ word: UInt32, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(word >> shift & 0xFF)) }
    }

    private static func word(in bytes: [UInt8], at place: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
    }
}
