/// Finds the first byte that is not UTF-8.
enum UTF8Check {
    static func firstInvalid(in bytes: [UInt8]) -> JSONSyntaxError? {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let length = sequenceLength(in: bytes, at: index)
            guard length > 0 else {
                return JSONSyntaxError(
                    place: place(in: bytes, at: index), message: "this byte is not UTF-8",
                    remedy: "save the file as UTF-8")
            }
            index += length
        }
        return nil
    }

    /// Length of the well-formed sequence at `index`, 0 when there is none
    /// (Unicode 15, table 3-7).
    private static func sequenceLength(in bytes: [UInt8], at index: Int) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[index] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return 0
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }

    private static func place(in bytes: [UInt8], at position: Int) -> TextPlace {
        var line = 1
        var column = 1
        for byte in bytes[0..<position] {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return TextPlace(line: line, column: column)
    }
}
