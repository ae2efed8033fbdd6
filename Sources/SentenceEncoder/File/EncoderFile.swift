import Foundation
import Knowledge

/// An encoder's file, mapped and looked through: whoever has one can read every
/// section without another check.
struct EncoderFile: Sendable {
    let mapped: MappedFile
    let shape: EncoderShape
    /// The SHA-256 of the content, as the header has it.
    let digest: String
    /// The pieces for what is no word, for a sentence's beginning and for its end.
    let unknown: Int
    let opening: Int
    let closing: Int
    private let sections: [EncoderFormat.Key: Range<Int>]

    /// Opens and checks everything but the digest, which takes reading all of it.
    init(_ url: URL) throws(EncoderFileError) {
        mapped = try MappedFile(url)
        try Self.checkHeader(mapped)
        let field = { [mapped] (offset: Int) in Int(mapped.word(at: offset)) }
        shape = EncoderShape(
            layers: field(EncoderFormat.Field.layers), heads: field(EncoderFormat.Field.heads),
            hidden: field(EncoderFormat.Field.hidden),
            intermediate: field(EncoderFormat.Field.intermediate),
            vocabulary: field(EncoderFormat.Field.vocabulary),
            longest: field(EncoderFormat.Field.longest),
            epsilon: mapped.float(at: EncoderFormat.Field.epsilon))
        if let objection = shape.objection {
            throw EncoderFileError(.inconsistent, mapped.path, objection)
        }
        unknown = field(EncoderFormat.Field.unknown)
        opening = field(EncoderFormat.Field.opening)
        closing = field(EncoderFormat.Field.closing)
        guard max(unknown, opening, closing) < shape.vocabulary else {
            throw EncoderFileError(
                .inconsistent, mapped.path, "a marking piece is not in the vocabulary")
        }
        let digest = EncoderFormat.Field.digest
        self.digest = mapped.bytes(digest..<digest + 32).map(Self.hexadecimal).joined()
        sections = try Self.sections(of: mapped, shape)
        try checkNumbers()
        try checkVocabulary()
    }

    /// Where a section's bytes are.
    subscript(_ content: EncoderFormat.Content, layer: Int = 0) -> Range<Int> {
        guard let range = sections[EncoderFormat.Key(content: content, layer: layer)] else {
            preconditionFailure("every section was looked for when the file was opened")
        }
        return range
    }

