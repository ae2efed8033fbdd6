/// What is made unreadable before it is written: long numbers and e-mail
/// addresses, written or spoken.
///
/// A number of six digits or more, as people write or say it ("0912 345 678",
/// "zero nine one two …", "double five"), becomes as many `#` as it has digits.
/// Shorter ones, such as years, prices in thousands and ages, stay. An e-mail
/// address becomes `[e-mail]`. In doubt it is masked: two years in a row are.
public enum Masking {
    public static let minimumDigits = 6
    public static let address = "[e-mail]"

    /// In a text that is still growing, a number at its end may be the beginning
    /// of a longer one: two digits are enough.
    static let growingDigits = 2

    /// What a caller said or keyed in. `isGrowing` is for partial hypotheses.
    public static func masked(_ text: String, isGrowing: Bool = false) -> String {
        maskedNumbers(in: maskedAddresses(in: text)) { run in
            run.digits.count >= minimumDigits
                || isGrowing && run.endsText && run.digits.count >= growingDigits
        }
    }

    /// E-mail addresses only. `isMasked` decides about spoken ones, which in the
    /// line's own words may be web addresses.
    static func maskedAddresses(
        in text: String, where isMasked: (EMailAddress) -> Bool = { _ in true }
    ) -> String {
        let addresses = EMailAddresses.all(in: text).filter(isMasked)
        return replaced(addresses.map { ($0.range, address) }, in: text)
    }

    static func maskedNumbers(in text: String, where isMasked: (DigitRun) -> Bool) -> String {
        let runs = DigitRuns.runs(in: text).filter(isMasked)
        return replaced(
            runs.map { ($0.range, String(repeating: "#", count: $0.digits.count)) }, in: text)
    }

    private static func replaced(
        _ replacements: [(range: Range<String.Index>, with: String)], in text: String
    ) -> String {
        guard !replacements.isEmpty else { return text }
        var result = ""
        var index = text.startIndex
        for (range, replacement) in replacements {
            result += text[index..<range.lowerBound]
            result += replacement
            index = range.upperBound
        }
        return result + text[index...]
    }
}
