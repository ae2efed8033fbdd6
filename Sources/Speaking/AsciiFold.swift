import Foundation

/// Writes letters of other alphabets' tables with the nearest ASCII ones: "Nguyễn"
/// as "Nguyen". What has no near one is left out.
package enum AsciiFold {
    package static func fold(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 128 }) else { return text }
        var folded = ""
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
            if scalar.isASCII {
                folded.unicodeScalars.append(scalar)
            } else {
                folded += others[scalar] ?? ""
            }
        }
        return folded
    }

    private static let others: [Unicode.Scalar: String] = [
        "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae",
        "Æ": "Ae", "œ": "oe", "Œ": "Oe", "’": "'", "‘": "'", "ı": "i", "þ": "th", "ð": "d",
    ]
}
