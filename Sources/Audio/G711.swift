/// The two codings of a telephone line: 8 bits a sample, steps that grow with
/// the level.
///
/// ITU-T Recommendation G.711 (1988), in the arithmetic of the reference code
/// of ITU-T G.191 (`alaw_compress`, `ulaw_compress` and their inverses). A-law
/// has 13 bits of range and μ-law 14, both scaled here to 16.
public enum G711: Sendable, Hashable, CaseIterable {
    /// Europe, Vietnam, and international connections.
    case aLaw
    /// North America and Japan.
    case muLaw

    public func decode(_ code: UInt8) -> Int16 { table[Int(code)] }

    public func decode(_ codes: [UInt8]) -> [Int16] {
        let table = table
        return codes.map { table[Int($0)] }
    }

    public func encode(_ sample: Int16) -> UInt8 {
        switch self {
        case .aLaw: Self.encodeALaw(sample)
        case .muLaw: Self.encodeMuLaw(sample)
        }
    }

    public func encode(_ samples: [Int16]) -> [UInt8] { samples.map { encode($0) } }

    /// All 256 decoded values.
    var table: [Int16] {
        switch self {
        case .aLaw: Self.aLawTable
        case .muLaw: Self.muLawTable
        }
    }

    private static let aLawTable = (UInt8.min...UInt8.max).map(decodeALaw)
    private static let muLawTable = (UInt8.min...UInt8.max).map(decodeMuLaw)

    /// Even bits are sent inverted, so that a silent line still has edges.
    private static let evenBits: UInt8 = 0x55

    private static func encodeALaw(_ sample: Int16) -> UInt8 {
        // One's complement: −1 and 0 are the two steps next to zero.
        var magnitude = UInt16(bitPattern: sample < 0 ? ~sample : sample) >> 4
        if magnitude > 15 {
            var segment: UInt16 = 1
            while magnitude > 31 {
                magnitude >>= 1
                segment += 1
            }
            magnitude = magnitude - 16 + (segment << 4)
        }
        let sign: UInt8 = sample < 0 ? 0 : 0x80
        return (UInt8(magnitude) | sign) ^ evenBits
    }

    private static func decodeALaw(_ code: UInt8) -> Int16 {
        let plain = (code ^ evenBits) & 0x7F
        let segment = Int16(plain >> 4)
        var magnitude = Int16(plain & 0xF)
        if segment > 0 { magnitude += 16 }
        // The middle of the step.
        magnitude = (magnitude << 4) + 8
        if segment > 1 { magnitude <<= segment - 1 }
        return code & 0x80 != 0 ? magnitude : -magnitude
    }

    /// What is added before the segment is looked for, in units of 14 bits.
    private static let muLawBias: UInt16 = 33

    private static func encodeMuLaw(_ sample: Int16) -> UInt8 {
        let magnitude = UInt16(bitPattern: sample < 0 ? ~sample : sample) >> 2
        let biased = min(magnitude + muLawBias, 0x1FFF)
        let segment = UInt16(UInt16.bitWidth - (biased >> 6).leadingZeroBitCount)
        let step = (biased >> (segment + 1)) & 0xF
        let sign: UInt8 = sample < 0 ? 0 : 0x80
        return UInt8((7 - segment) << 4 | (0xF - step)) | sign
    }

    private static func decodeMuLaw(_ code: UInt8) -> Int16 {
        let plain = ~code
        let segment = Int16((plain >> 4) & 7)
        let step = Int16(plain & 0xF)
        let magnitude = (((step << 3) + 0x84) << segment) - 0x84
        return code & 0x80 != 0 ? magnitude : -magnitude
    }
}
