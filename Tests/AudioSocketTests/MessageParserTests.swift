import Audio
import AudioSocket
import Testing

@Suite struct MessageParserTests {
    private static let messages: [Message] = [
        MessageTests.uuid.map { .uuid($0) }, .sound([1, 2, -3, .min, .max], .telephone),
        .dtmf("5"), .sound([], .wideband), .error(code: 2),
        .sound([Int16](repeating: -9, count: Message.maximumSampleCount), .studio), .hangUp,
    ].compactMap(\.self)

    @Test(arguments: [1, 2, 3, 4, 5, 7, 322, 323, 65_536, 1_000_000])
    func portionsOfAnySizeGiveTheSameMessages(size: Int) throws {
        let bytes = Self.messages.flatMap(\.bytes)
        var parser = MessageParser()
        var heard: [Message] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            parser.append(bytes[start..<min(start + size, bytes.count)])
            while let message = try parser.next() { heard.append(message) }
        }
        #expect(heard == Self.messages)
        #expect(parser.pendingCount == 0)
    }

    @Test func unknownTypesAreSkippedWithoutBeingHeld() throws {
        var parser = MessageParser()
        parser.append([0x42, 0xFF, 0xFF])
        #expect(try parser.next() == nil)
        for _ in 0..<65 {
            parser.append([UInt8](repeating: 7, count: 1_000))
            #expect(try parser.next() == nil)
            #expect(parser.pendingCount == 0)
        }
        parser.append([UInt8](repeating: 7, count: 535) + Message.dtmf("1").bytes)
        #expect(try parser.next() == .dtmf("1"))
    }

    @Test func aLengthThatNeverComesIsNoMessage() throws {
        var parser = MessageParser()
        parser.append([0x10, 0x01, 0x40, 1, 2, 3])
        #expect(try parser.next() == nil)
        #expect(parser.pendingCount == 6)
    }

    @Test func aHangUpMayHaveAPayload() throws {
        var parser = MessageParser()
        parser.append([0x00, 0, 2, 9, 9, 0x03, 0, 1, 0x2A])
        #expect(try parser.next() == .hangUp)
        #expect(try parser.next() == .dtmf("*"))
    }

    /// Each tells its place in the stream, and costs no message behind it.
    @Test(
        arguments: [
            ([0x01, 0, 2, 1, 2], MessageError.Kind.wrongLength(type: 1, length: 2)),
            ([0x03, 0, 0], .wrongLength(type: 3, length: 0)),
            ([0x03, 0, 2, 0x31, 0x32], .wrongLength(type: 3, length: 2)),
            ([0x03, 0, 1, 0xF5], .unknownKey),
            ([0x10, 0, 3, 1, 2, 3], .wrongLength(type: 0x10, length: 3)),
        ] as [([UInt8], MessageError.Kind)])
    func aWrongMessageIsAnErrorAndPasses(bytes: [UInt8], kind: MessageError.Kind) throws {
        var parser = MessageParser()
        parser.append(Message.dtmf("1").bytes + [0x42, 0, 1, 0] + bytes + Message.dtmf("2").bytes)
        #expect(try parser.next() == .dtmf("1"))
        #expect(throws: MessageError(kind: kind, offset: 8)) { try parser.next() }
        #expect(try parser.next() == .dtmf("2"))
    }

    @Test func errorsNameThePlaceAndARemedy() {
        let error = MessageError(kind: .wrongLength(type: 0x10, length: 3), offset: 8)
        #expect(
            error.description
                == "an AudioSocket message of type 0x10 has 3 bytes, where sound has an even number "
                + "(at byte 8); remedy: see that the other side is Asterisk's AudioSocket() or "
                + "chan_audiosocket")
    }
}
