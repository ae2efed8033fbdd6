/// Text as a terminal can show it: a row of cells, each one or two columns wide.
///
/// Nothing in here moves a cursor or turns the direction of writing, whatever
/// the text was: controls and what turns text are `�`, line breaks are spaces.
/// Terminals disagree about the width of joined emoji, so joiners, variation
/// selectors and skin tones are left out, and each emoji stands for itself.
public struct DisplayText: Sendable, Equatable {
    /// What stands in one place: a scalar and the marks upon it.
    public struct Piece: Sendable, Equatable {
        public let text: String

        /// 1 or 2 columns.
        public let width: Int
    }

    /// Marks upon one letter; more are left out. Vietnamese needs two.
    static let markLimit = 4

    public private(set) var pieces: [Piece] = []

    /// Columns.
    public private(set) var width = 0

    public init(_ text: String) {
        var letter = String.UnicodeScalarView()
        var letterWidth = 0
        var marks = 0
        func end(_ pieces: inout [Piece], _ width: inout Int) {
            guard letterWidth > 0 else { return }
            pieces.append(Piece(text: String(letter), width: letterWidth))
            width += letterWidth
        }
        for scalar in text.unicodeScalars {
            switch ScalarKind(scalar) {
            case .dropped: continue
            case .mark:
                guard letterWidth > 0, marks < Self.markLimit else { continue }
                letter.append(scalar)
                marks += 1
            case .letter(let shown, let columns):
                end(&pieces, &width)
                letter = String.UnicodeScalarView([shown])
                (letterWidth, marks) = (columns, 0)
            }
        }
        end(&pieces, &width)
    }

    init(pieces: [Piece]) {
        self.pieces = pieces
        width = pieces.reduce(0) { $0 + $1.width }
    }

    /// The text, with nothing in it that a terminal obeys.
    public var text: String { pieces.map(\.text).joined() }

    /// Columns of a text.
    public static func width(of text: String) -> Int { DisplayText(text).width }

    /// At most so many columns; what is cut off ends in `…`.
    public func clipped(to columns: Int) -> DisplayText {
        guard width > columns else { return self }
        guard columns > 0 else { return DisplayText(pieces: []) }
        var kept: [Piece] = []
        var used = 0
        for piece in pieces {
            guard used + piece.width <= columns - 1 else { break }
            kept.append(piece)
            used += piece.width
        }
        while kept.last?.text == " " { kept.removeLast() }
        kept.append(Piece(text: "…", width: 1))
        return DisplayText(pieces: kept)
    }
}

/// What a scalar is to a terminal.
private enum ScalarKind {
    /// Takes columns of its own; what is shown may be another scalar.
    case letter(Unicode.Scalar, Int)
    /// Stands upon the letter before it.
    case mark
    case dropped

    private static let replacement: Unicode.Scalar = "\u{FFFD}"

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x20...0x7E: self = .letter(scalar, 1)
        case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: self = .letter(" ", 1)
        case 0x00...0x1F, 0x7F...0x9F: self = .letter(Self.replacement, 1)
        // Soft hyphen, joiners, variation selectors, fillers, skin tones, tags.
        case 0xAD, 0x34F, 0x115F, 0x1160, 0x200B...0x200D, 0x2060...0x2064, 0x3164, 0xFE00...0xFE0F,
            0xFEFF, 0xFFA0, 0x1F3FB...0x1F3FF, 0xE0000...0xE0FFF:
            self = .dropped
        // The second and third part of a Hangul syllable stand upon the first.
        case 0x1161...0x11FF: self = .mark
        default: self.init(category: scalar)
        }
    }

    private init(category scalar: Unicode.Scalar) {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: self = .mark
        // Format: what turns the direction of text is among them.
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            self = .letter(Self.replacement, 1)
        default: self = .letter(scalar, WideScalars.contains(scalar) ? 2 : 1)
        }
    }
}
