/// Where in a WAV file its format and its sound are.
///
///     0     RIFF, length, WAVE
///     12    name, length, body, [pad]     a chunk; then the next
///     …     "fmt " before "data"
struct WAVLayout: Sendable, Equatable {
    let format: WAVFormat
    /// The bytes of the `data` chunk; at least one frame.
    let sound: Range<Int>

    /// What may follow the sound without being a chunk: tags, the fill of a block.
    private static let toleratedStrayCount = 4_096

    /// What recorders write that cannot come back to the header, because they write
    /// to a pipe: the sound goes to the end of the file.
    private static let unknownSize = 0xFFFF_FFFF

    init(bytes: [UInt8]) throws(WAVError) {
        try Self.checkSignature(of: bytes)
        var format: WAVFormat?
        var offset = 12
        while offset + 8 <= bytes.count {
            var size = bytes.littleEndian(count: 4, at: offset + 4)
            let present = bytes.count - offset - 8
            if size == Self.unknownSize, bytes.hasText("data", at: offset) { size = present }
            let body = (offset + 8)..<(offset + 8 + min(size, present))
            if bytes.hasText("data", at: offset) {
                guard let format else { throw WAVError(kind: .formatMissing, offset: offset) }
                self.format = format
                sound = try Self.sound(
                    bytes: bytes, in: body, declared: size, frameByteCount: format.frameByteCount)
                return
            }
            guard size <= present else {
                throw WAVError(
                    kind: .truncatedChunk(
                        name: Self.name(in: bytes, at: offset), declared: size, present: present),
                    offset: offset)
            }
            if bytes.hasText("fmt ", at: offset), format == nil {
                format = try WAVFormat(bytes: bytes, in: body)
            }
            offset = body.upperBound + size % 2
        }
        let kind: WAVError.Kind =
            offset < bytes.count
            ? .truncatedHeader : format == nil ? .formatMissing : .dataMissing
        throw WAVError(kind: kind, offset: min(offset, bytes.count))
    }

    private static func checkSignature(of bytes: [UInt8]) throws(WAVError) {
        guard !bytes.isEmpty else { throw WAVError(kind: .empty, offset: 0) }
        if bytes.hasText("RIFF", at: 0), bytes.hasText("WAVE", at: 8) { return }
        let isBeginning = "RIFF".utf8.starts(with: bytes.prefix(4))
        if bytes.count < 12, isBeginning || bytes.hasText("RIFF", at: 0) {
            throw WAVError(kind: .truncatedHeader, offset: bytes.count)
        }
        throw WAVError(kind: .notWAV(looksLike: SoundFormat.name(of: bytes)), offset: 0)
    }

    private static func sound(
        bytes: [UInt8], in body: Range<Int>, declared: Int, frameByteCount: Int
    ) throws(WAVError) -> Range<Int> {
        let header = body.lowerBound - 8
        guard declared <= body.count else {
            throw WAVError(
                kind: .truncatedData(declared: declared, present: body.count), offset: header)
        }
        let stray = strayByteCount(in: bytes, from: body.upperBound + declared % 2)
        guard body.count >= frameByteCount else {
            throw WAVError(kind: .noSamples(following: stray), offset: header)
        }
        guard stray <= toleratedStrayCount else {
            throw WAVError(
                kind: .strayBytes(declared: declared, following: stray), offset: header)
        }
        return body
    }

    /// How many bytes from `offset` on are in no chunk.
    private static func strayByteCount(in bytes: [UInt8], from offset: Int) -> Int {
        var offset = offset
        while offset + 8 <= bytes.count {
            let size = bytes.littleEndian(count: 4, at: offset + 4)
            let isName = bytes[offset..<(offset + 4)].allSatisfy { (0x20...0x7E).contains($0) }
            guard isName, size <= bytes.count - offset - 8 else { break }
            offset += 8 + size + size % 2
        }
        guard offset < bytes.count, bytes[offset...].contains(where: { $0 != 0 }) else { return 0 }
        return bytes.count - offset
    }

    private static func name(in bytes: [UInt8], at offset: Int) -> String {
        String(
            bytes[offset..<(offset + 4)].map { byte in
                (0x20...0x7E).contains(byte) ? Character(Unicode.Scalar(byte)) : "?"
            })
    }
}
