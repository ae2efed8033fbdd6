import Audio
import Foundation
import Testing

/// Whatever the bytes are, reading them ends, with a file or an error.
@Suite struct WAVFuzzTests {
    private static let seeds: [[UInt8]] = [
        WAVBuilder().bytes,
        WAVBuilder(bits: 24, sound: [UInt8](repeating: 9, count: 30)).bytes,
        WAVBuilder(code: 3, bits: 64, sound: [UInt8](repeating: 0x41, count: 40)).bytes,
        WAVBuilder(code: 6, channelCount: 2, bits: 8, extra: [("LIST", [1, 2, 3])]).bytes,
        WAVBuilder(code: 0xFFFE, extensibleCode: 1).bytes,
    ]

    /// More with TONGDAI_FUZZ_INPUTS=10000000, in a release build.
    private static let count =
        ProcessInfo.processInfo.environment["TONGDAI_FUZZ_INPUTS"].flatMap { Int($0) } ?? 6_000

    @Test func hostileBytesNeverCrashTheReader() {
        var random = Seeded(state: 2_026)
        var readable = 0
        for _ in 0..<Self.count {
            guard var bytes = Self.seeds.randomElement(using: &random) else { continue }
            for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&bytes, &random) }
            do throws(WAVError) {
                let file = try WAVFile(bytes: bytes)
                readable += 1
                #expect(file.channels.allSatisfy { $0.count == file.frameCount })
                #expect(file.frameCount > 0)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
                #expect(!error.problem.isEmpty && !error.remedy.isEmpty)
            }
        }
        // The mutations reach behind the first check.
        #expect((Self.count / 12...Self.count * 11 / 12).contains(readable))
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout Seeded) {
        guard let index = bytes.indices.randomElement(using: &random) else { return }
        let extremes: [UInt8] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF]
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
