/// What is wrong with a message, and where in the stream it begins.
public struct MessageError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// A payload of another length than its type has.
        case wrongLength(type: UInt8, length: Int)
        /// A key that no telephone has.
        case unknownKey
    }

    public let kind: Kind
    /// In bytes from the beginning of the connection.
    public let offset: Int

    public init(kind: Kind, offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    public var description: String {
        let problem =
            switch kind {
            case .wrongLength(let type, let length):
                "an AudioSocket message of type 0x\(String(type, radix: 16)) has \(length) bytes, "
                    + "where \(Self.expectation(type))"
            case .unknownKey: "an AudioSocket message has a key that no telephone has"
            }
        return "\(problem) (at byte \(offset)); remedy: see that the other side is Asterisk's "
            + "AudioSocket() or chan_audiosocket"
    }

    private static func expectation(_ type: UInt8) -> String {
        switch type {
        case Message.Kind.uuid.rawValue: "a UUID has 16"
        case Message.Kind.dtmf.rawValue: "a key has 1"
        default: "sound has an even number"
        }
    }
}
