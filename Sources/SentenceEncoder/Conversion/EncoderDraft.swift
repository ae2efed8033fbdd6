import Foundation
import Knowledge

/// An encoder's file in the making.
struct EncoderDraft {
    let shape: EncoderShape
    let unknown: Int
    let opening: Int
    let closing: Int
    private var sections: [EncoderFormat.Key: [UInt8]] = [:]

    init(_ shape: EncoderShape, unknown: Int, opening: Int, closing: Int) {
        self.shape = shape
        (self.unknown, self.opening, self.closing) = (unknown, opening, closing)
    }

    mutating func put(_ floats: [Float], _ content: EncoderFormat.Content, _ layer: Int = 0) {
        sections[EncoderFormat.Key(content: content, layer: layer)] =
            Self.bytes(floats.map(\.bitPattern))
    }

    /// A matrix and its bias, in the section of its values and the two after it.
    mutating func put(
        _ matrix: QuantisedMatrix, bias: [Float], _ content: EncoderFormat.Content, _ layer: Int
    ) {
        put(matrix.values, content, layer)
        guard let scales = EncoderFormat.Content(rawValue: content.rawValue + 1),
            let last = EncoderFormat.Content(rawValue: content.rawValue + 2)
        else { preconditionFailure("\(content) is no matrix") }
        put(matrix.scales, scales, layer)
        put(bias, last, layer)
    }

    mutating func put(_ values: [Int8], _ content: EncoderFormat.Content, _ layer: Int = 0) {
        sections[EncoderFormat.Key(content: content, layer: layer)] =
            values.map { UInt8(bitPattern: $0) }
    }

    /// The word pieces in the order of their numbers.
    mutating func put(vocabulary: [String]) {
        let texts = vocabulary.map { Array($0.utf8) }
        var starts = [UInt32(0)]
        for text in texts { starts.append((starts.last ?? 0) + UInt32(text.count)) }
        let order = texts.indices.sorted { texts[$0].lexicographicallyPrecedes(texts[$1]) }
        sections[EncoderFormat.Key(content: .vocabularyText)] = texts.flatMap { $0 }
        sections[EncoderFormat.Key(content: .vocabularyStarts)] = Self.bytes(starts)
        sections[EncoderFormat.Key(content: .vocabularyOrder)] = Self.bytes(order.map(UInt32.init))
    }

    /// The whole file. Everything must have been put.
    var bytes: [UInt8] {
        let keys = EncoderFormat.keys(layers: shape.layers)
        var table: [UInt8] = []
        var content: [UInt8] = []
        let start = Self.aligned(EncoderFormat.headerSize + keys.count * EncoderFormat.entrySize)
        for key in keys {
            guard let section = sections[key] else { preconditionFailure("\(key) was not put") }
            table += Self.bytes([key.content.rawValue, UInt32(key.layer)])
            table += Self.bytes(UInt64(start + content.count)) + Self.bytes(UInt64(section.count))
            table += Self.bytes(UInt64(0))
            content += section
            content += repeatElement(0, count: Self.aligned(content.count) - content.count)
        }
        let counts = [
            shape.layers, shape.heads, shape.hidden, shape.intermediate, shape.vocabulary,
            shape.longest,
        ]
        var rest = Self.bytes(counts.map(UInt32.init) + [shape.epsilon.bitPattern])
        rest += Self.bytes([unknown, opening, closing].map(UInt32.init))
        rest += repeatElement(
            0, count: EncoderFormat.headerSize - EncoderFormat.Field.digested - rest.count)
        rest += table
        rest += repeatElement(0, count: start - EncoderFormat.Field.digested - rest.count)
        rest += content
        var hash = SHA256()
        hash.update(rest)
        let length = UInt64(EncoderFormat.Field.digested + rest.count)
        return EncoderFormat.magic
            + Self.bytes([UInt32(EncoderFormat.version), UInt32(keys.count)])
            + Self.bytes(length) + hash.digest() + rest
    }

    /// Writes the file beside its place and renames it: it is there whole or not.
    func write(to url: URL) throws(EncoderFileError) {
        let draft = url.appendingPathExtension("\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: draft)
            guard unsafe rename(draft.path, url.path) == 0 else {
                throw CocoaError(.fileWriteUnknown)
            }
        } catch {
            try? FileManager.default.removeItem(at: draft)
            throw EncoderFileError(
                .unreadable, url.path, at: "file", "it cannot be written",
                remedy: "name a file in a folder that can be written and has 30 MB to spare")
        }
    }

    private static func aligned(_ offset: Int) -> Int {
        (offset + EncoderFormat.alignment - 1) / EncoderFormat.alignment * EncoderFormat.alignment
    }

    private static func bytes(_ words: [UInt32]) -> [UInt8] {
        words.flatMap { word in
            [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
        }
    }

    private static func bytes(_ long: UInt64) -> [UInt8] {
        bytes([UInt32(truncatingIfNeeded: long), UInt32(truncatingIfNeeded: long >> 32)])
    }
}
