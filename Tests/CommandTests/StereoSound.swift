import Foundation

/// The sound of a stereo WAV file of 16 bits, read by its layout alone: 44 bytes of
/// header, then left and right in turn.
struct StereoSound {
    enum Failure: Error { case unexpected(String) }

    let rate: Int
    private let frames: [UInt32]

    init(_ file: URL) throws {
        let data = try Data(contentsOf: file)
        guard data.count >= 44, data.prefix(4) == Data("RIFF".utf8),
            data[36..<40] == Data("data".utf8)
        else { throw Failure.unexpected("\(file.path) is no plain WAV file") }
        func number(_ offset: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(data[offset + $1]) << (8 * $1) }
        }
        guard number(22, 2) == 2, number(34, 2) == 16, number(40, 4) == data.count - 44 else {
            throw Failure.unexpected("\(file.path): its header does not fit")
        }
        self.init(raw: data.dropFirst(44), rate: number(24, 4))
    }

    /// The samples alone.
    init(raw: Data, rate: Int) {
        self.rate = rate
        frames = raw.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
            }
        }
    }

    var frameCount: Int { frames.count }

    /// The bytes of the right channel, as they are in the file.
    var right: Data {
        frames.withUnsafeBufferPointer { frames in
            var data = Data(capacity: 2 * frames.count)
            for frame in frames {
                data.append(UInt8(truncatingIfNeeded: frame >> 16))
                data.append(UInt8(truncatingIfNeeded: frame >> 24))
            }
            return data
        }
    }

    /// Root mean square over some milliseconds, in dB of full scale.
    func leftLevel(_ range: Range<Int>) -> Double { level(range) { Int16(truncatingIfNeeded: $0) } }

    func rightLevel(_ range: Range<Int>) -> Double {
        level(range) { Int16(truncatingIfNeeded: $0 >> 16) }
    }

    private func level(_ range: Range<Int>, _ side: (UInt32) -> Int16) -> Double {
        let start = min(frames.count, range.lowerBound * rate / 1_000)
        let end = min(frames.count, range.upperBound * rate / 1_000)
        guard end > start else { return -120 }
        let sum = frames[start..<end].reduce(0.0) { sum, frame in
            let sample = Double(side(frame)) / 32_768
            return sum + sample * sample
        }
        return max(-120, 10 * log10(sum / Double(end - start) + 1e-12))
    }

    /// The level of each 10 ms.
    var leftLevels: [Double] { levels(leftLevel) }
    var rightLevels: [Double] { levels(rightLevel) }

    private func levels(_ level: (Range<Int>) -> Double) -> [Double] {
        (0..<frames.count * 100 / rate).map { level(10 * $0..<10 * $0 + 10) }
    }
}
