/// A number as it is written: "15,000", "2.5", or "15.000" where a dot groups.
struct Amount {
    /// Without separators.
    let digits: String
    let fraction: String?
    /// One past its last token.
    let end: Int
    /// Whether separators group its digits: then it is a quantity, not a code.
    let isGrouped: Bool

    /// - Parameter groups: What groups digits by three: "," in English, "." or a
    ///   space in Vietnamese.
    init?(in passage: Passage, at start: Int, groups: String = ",") {
        guard var digits = passage.digits(at: start) else { return nil }
        var index = start + 1
        var isGrouped = false
        while digits.count <= 3 || isGrouped, Self.isGroup(in: passage, at: index, groups) {
            digits += passage.digits(at: index + 1) ?? ""
            index += 2
            isGrouped = true
        }
        var fraction: String?
        if groups != ".", passage.isMark(".", at: index),
            let digits = passage.digits(at: index + 1),
            // "1.2.3" is no number.
            !(passage.isMark(".", at: index + 2) && passage.digits(at: index + 3) != nil)
        {
            fraction = digits
            index += 2
        }
        self.digits = digits
        self.fraction = fraction
        self.isGrouped = isGrouped
        end = index
    }

    private static func isGroup(in passage: Passage, at index: Int, _ groups: String) -> Bool {
        guard let separator = passage.text(at: index), separator.count == 1,
            groups.contains(separator)
        else { return false }
        return passage.digits(at: index + 1)?.count == 3
    }

    var words: String {
        let isCode = digits.hasPrefix("0") && digits.count > 1 && fraction == nil
        let whole = isCode ? EnglishNumbers.digits(digits) : EnglishNumbers.cardinal(digits)
        return fraction.map { whole + " point " + EnglishNumbers.digits($0) } ?? whole
    }

    var isOne: Bool { fraction == nil && Int(digits) == 1 }
    /// The whole number, when it is one and not too long.
    var value: Int? { fraction == nil ? Int(digits) : nil }
}

extension Passage {
    /// One past a dash that means "to" between two numbers: "7–10", "7 – 10", "7-10".
    /// - Parameter isLoose: Whether a hyphen with spaces may mean it, too.
    func afterRangeDash(_ index: Int, isLoose: Bool = false) -> Int? {
        let dash = skippingSpace(index)
        guard isMark("–—-−", at: dash) else { return nil }
        let after = skippingSpace(dash + 1)
        // A hyphen means "to" only when it stands close on both sides.
        if !isLoose, isMark("-−", at: dash), dash != index || after != dash + 1 { return nil }
        return digits(at: after) == nil ? nil : after
    }
}
