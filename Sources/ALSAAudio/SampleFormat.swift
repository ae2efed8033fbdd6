/// How a device writes a sample down. All are little-endian.
public enum SampleFormat: Sendable, Hashable, CaseIterable, CustomStringConvertible {
    // In the order in which they are asked for.
    case int16
    case int32
    case float32
    /// 24 bits in 3 bytes, as USB headsets have them.
    case packed24
    /// 24 bits in the lower part of 4 bytes.
    case padded24

    public var byteCount: Int {
        switch self {
        case .int16: 2
        case .packed24: 3
        case .int32, .float32, .padded24: 4
        }
    }

    public var description: String {
        switch self {
        case .int16: "16 bit"
        case .int32: "32 bit"
        case .float32: "32-bit float"
        case .packed24, .padded24: "24 bit"
        }
    }

    /// One channel of interleaved frames: the only one, or the mean of the first
    /// two, as two microphones of a headset or a kiosk hear one caller.
    func mono(of bytes: [UInt8], frames count: Int, channels: Int) -> [Int16] {
        let stride = channels * byteCount
        return (0..<count).map { index in
            let left = sample(of: bytes, at: index * stride)
            guard channels > 1 else { return left }
            let right = sample(of: bytes, at: index * stride + byteCount)
            return Int16((Int(left) + Int(right)) / 2)
        }
    }

    /// Interleaved frames with the samples in the first two channels.
    func interleaved(_ samples: [Int16], channels: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(samples.count * channels * byteCount)
        for sample in samples {
            for channel in 0..<channels { append(channel < 2 ? sample : 0, to: &bytes) }
        }
        return bytes
    }

    private func sample(of bytes: [UInt8], at offset: Int) -> Int16 {
        switch self {
        case .int16: return Self.int16(bytes, offset)
        case .packed24, .padded24: return Self.int16(bytes, offset + 1)
        case .int32: return Self.int16(bytes, offset + 2)
        case .float32:
            let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[offset + $1]) << (8 * $1) }
            let value = (Float(bitPattern: bits) * 32_768).rounded()
            return value.isNaN ? 0 : Int16(max(-32_768, min(32_767, value)))
        }
    }

    private static func int16(_ bytes: [UInt8], _ offset: Int) -> Int16 {
        Int16(bitPattern: UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8)
    }

    private func append(_ sample: Int16, to bytes: inout [UInt8]) {
        let value: UInt32 =
            switch self {
            case .int16: UInt32(UInt16(bitPattern: sample))
            case .packed24, .padded24: UInt32(bitPattern: Int32(sample) << 8)
            case .int32: UInt32(bitPattern: Int32(sample) << 16)
            case .float32: (Float(sample) / 32_768).bitPattern
            }
        for index in 0..<byteCount { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }
}
