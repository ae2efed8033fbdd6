/// Units of measure after a number: "8 m²" as "eight square metres".
enum EnglishUnits {
    /// The unit at `index`, with or without a space before it.
    static func unit(in passage: Passage, at index: Int, isOne: Bool) -> (name: String, end: Int)? {
        let start = passage.skippingSpace(index)
        guard let symbol = passage.word(at: start) else { return nil }
        if symbol == "km", passage.isMark("/", at: start + 1), passage.word(at: start + 2) == "h" {
            return ("kilometres per hour", start + 3)
        }
        if let length = lengths[symbol], let power = power(in: passage, at: start + 1) {
            return ("\(power) \(length)\(isOne ? "" : "s")", start + 2)
        }
        guard let (one, many) = units[symbol], passage.isEndOfWord(start + 1),
            // "5 m" may be metres; "m" in other places is a letter.
            symbol.count > 1 || start > index || symbol == "h" || symbol == "m"
        else { return nil }
        return (isOne ? one : many, start + 1)
    }

    private static func power(in passage: Passage, at index: Int) -> String? {
        guard passage.isEndOfWord(index + 1) else { return nil }
        switch passage.text(at: index) {
        case "2", "²": return "square"
        case "3", "³": return "cubic"
        default: return nil
        }
    }

    private static let lengths = [
        "m": "metre", "cm": "centimetre", "mm": "millimetre", "km": "kilometre",
    ]
    private static let units: [String: (String, String)] = [
        "m": ("metre", "metres"), "cm": ("centimetre", "centimetres"),
        "mm": ("millimetre", "millimetres"), "km": ("kilometre", "kilometres"),
        "kg": ("kilogram", "kilograms"), "cc": ("c c", "c c"),
        "h": ("hour", "hours"), "hr": ("hour", "hours"), "hrs": ("hour", "hours"),
        "min": ("minute", "minutes"), "mins": ("minute", "minutes"),
        "yrs": ("year", "years"), "MB": ("megabyte", "megabytes"), "KB": ("kilobyte", "kilobytes"),
        "GB": ("gigabyte", "gigabytes"), "kW": ("kilowatt", "kilowatts"),
    ]
}
