import Audio
import AudioSocket
import Testing

@Suite struct MessageTests {
    static let uuid = CallUUID("40325ec2-5efd-4bd3-805f-53576e581d13")

    /// Every type, and the bytes that Asterisk's header file gives for it.
    @Test func messagesHaveTheBytesOfTheProtocol() throws {
        let uuid = try #require(Self.uuid)
        let name: [UInt8] = [
            0x40, 0x32, 0x5E, 0xC2, 0x5E, 0xFD, 0x4B, 0xD3, 0x80, 0x5F, 0x53, 0x57, 0x6E, 0x58,
            0x1D, 0x13,
        ]
        #expect(Message.hangUp.bytes == [0, 0, 0])
        #expect(Message.uuid(uuid).bytes == [1, 0, 16] + name)
        #expect(Message.dtmf("#").bytes == [3, 0, 1, 0x23])
        #expect(Message.error(code: nil).bytes == [0xFF, 0, 0])
        #expect(Message.error(code: 4).bytes == [0xFF, 0, 1, 4])
        #expect(
            Message.sound([1, -2, 256], .telephone).bytes
                == [0x10, 0, 6, 1, 0, 0xFE, 0xFF, 0, 1])
        let frame = Message.sound([Int16](repeating: 0, count: 160), .telephone).bytes
        #expect(frame.prefix(3) == [0x10, 0x01, 0x40] && frame.count == 323)
    }

    @Test(arguments: zip(0x10...0x18, [8, 12, 16, 24, 32, 44.1, 48, 96, 192]))
    func everyRateHasItsType(type: Int, kilohertz: Double) throws {
        let rate = SampleRate(hertz: Int(kilohertz * 1_000))
        let bytes = Message.sound([-7], rate).bytes
        #expect(bytes == [UInt8(type), 0, 2, 0xF9, 0xFF])
        var parser = MessageParser()
        parser.append(bytes)
        #expect(try parser.next() == .sound([-7], rate))
    }

    @Test func aUUIDIsReadAndWritten() {
        #expect(Self.uuid?.description == "40325ec2-5efd-4bd3-805f-53576e581d13")
        #expect(CallUUID("40325EC2-5EFD-4BD3-805F-53576E581D13") == Self.uuid)
        for wrong in [
            "", "40325ec2", "40325ec25efd4bd3805f53576e581d13",
            "40325ec2-5efd-4bd3-805f-53576e581d1", "40325ec2-5efd-4bd3-805f-53576e581d1g",
            "40325ec2-5efd-4bd3-805f-53576e581d13-", "4-0325ec25efd-4bd3-805f-53576e581d13",
        ] {
            #expect(CallUUID(wrong) == nil)
        }
        #expect(CallUUID(bytes: [1, 2, 3]) == nil)
    }
}
