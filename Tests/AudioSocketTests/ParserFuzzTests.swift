import Audio
import AudioSocket
import Foundation
import Testing

/// Whatever the bytes are, and however they are cut, reading them ends.
@Suite struct ParserFuzzTests {
    private static let seeds: [[UInt8]] = [
        MessageTests.uuid.map { Message.uuid($0).bytes } ?? [],
        Message.sound([1, -1, 300, -300], .telephone).bytes,
        Message.sound([5], .wideband).bytes, Message.dtmf("7").bytes,
        Message.error(code: 1).bytes, Message.hangUp.bytes, [0x42, 0, 3, 1, 2, 3],
    ]

    /// More with TONGDAI_FUZZ_INPUTS=10000000, in a release build.
    private static let inputCount =
        ProcessInfo.processInfo.environment["TONGDAI_FUZZ_INPUTS"].flatMap { Int($0) } ?? 20_000

    @Test func hostileBytesNeverCrashTheParser() {
        var random = Seeded(state: 2_026)
        var messageCount = 0
        var errorCount = 0
        for _ in 0..<Self.inputCount {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes += Self.seeds.randomElement(using: &random) ?? []
            }
            for _ in 0..<Int.random(in: 0...3, using: &random) { mutate(&bytes, &random) }
            let whole = Outcome(of: [bytes[...]])
            let cut = Outcome(of: portions(of: bytes, &random))
            guard whole == cut, whole.isWithin(bytes.count) else {
                Issue.record("in portions, \(bytes) gives \(cut), and at once \(whole)")
                return
            }
            messageCount += whole.messages.count
            errorCount += whole.errors.count
        }
        // The mutations reach behind the first check, and do not spoil all.
        #expect(messageCount > Self.inputCount && errorCount > Self.inputCount / 100)
    }

    private struct Outcome: Equatable {
        var messages: [Message] = []
        var errors: [MessageError] = []
        var pendingCount = 0

        init(of portions: [ArraySlice<UInt8>]) {
            var parser = MessageParser()
            for portion in portions {
                parser.append(portion)
                take(from: &parser)
            }
            pendingCount = parser.pendingCount
        }

        private mutating func take(from parser: inout MessageParser) {
            while true {
                do throws(MessageError) {
                    guard let message = try parser.next() else { return }
                    messages.append(message)
                } catch {
                    errors.append(error)
                }
            }
        }

        /// No more comes out than went in.
        func isWithin(_ length: Int) -> Bool {
            3 * (messages.count + errors.count) + pendingCount <= length
                && errors.allSatisfy { (0..<length).contains($0.offset) }
        }
    }

    private func portions(of bytes: [UInt8], _ random: inout Seeded) -> [ArraySlice<UInt8>] {
        var portions: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let portion = rest.prefix(.random(in: 1...9, using: &random))
            portions.append(portion)
            rest = rest.dropFirst(portion.count)
        }
        return portions
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout Seeded) {
        guard let index = bytes.indices.randomElement(using: &random) else { return }
        let extremes: [UInt8] = [0, 1, 3, 0x10, 0x18, 0x19, 0x7F, 0x80, 0xFF]
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[index] = .random(in: 0...255, using: &random)
        case 1: bytes[index] = extremes.randomElement(using: &random) ?? 0
        case 2: bytes.removeLast(bytes.count - index)
        case 3: bytes.insert(.random(in: 0...255, using: &random), at: index)
        case 4:
            for at in index..<min(index + 4, bytes.count) { bytes[at] = 0xFF }
        default: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
    }
}