    /// Reads all of the file and compares it with the digest in its header.
    func checkDigest() throws(EncoderFileError) {
        var hash = SHA256()
        var offset = EncoderFormat.Field.digested
        while offset < mapped.count {
            let end = min(offset + 1 << 16, mapped.count)
            hash.update(mapped.bytes(offset..<end))
            offset = end
        }
        guard hash.hex() == digest else {
            throw EncoderFileError(
                .damaged, mapped.path, at: "content",
                "it is not what was written: its SHA-256 is "
                    + "\(hash.hex()), the header says \(digest)")
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    private static func checkHeader(_ file: MappedFile) throws(EncoderFileError) {
        let magic = EncoderFormat.magic
        guard file.count >= magic.count, file.bytes(0..<magic.count) == magic else {
            throw EncoderFileError(
                .foreign, file.path, at: "byte 0", "it is not an encoder's file",
                remedy: "name a file that scripts/fetch-encoder made")
        }
        guard file.count >= EncoderFormat.headerSize else {
            throw EncoderFileError(
                .truncated, file.path,
                "it ends after \(file.count) of \(EncoderFormat.headerSize) bytes")
        }
        let version = Int(file.word(at: EncoderFormat.Field.version))
        guard version == EncoderFormat.version else {
            throw EncoderFileError(
                .version(version), file.path, at: "byte \(EncoderFormat.Field.version)",
                "it has version \(version) of the format, this program reads \(EncoderFormat.version)"
            )
        }
        let length = file.long(at: EncoderFormat.Field.length)
        guard length == UInt64(file.count) else {
            throw EncoderFileError(
                .truncated, file.path, at: "byte \(file.count)",
                "it has \(file.count) bytes, its header says \(length)")
        }
    }

    private static func sections(
        of file: MappedFile, _ shape: EncoderShape
    ) throws(EncoderFileError) -> [EncoderFormat.Key: Range<Int>] {
        let count = Int(file.word(at: EncoderFormat.Field.sections))
        let tableEnd = EncoderFormat.headerSize + count * EncoderFormat.entrySize
        guard tableEnd <= file.count else {
            throw EncoderFileError(
                .truncated, file.path, at: "section table",
                "its \(count) sections do not fit the file")
        }
        var sections: [EncoderFormat.Key: Range<Int>] = [:]
        for index in 0..<count {
            let entry = EncoderFormat.headerSize + index * EncoderFormat.entrySize
            // A kind of section that is not known is none of ours: it is passed over.
            guard let content = EncoderFormat.Content(rawValue: file.word(at: entry)) else {
                continue
            }
            let key = EncoderFormat.Key(content: content, layer: Int(file.word(at: entry + 4)))
            let (offset, size) = (file.long(at: entry + 8), file.long(at: entry + 16))
            let end = UInt64(file.count)
            guard offset >= UInt64(tableEnd), offset <= end, size <= end - offset else {
                throw EncoderFileError(
                    .truncated, file.path, at: "section \(index), \(key)",
                    "its \(size) bytes from byte \(offset) on are not within the file")
            }
            guard offset % UInt64(EncoderFormat.alignment) == 0 else {
                throw EncoderFileError(
                    .inconsistent, file.path, at: "section \(index), \(key)",
                    "it begins at byte \(offset), no multiple of \(EncoderFormat.alignment)")
            }
            if let wanted = content.size(in: shape), UInt64(wanted) != size {
                throw EncoderFileError(
                    .inconsistent, file.path, at: "section \(index), \(key)",
                    "it has \(size) bytes where \(wanted) are wanted")
            }
            guard sections.updateValue(Int(offset)..<Int(offset + size), forKey: key) == nil else {
                throw EncoderFileError(
                    .inconsistent, file.path, at: "section \(index), \(key)", "it is there twice")
            }
        }
        for key in EncoderFormat.keys(layers: shape.layers) where sections[key] == nil {
            throw EncoderFileError(
                .inconsistent, file.path, at: "section table", "\(key) is missing")
        }
        return sections
    }

    /// One number that is none would make every sentence's embedding none.
    private func checkNumbers() throws(EncoderFileError) {
        for key in EncoderFormat.keys(layers: shape.layers) where key.content.isFloat {
            let range = self[key.content, key.layer]
            for place in stride(from: range.lowerBound, to: range.upperBound, by: 4)
            where !mapped.float(at: place).isFinite {
                throw EncoderFileError(
                    .notFinite, mapped.path, at: "byte \(place), \(key)",
                    "it is not a finite number")
            }
        }
    }

    /// The pieces' texts lie within their section, one after the other, and their
    /// order names each.
    private func checkVocabulary() throws(EncoderFileError) {
        let (starts, order) = (self[.vocabularyStarts], self[.vocabularyOrder])
        var last = UInt32(0)
        for index in 0...shape.vocabulary {
            let start = mapped.word(at: starts.lowerBound + index * 4)
            guard start >= last, Int(start) <= self[.vocabularyText].count else {
                throw EncoderFileError(
                    .inconsistent, mapped.path, at: "vocabularyStarts",
                    "word piece \(index) is not within the text")
            }
            last = start
        }
        for index in 0..<shape.vocabulary {
            guard Int(mapped.word(at: order.lowerBound + index * 4)) < shape.vocabulary else {
                throw EncoderFileError(
                    .inconsistent, mapped.path, at: "vocabularyOrder",
                    "place \(index) names no word piece")
            }
        }
    }
}
