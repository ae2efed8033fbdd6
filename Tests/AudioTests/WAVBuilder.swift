import Audio

/// A WAV file as a test wants it, right or wrong.
struct WAVBuilder {
    var code = 1
    var channelCount = 1
    var hertz = 16_000
    var bits = 16
    var frameByteCount: Int?
    var sound: [UInt8] = [1, 0, 2, 0, 3, 0]
    var declaredByteCount: Int?
    /// Chunks between the format and the sound.
    var extra: [(name: String, body: [UInt8])] = []
    /// Present in an extensible header.
    var extensibleCode: Int?

    var bytes: [UInt8] {
        var format = Self.number(code, 2) + Self.number(channelCount, 2) + Self.number(hertz, 4)
        let frame = frameByteCount ?? channelCount * bits / 8
        format += Self.number(hertz * frame, 4) + Self.number(frame, 2) + Self.number(bits, 2)
        if let extensibleCode {
            format += Self.number(22, 2) + Self.number(bits, 2) + Self.number(4, 4)
            format += Self.number(extensibleCode, 2)
            format += [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
        }
        var bytes = Array("WAVE".utf8) + Self.chunk("fmt ", format)
        for (name, body) in extra { bytes += Self.chunk(name, body) }
        bytes += Self.chunk("data", sound, declared: declaredByteCount)
        return Array("RIFF".utf8) + Self.number(bytes.count, 4) + bytes
    }

    func read() throws(WAVError) -> WAVFile { try WAVFile(bytes: bytes) }

    /// What is wrong with the file, or nil.
    func error() -> WAVError? {
        do throws(WAVError) {
            _ = try read()
            return nil
        } catch {
            return error
        }
    }

    static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func chunk(_ name: String, _ body: [UInt8], declared: Int? = nil) -> [UInt8] {
        let padding: [UInt8] = body.count % 2 == 0 ? [] : [0]
        return Array(name.utf8) + number(declared ?? body.count, 4) + body + padding
    }
}
