/// Makes keys of the bytes that a terminal sends, in whatever pieces they come.
///
/// Sequences are those of ECMA-48 with xterm's meanings. One that is not known is
/// taken as a whole and means nothing: its parts are never taken for letters.
public struct KeyDecoder: Sendable {
    private var pending: [UInt8] = []

    /// No key is longer; what is, is dropped.
    private static let lengthLimit = 32

    public init() {}

    /// An escape has come and may be the beginning of a longer key: when nothing
    /// follows within some 50 ms, call `finish`.
    public var isWaiting: Bool { !pending.isEmpty }

    public mutating func keys(from bytes: [UInt8]) -> [Key] {
        pending += bytes
        var keys: [Key] = []
        while !pending.isEmpty {
            guard let (key, length) = next() else {
                if pending.count > Self.lengthLimit { pending = [] }
                break
            }
            pending.removeFirst(length)
            if let key { keys.append(key) }
        }
        return keys
    }

    /// Nothing more comes for now: a lone escape is the key of that name.
    public mutating func finish() -> [Key] {
        defer { pending = [] }
        return pending == [0x1B] ? [.escape] : []
    }

    /// Nil when more bytes are needed.
    private func next() -> (key: Key?, length: Int)? {
        switch pending[0] {
        case 0x1B: return escapeSequence()
        case 0x0D, 0x0A: return (.enter, 1)
        case 0x09: return (.tab, 1)
        case 0x08, 0x7F: return (.backspace, 1)
        case 0x01...0x1A:
            return (.control(Character(Unicode.Scalar(pending[0] + 0x60))), 1)
        case 0x00...0x1F: return (nil, 1)
        case 0x20...0x7E: return (.character(Character(Unicode.Scalar(pending[0]))), 1)
        default: return letter()
        }
    }

    private func escapeSequence() -> (Key?, Int)? {
        guard pending.count > 1 else { return nil }
        switch pending[1] {
        case UInt8(ascii: "["):
            guard let end = pending.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) })
            else { return nil }
            let parameter = pending[2..<end].prefix { (0x30...0x39).contains($0) }
            let number = Int(String(decoding: parameter, as: UTF8.self))
            return (Self.key(final: pending[end], number: number), end + 1)
        case UInt8(ascii: "O"):
            guard pending.count > 2 else { return nil }
            // The keypad's Enter.
            let isEnter = pending[2] == UInt8(ascii: "M")
            return (isEnter ? .enter : Self.key(final: pending[2], number: nil), 3)
        case 0x1B: return (.escape, 1)
        // Alt and a letter: no key of ours.
        default: return (nil, 2)
        }
    }

    private static func key(final: UInt8, number: Int?) -> Key? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "Z"): .backTab
        case UInt8(ascii: "~"):
            switch number {
            case 1, 7: .home
            case 3: .delete
            case 4, 8: .end
            case 5: .pageUp
            case 6: .pageDown
            default: nil
            }
        default: nil
        }
    }

    /// A letter in UTF-8.
    private func letter() -> (Key?, Int)? {
        let length =
            switch pending[0] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        guard length > 1 else { return (nil, 1) }
        let bytes = pending.prefix(length)
        if let wrong = bytes.dropFirst().firstIndex(where: { $0 & 0xC0 != 0x80 }) {
            return (nil, wrong)
        }
        guard bytes.count == length else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self), let letter = text.first else {
            return (nil, length)
        }
        return (.character(letter), length)
    }
}
