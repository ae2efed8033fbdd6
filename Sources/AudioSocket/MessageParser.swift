import Audio

/// Messages out of bytes that come in portions of any size.
///
/// Holds at most what was appended and not yet read, and of an unknown message
/// nothing: a length that never comes costs no memory.
public struct MessageParser: Sendable {
    private var buffer: [UInt8] = []
    /// How far the buffer is read.
    private var start = 0
    /// Bytes of an unknown message that are yet to come.
    private var skipCount = 0
    /// The place of `buffer[start]` in the stream.
    private var offset = 0

    private static let headerLength = 3

    public init() {}

    /// Bytes that wait for the rest of their message.
    public var pendingCount: Int { buffer.count - start }

    public mutating func append(_ bytes: some Collection<UInt8>) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        // An array goes in as one piece; a collection of unknown type would not.
        buffer += Array(bytes)
    }

    /// The next whole message, or nil when more bytes are needed. Messages of unknown
    /// types are left out. After an error the next call goes on behind the message
    /// that was wrong.
    public mutating func next() throws(MessageError) -> Message? {
        while true {
            let skipped = min(skipCount, pendingCount)
            consume(skipped)
            skipCount -= skipped
            guard pendingCount >= Self.headerLength else { return nil }
            let type = buffer[start]
            let length = Int(buffer[start + 1]) << 8 | Int(buffer[start + 2])
            guard Self.isKnown(type) else {
                consume(Self.headerLength)
                skipCount = length
                continue
            }
            guard pendingCount >= Self.headerLength + length else { return nil }
            let place = offset
            let payload = buffer[start + Self.headerLength..<start + Self.headerLength + length]
            consume(payload.count + Self.headerLength)
            return try Self.message(type, payload, at: place)
        }
    }

    private mutating func consume(_ count: Int) {
        start += count
        offset += count
    }

    private static func isKnown(_ type: UInt8) -> Bool {
        Message.Kind(rawValue: type) != nil || Message.rate(ofType: type) != nil
    }

    private static func message(
        _ type: UInt8, _ payload: ArraySlice<UInt8>, at offset: Int
    ) throws(MessageError) -> Message {
        let wrongLength = MessageError(
            kind: .wrongLength(type: type, length: payload.count), offset: offset)
        if let rate = Message.rate(ofType: type) {
            guard payload.count.isMultiple(of: 2) else { throw wrongLength }
            return .sound(samples(payload), rate)
        }
        switch Message.Kind(rawValue: type) {
        case .uuid:
            guard let uuid = CallUUID(bytes: payload) else { throw wrongLength }
            return .uuid(uuid)
        case .dtmf:
            guard payload.count == 1, let byte = payload.first else { throw wrongLength }
            let key = Character(Unicode.Scalar(byte))
            guard "0123456789ABCD*#".contains(key) else {
                throw MessageError(kind: .unknownKey, offset: offset)
            }
            return .dtmf(key)
        case .error: return .error(code: payload.first)
        case .hangUp, nil: return .hangUp
        }
    }

    private static func samples(_ payload: ArraySlice<UInt8>) -> [Int16] {
        var samples: [Int16] = []
        samples.reserveCapacity(payload.count / 2)
        for index in stride(from: payload.startIndex, to: payload.endIndex, by: 2) {
            samples.append(
                Int16(truncatingIfNeeded: Int(payload[index]) | Int(payload[index + 1]) << 8))
        }
        return samples
    }
}
