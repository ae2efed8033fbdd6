/// How a cell looks. Colours are the terminal's own sixteen, so that they fit its
/// theme.
public struct Style: Sendable, Equatable {
    public enum Colour: UInt8, Sendable {
        case red = 31
        case green = 32
        case yellow = 33
        case cyan = 36
    }

    public var colour: Colour?
    public var isBold: Bool
    public var isDim: Bool
    public var isReverse: Bool
    public var isUnderlined: Bool

    public init(
        _ colour: Colour? = nil, bold: Bool = false, dim: Bool = false, reverse: Bool = false,
        underlined: Bool = false
    ) {
        self.colour = colour
        isBold = bold
        isDim = dim
        isReverse = reverse
        isUnderlined = underlined
    }

    public static let plain = Style()
    public static let dim = Style(dim: true)
    public static let bold = Style(bold: true)

    /// "Select Graphic Rendition" of ECMA-48, from whatever was before.
    func sequence(hasColour: Bool) -> String {
        var codes = "0"
        if isBold { codes += ";1" }
        if isDim { codes += ";2" }
        if isUnderlined { codes += ";4" }
        if isReverse { codes += ";7" }
        if hasColour, let colour { codes += ";\(colour.rawValue)" }
        return "\u{1B}[\(codes)m"
    }
}
