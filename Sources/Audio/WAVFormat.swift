/// What the `fmt ` chunk says of the sound.
struct WAVFormat: Sendable, Equatable {
    let rate: SampleRate
    let channelCount: Int
    let coding: WAVCoding

    var frameByteCount: Int { channelCount * coding.sampleByteCount }

    private static let plainByteCount = 16
    private static let extensibleByteCount = 40
    /// The GUID of a coding that is in the registry, after its first two bytes.
    private static let registeredGUID: [UInt8] = [
        0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71,
    ]

    /// - Parameter chunk: The chunk's body, which lies within `bytes`.
    init(bytes: [UInt8], in chunk: Range<Int>) throws(WAVError) {
        let start = chunk.lowerBound
        guard chunk.count >= Self.plainByteCount else {
            throw WAVError(kind: .truncatedHeader, offset: start)
        }
        let code = try Self.code(bytes: bytes, in: chunk)
        let channelCount = bytes.littleEndian(count: 2, at: start + 2)
        let hertz = bytes.littleEndian(count: 4, at: start + 4)
        let frameByteCount = bytes.littleEndian(count: 2, at: start + 12)
        let bits = bytes.littleEndian(count: 2, at: start + 14)
        guard WAVCoding.knownCodes.contains(code) else {
            throw WAVError(kind: .unsupportedCoding(code), offset: start)
        }
        guard (1...WAVFile.maximumChannelCount).contains(channelCount) else {
            throw WAVError(kind: .unsupportedChannels(channelCount), offset: start + 2)
        }
        guard WAVFile.supportedRates.contains(hertz) else {
            throw WAVError(kind: .unsupportedRate(hertz), offset: start + 4)
        }
        guard let coding = WAVCoding(code: code, bits: bits) else {
            throw WAVError(kind: .unsupportedBits(bits), offset: start + 14)
        }
        rate = SampleRate(hertz: hertz)
        self.channelCount = channelCount
        self.coding = coding
        guard frameByteCount == self.frameByteCount else {
            throw WAVError(
                kind: .inconsistentFrame(declared: frameByteCount, needed: self.frameByteCount),
                offset: start + 12)
        }
    }

    /// The coding's number, from the GUID if the header is an extensible one.
    private static func code(bytes: [UInt8], in chunk: Range<Int>) throws(WAVError) -> Int {
        let start = chunk.lowerBound
        let code = bytes.littleEndian(count: 2, at: start)
        guard code == WAVCoding.extensibleCode else { return code }
        guard chunk.count >= extensibleByteCount else {
            throw WAVError(kind: .truncatedHeader, offset: start)
        }
        let guid = start + 24
        guard bytes[(guid + 2)..<(guid + 16)].elementsEqual(registeredGUID) else {
            throw WAVError(kind: .unsupportedCoding(WAVCoding.extensibleCode), offset: guid)
        }
        return bytes.littleEndian(count: 2, at: guid)
    }

    /// The samples of each channel. A last frame that is incomplete is dropped.
    func channels(of bytes: [UInt8], in sound: Range<Int>) -> [[Int16]] {
        let stride = frameByteCount
        let width = coding.sampleByteCount
        let count = sound.count / stride
        return (0..<channelCount).map { channel in
            let first = sound.lowerBound + channel * width
            var samples = [Int16](repeating: 0, count: count)
            switch coding {
            case .pcm(bits: 16):
                for index in 0..<count {
                    let at = first + index * stride
                    samples[index] = Int16(
                        bitPattern: UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8)
                }
            case .g711(let law):
                let table = law.table
                for index in 0..<count {
                    samples[index] = table[Int(bytes[first + index * stride])]
                }
            case .pcm, .float:
                for index in 0..<count {
                    samples[index] = sample(of: bytes, at: first + index * stride)
                }
            }
            return samples
        }
    }

    private func sample(of bytes: [UInt8], at offset: Int) -> Int16 {
        let raw = bytes.littleEndian(count: coding.sampleByteCount, at: offset)
        switch coding {
        case .pcm(bits: 8): return Int16(raw - 128) << 8
        case .pcm(let bits):
            // Sign-extended, and rounded to the nearest of the 16-bit steps.
            let value = (raw << (Int.bitWidth - bits)) >> (Int.bitWidth - bits)
            let dropped = bits - 16
            return Int16(clamping: (value + (1 << (dropped - 1))) >> dropped)
        case .float(bits: 32):
            return .clipping(Double(Float(bitPattern: UInt32(truncatingIfNeeded: raw))))
        case .float: return .clipping(Double(bitPattern: UInt64(bitPattern: Int64(raw))))
        case .g711(let law): return law.decode(UInt8(truncatingIfNeeded: raw))
        }
    }
}

extension Int16 {
    /// A sample whose full scale is ±1. Not a number becomes silence.
    fileprivate static func clipping(_ value: Double) -> Int16 {
        guard !value.isNaN else { return 0 }
        let scaled = (value * 32_768).rounded()
        return Int16(Swift.max(-32_768, Swift.min(32_767, scaled)))
    }
}
