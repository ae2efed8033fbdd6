internal import Foundation

/// Text as it is compared in filters and searches: without case and without
/// diacritics, so that `dang ky` finds `Đăng ký`.
enum SearchText {
    static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        var folded = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "đ", "Đ": folded.append("d")
            default:
                if scalar.properties.generalCategory != .nonspacingMark { folded.append(scalar) }
            }
        }
        return String(folded).lowercased()
    }

    /// Whether `text` has `part` in it; both are folded. Compares bytes, which is
    /// many times faster than letters.
    static func contains(_ text: String, _ part: String) -> Bool {
        let text = Array(text.utf8)
        let part = Array(part.utf8)
        guard let first = part.first, part.count <= text.count else { return part.isEmpty }
        var start = 0
        while let found = text[start...(text.count - part.count)].firstIndex(of: first) {
            if text[found..<(found + part.count)].elementsEqual(part) { return true }
            start = found + 1
            guard start <= text.count - part.count else { return false }
        }
        return false
    }
}
