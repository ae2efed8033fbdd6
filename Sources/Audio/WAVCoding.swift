/// How a WAV file writes a sample down.
public enum WAVCoding: Sendable, Hashable, CustomStringConvertible {
    /// Linear: 8 bits unsigned, or 16, 24 or 32 bits signed.
    case pcm(bits: Int)
    /// IEEE 754, 32 or 64 bits; full scale is ±1.
    case float(bits: Int)
    case g711(G711)

    public static let pcm16 = WAVCoding.pcm(bits: 16)
    public static let aLaw = WAVCoding.g711(.aLaw)
    public static let muLaw = WAVCoding.g711(.muLaw)

    /// Bytes that one sample of one channel takes.
    public var sampleByteCount: Int {
        switch self {
        case .pcm(let bits), .float(let bits): bits / 8
        case .g711: 1
        }
    }

    /// The number of the coding in the registry of RFC 2361.
    var code: Int {
        switch self {
        case .pcm: Self.pcmCode
        case .float: Self.floatCode
        case .g711(.aLaw): Self.aLawCode
        case .g711(.muLaw): Self.muLawCode
        }
    }

    /// Nil when the code, or the code with so many bits, is not supported.
    init?(code: Int, bits: Int) {
        switch (code, bits) {
        case (Self.pcmCode, 8), (Self.pcmCode, 16), (Self.pcmCode, 24), (Self.pcmCode, 32):
            self = .pcm(bits: bits)
        case (Self.floatCode, 32), (Self.floatCode, 64): self = .float(bits: bits)
        case (Self.aLawCode, 8): self = .aLaw
        case (Self.muLawCode, 8): self = .muLaw
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .pcm(let bits): "\(bits)-bit PCM"
        case .float(let bits): "\(bits)-bit float"
        case .g711(.aLaw): "A-law"
        case .g711(.muLaw): "μ-law"
        }
    }

    static let pcmCode = 0x0001
    static let floatCode = 0x0003
    static let aLawCode = 0x0006
    static let muLawCode = 0x0007
    /// WAVE_FORMAT_EXTENSIBLE: the coding is in a GUID further on.
    static let extensibleCode = 0xFFFE

    static let knownCodes: Set<Int> = [pcmCode, floatCode, aLawCode, muLawCode]

    static func name(ofCode code: Int) -> String {
        switch code {
        case 0x0002: "Microsoft ADPCM"
        case 0x0011: "IMA ADPCM"
        case 0x0031: "GSM 6.10"
        case 0x0040, 0x0045, 0x0064: "G.726 ADPCM"
        case 0x0050: "MPEG audio"
        case 0x0055: "MP3"
        case 0x0083: "G.729"
        case 0x00FF, 0x1610: "AAC"
        case extensibleCode: "an unknown extensible format"
        default: "format 0x" + String(code, radix: 16)
        }
    }
}
