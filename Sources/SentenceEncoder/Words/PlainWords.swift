import Foundation

/// Takes text apart into words of small letters without accents, each punctuation
/// mark and each Chinese character a word of its own: the basic tokenizer of BERT's
/// uncased models.
enum PlainWords {
    /// Gives each word in turn, until `use` returns false.
    static func forEach(in text: String, use: ([Unicode.Scalar]) -> Bool) {
        var raw = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isControl(scalar) { continue }
            if isSpace(scalar) {
                guard give(&raw, to: use) else { return }
            } else if isIdeograph(scalar) {
                guard give(&raw, to: use) else { return }
                raw.append(scalar)
                guard give(&raw, to: use) else { return }
            } else {
                raw.append(scalar)
            }
        }
        _ = give(&raw, to: use)
    }

    /// Gives the words of what stands between two spaces.
    private static func give(
        _ raw: inout String.UnicodeScalarView, to use: ([Unicode.Scalar]) -> Bool
    ) -> Bool {
        guard !raw.isEmpty else { return true }
        defer { raw.removeAll() }
        var word: [Unicode.Scalar] = []
        for scalar in plain(raw) {
            guard isPunctuation(scalar) else {
                word.append(scalar)
                continue
            }
            if !word.isEmpty {
                guard use(word) else { return false }
                word.removeAll()
            }
            guard use([scalar]) else { return false }
        }
        return word.isEmpty || use(word)
    }

    /// In small letters, without the marks that decomposition sets apart.
    private static func plain(_ raw: String.UnicodeScalarView) -> [Unicode.Scalar] {
        if raw.allSatisfy(\.isASCII) { return raw.map(small) }
        return String(raw).decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
            .flatMap {
                $0.isASCII ? [small($0)] : Array($0.properties.lowercaseMapping.unicodeScalars)
            }
    }

    private static func small(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? scalar == " " || isWhiteControl(scalar) : scalar.properties.isWhitespace
    }

    /// Those controls that are spaces; all others are nothing.
    private static func isWhiteControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.value < 0x20 && !isWhiteControl(scalar) || scalar.value == 0x7F
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse: return true
        default: return scalar == "\u{FFFD}"
        }
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            // Symbols such as "$" and "^" count, too.
            switch scalar.value {
            case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
            default: return false
            }
        }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation:
            return true
        default: return false
        }
    }

    /// The blocks that BERT's tokenizer takes for Chinese. (Where the last but two
    /// begins is a slip of the package `tokenizers`, kept because models meet it.)
    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
            0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }
}
