/// The bytes before the sound of a WAV file that is written piece by piece.
///
/// Write `bytes(frameCount: 0)`, then `encode(…)` of each piece as it comes, and
/// at the end `padding(…)`, and `bytes(frameCount:)` over the first bytes: the
/// header has the same length whatever the count. Writing it over every few
/// seconds keeps the file readable if the process is killed.
///
///     ╭ RIFF, WAVE, fmt , [fact,] data ╮╭ frame ╮╭ frame ╮ …  [pad]
///     ╰───────── byteCount ────────────╯
public struct WAVHeader: Sendable, Equatable {
    public let rate: SampleRate
    public let channelCount: Int
    /// 16-bit PCM, A-law or μ-law.
    public let coding: WAVCoding

    /// - Parameter coding: Any but A-law and μ-law becomes 16-bit PCM.
    public init(rate: SampleRate, channelCount: Int, coding: WAVCoding = .pcm16) {
        precondition((1...WAVFile.maximumChannelCount).contains(channelCount), "1–8 channels")
        self.rate = rate
        self.channelCount = channelCount
        self.coding =
            switch coding {
            case .g711: coding
            case .pcm, .float: .pcm16
            }
    }

    public var frameByteCount: Int { channelCount * coding.sampleByteCount }

    /// How many bytes come before the first sample.
    public var byteCount: Int { isPlain ? 44 : 58 }

    /// How many frames a file can hold: its lengths have 32 bits.
    public var maximumFrameCount: Int { (Int(UInt32.max) - byteCount) / frameByteCount }

    public func bytes(frameCount: Int) -> [UInt8] {
        precondition((0...maximumFrameCount).contains(frameCount), "a WAV file is under 4 GiB")
        let soundByteCount = frameCount * frameByteCount
        let padded = soundByteCount + soundByteCount % 2
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount)
        bytes.append(contentsOf: "RIFF".utf8)
        bytes.appendLittleEndian(byteCount - 8 + padded, count: 4)
        bytes.append(contentsOf: "WAVEfmt ".utf8)
        bytes.appendLittleEndian(isPlain ? 16 : 18, count: 4)
        bytes.appendLittleEndian(coding.code, count: 2)
        bytes.appendLittleEndian(channelCount, count: 2)
        bytes.appendLittleEndian(rate.hertz, count: 4)
        bytes.appendLittleEndian(rate.hertz * frameByteCount, count: 4)
        bytes.appendLittleEndian(frameByteCount, count: 2)
        bytes.appendLittleEndian(coding.sampleByteCount * 8, count: 2)
        if !isPlain {
            // What is not PCM has an extension, here of no bytes, and a fact chunk.
            bytes.appendLittleEndian(0, count: 2)
            bytes.append(contentsOf: "fact".utf8)
            bytes.appendLittleEndian(4, count: 4)
            bytes.appendLittleEndian(frameCount, count: 4)
        }
        bytes.append(contentsOf: "data".utf8)
        bytes.appendLittleEndian(soundByteCount, count: 4)
        return bytes
    }

    /// The sound of some frames, interleaved. The channels are of one length.
    public func encode(_ channels: [[Int16]]) -> [UInt8] {
        precondition(channels.count == channelCount, "\(channelCount) channels")
        let count = channels[0].count
        precondition(channels.allSatisfy { $0.count == count }, "channels of one length")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * frameByteCount)
        for index in 0..<count {
            for channel in channels {
                switch coding {
                case .g711(let law): bytes.append(law.encode(channel[index]))
                case .pcm, .float:
                    let bits = UInt16(bitPattern: channel[index])
                    bytes.append(UInt8(truncatingIfNeeded: bits))
                    bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                }
            }
        }
        return bytes
    }

    /// What makes the sound end on an even byte: nothing, or one byte.
    public func padding(frameCount: Int) -> [UInt8] {
        frameCount * frameByteCount % 2 == 0 ? [] : [0]
    }

    private var isPlain: Bool { coding == .pcm16 }
}
