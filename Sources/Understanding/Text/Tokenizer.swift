internal import Foundation

/// Splits typed or recognized text into folded lower-case tokens of `a–z`,
/// `0–9` and inner apostrophes. Diacritics are folded ("tạm trú" → "tam tru",
/// "đ" → "d"); everything else separates.
enum Tokenizer {
    /// Longer input is cut: no caller says so much in one breath, and a typed
    /// flood must not hold up a call.
    static let mostTokens = 160

    private static let apostrophe = UInt8(ascii: "'")
    private static let comma = UInt8(ascii: ",")
    private static let point = UInt8(ascii: ".")

    /// Latin letters with marks, to what is left without them.
    private static let folds: [UInt32: [UInt8]] = {
        var folds: [UInt32: [UInt8]] = [:]
        for value in Array(UInt32(0xC0)...0x24F) + Array(UInt32(0x1E00)...0x1EFF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let plain = String(Character(scalar)).decomposedStringWithCanonicalMapping.lowercased()
            let letters = plain.utf8.filter { isLetter($0) }
            if !letters.isEmpty { folds[value] = Array(letters) }
        }
        for (value, letters) in [
            (0x110, "d"), (0x111, "d"), (0xDF, "ss"), (0xE6, "ae"), (0xC6, "ae"), (0xF8, "o"),
            (0xD8, "o"), (0x142, "l"), (0x141, "l"), (0x153, "oe"), (0x131, "i"),
        ] as [(UInt32, String)] {
            folds[value] = Array(letters.utf8)
        }
        return folds
    }()

    static func tokens(of text: String) -> [String] {
        let bytes = folded(text)
        var tokens: [String] = []
        var token: [UInt8] = []
        func flush() {
            while token.last == apostrophe { token.removeLast() }
            let start = token.firstIndex { $0 != apostrophe } ?? token.endIndex
            if start < token.endIndex {
                tokens.append(String(decoding: token[start...], as: UTF8.self))
            }
            token.removeAll(keepingCapacity: true)
        }
        for (index, byte) in bytes.enumerated() {
            if isLetter(byte) || isDigit(byte) || byte == apostrophe {
                token.append(byte)
            } else if byte == comma || byte == point, joinsDigits(bytes, at: index) {
                if byte == point, !groupsThousands(bytes, at: index) { token.append(byte) }
            } else {
                flush()
                if tokens.count >= mostTokens { return tokens }
            }
        }
        flush()
        return tokens
    }

    /// ASCII in lower case; what has no Latin letter in it becomes a space.
    private static func folded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A: bytes.append(UInt8(scalar.value) + 32)
            case 0x00...0x7F:
                let byte = UInt8(scalar.value)
                bytes.append(byte == UInt8(ascii: "`") ? apostrophe : byte)
            case 0x2018, 0x2019, 0x02BC: bytes.append(apostrophe)
            case 0x300...0x36F: continue
            default: bytes.append(contentsOf: folds[scalar.value] ?? [UInt8(ascii: " ")])
            }
        }
        return bytes
    }

    static func isLetter(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    private static func joinsDigits(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index > 0, index + 1 < bytes.count, isDigit(bytes[index - 1]),
            isDigit(bytes[index + 1])
        else { return false }
        return bytes[index] == point || groupsThousands(bytes, at: index)
    }

    /// "20,000" and, as it is written in Viet Nam, "20.000".
    private static func groupsThousands(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index + 3 < bytes.count, bytes[(index + 1)...(index + 3)].allSatisfy(isDigit) else {
            return false
        }
        return index + 4 == bytes.count || !isDigit(bytes[index + 4])
    }
}
