import Testing

@testable import ALSAAudio

@Suite struct SampleFormatTests {
    private let samples: [Int16] = [0, 1, -1, 12_345, -12_345, .max, .min]

    @Test(arguments: SampleFormat.allCases, [1, 2, 4])
    func whatIsPlayedIsWhatIsHeard(_ format: SampleFormat, _ channels: Int) {
        let bytes = format.interleaved(samples, channels: channels)
        #expect(bytes.count == samples.count * channels * format.byteCount)
        #expect(format.mono(of: bytes, frames: samples.count, channels: channels) == samples)
    }

    @Test func twoMicrophonesHearOneCaller() {
        #expect(SampleFormat.int16.mono(of: [10, 0, 20, 0], frames: 1, channels: 2) == [15])
        let loud = SampleFormat.int16.interleaved([.min], channels: 2)
        #expect(SampleFormat.int16.mono(of: loud, frames: 1, channels: 2) == [.min])
    }

    @Test func floatBeyondFullScaleIsClipped() {
        let bytes = [Float(2), -2, .nan].flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) }
        }
        #expect(
            SampleFormat.float32.mono(of: bytes, frames: 3, channels: 1) == [.max, .min, 0])
    }
}
