public import Audio

/// One message of Asterisk's AudioSocket protocol.
///
/// On the wire: a byte for the type, the payload's length in two bytes, big-endian,
/// and the payload. See `res_audiosocket.h` and the page "AudioSocket" of Asterisk's
/// documentation.
public enum Message: Sendable, Equatable {
    /// The call is over.
    case hangUp
    /// Which call this connection is for: the first message of the side that dials.
    case uuid(CallUUID)
    /// A key of the caller's telephone: 0–9, A–D, * or #.
    case dtmf(Character)
    /// Mono sound, 16 bits a sample.
    case sound([Int16], SampleRate)
    /// The other side failed. The code is its own, where it gives one: Asterisk
    /// has 1 for a hang-up, 2 for a frame not passed on, 4 for lack of memory.
    case error(code: UInt8?)

    /// The most samples that one message holds.
    public static let maximumSampleCount = 32_767

    /// Header and payload, for one write. A sound has at most `maximumSampleCount`
    /// samples, at one of `Message.rates`.
    public var bytes: [UInt8] {
        switch self {
        case .hangUp: Self.framed(.hangUp, [])
        case .uuid(let uuid): Self.framed(.uuid, uuid.bytes)
        case .dtmf(let key): Self.framed(.dtmf, Array(String(key).utf8))
        case .sound(let samples, let rate): Self.framed(samples, rate)
        case .error(let code): Self.framed(.error, code.map { [$0] } ?? [])
        }
    }

    /// The rates that have a type, from 0x10 on.
    public static let rates = [8, 12, 16, 24, 32, 44.1, 48, 96, 192].map { kilohertz in
        SampleRate(hertz: Int(kilohertz * 1_000))
    }

    /// The types of messages that are no sound.
    enum Kind: UInt8 {
        case hangUp = 0x00
        case uuid = 0x01
        case dtmf = 0x03
        case error = 0xFF
    }

    static let firstSoundType: UInt8 = 0x10

    static func rate(ofType type: UInt8) -> SampleRate? {
        let index = Int(type) - Int(firstSoundType)
        return rates.indices.contains(index) ? rates[index] : nil
    }

    private static func framed(_ kind: Kind, _ payload: [UInt8]) -> [UInt8] {
        [kind.rawValue, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)] + payload
    }

    private static func framed(_ samples: [Int16], _ rate: SampleRate) -> [UInt8] {
        precondition(samples.count <= maximumSampleCount, "a message is at most 65,535 bytes long")
        guard let index = rates.firstIndex(of: rate) else {
            preconditionFailure("AudioSocket has no type for \(rate)")
        }
        let length = 2 * samples.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(3 + length)
        bytes.append(firstSoundType + UInt8(index))
        bytes.append(UInt8(length >> 8))
        bytes.append(UInt8(length & 0xFF))
        for sample in samples {
            bytes.append(UInt8(truncatingIfNeeded: sample))
            bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
        }
        return bytes
    }
}
