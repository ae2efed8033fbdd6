/// Sums of money: "15,000 VND", "₫15,000" and "15.000 đồng" as "fifteen thousand
/// dong".
enum EnglishMoney {
    static func phrase(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.isStartOfWord(start) else { return nil }
        return currencyFirst(in: passage, at: start) ?? amountFirst(in: passage, at: start)
    }

    /// "₫15,000", "VND 15,000", "US$ 25".
    private static func currencyFirst(in passage: Passage, at start: Int) -> Phrase? {
        guard let (currency, afterCurrency) = currency(in: passage, at: start, isBefore: true)
        else {
            return nil
        }
        let first = passage.skippingSpace(afterCurrency)
        for isDotted in currency.groupings {
            guard let sum = sum(in: passage, at: first, isDotted: isDotted),
                isDotted || !(currency.isDotted && sum.looksDotted)
            else { continue }
            return Phrase(end: sum.end, sum.words + " " + currency.name(isOne: sum.isOne))
        }
        return nil
    }

    /// "15,000 VND", "2 million dong", "25 USD".
    private static func amountFirst(in passage: Passage, at start: Int) -> Phrase? {
        guard passage.digits(at: start) != nil else { return nil }
        for isDotted in [false, true] {
            guard let sum = sum(in: passage, at: start, isDotted: isDotted),
                let (currency, end) = currency(
                    in: passage, at: passage.skippingSpace(sum.end), isBefore: false),
                currency.isDotted || !isDotted
            else { continue }
            // "15.000 dong" groups its digits; "1.5 million dong" does not.
            if !isDotted, currency.isDotted, sum.looksDotted { continue }
            return Phrase(end: end, sum.words + " " + currency.name(isOne: sum.isOne))
        }
        return nil
    }

    // MARK: Sums

    private struct Sum {
        let words: String
        let isOne: Bool
        let looksDotted: Bool
        let end: Int
    }

    /// An amount or a range of amounts, and "million" after it.
    private static func sum(in passage: Passage, at start: Int, isDotted: Bool) -> Sum? {
        guard let first = amount(in: passage, at: start, isDotted: isDotted) else { return nil }
        var words = first.words
        var end = first.end
        var isOne = first.isOne
        if let second = passage.afterRangeDash(end),
            let last = amount(in: passage, at: second, isDotted: isDotted)
        {
            words += " to " + last.words
            end = last.end
            isOne = false
        }
        if passage.word(at: end)?.lowercased() == "k", passage.isEndOfWord(end + 1) {
            return Sum(words: words + " thousand", isOne: false, looksDotted: false, end: end + 1)
        }
        let scale = passage.skippingSpace(end)
        if let word = passage.word(at: scale)?.lowercased(), scales.contains(word) {
            return Sum(words: words + " " + word, isOne: false, looksDotted: false, end: scale + 1)
        }
        let looksDotted = first.fraction?.count == 3 && first.digits.count <= 3
        return Sum(words: words, isOne: isOne, looksDotted: looksDotted, end: end)
    }

    private static func amount(in passage: Passage, at start: Int, isDotted: Bool) -> Amount? {
        Amount(in: passage, at: start, groups: isDotted ? ". \u{A0}\u{202F}" : ",")
    }

    private static let scales: Set<String> = ["hundred", "thousand", "million", "billion"]

    // MARK: Currencies

    private struct Currency {
        let one: String
        let many: String
        /// Whether those who use it write a dot between thousands.
        let isDotted: Bool

        var groupings: [Bool] { isDotted ? [false, true] : [false] }

        func name(isOne: Bool) -> String { isOne ? one : many }
    }

    private static func currency(
        in passage: Passage, at index: Int, isBefore: Bool
    ) -> (Currency, Int)? {
        guard let token = passage.token(at: index) else { return nil }
        if token.text == "US", passage.isMark("$", at: index + 1) { return (dollar, index + 2) }
        guard let currency = currencies[token.text.lowercased()] else { return nil }
        // Before the amount only marks and codes stand: "dong 15" is no price.
        let isCode = token.kind == .mark || token.text == token.text.uppercased()
        guard isCode || !isBefore, isBefore || passage.isEndOfWord(index + 1) else { return nil }
        // "d" and "đ" close to the number only.
        if token.text.count == 1, token.kind == .word, passage.isSpace(at: index - 1) { return nil }
        return (currency, index + 1)
    }

    private static let dong = Currency(one: "dong", many: "dong", isDotted: true)
    private static let dollar = Currency(one: "dollar", many: "dollars", isDotted: false)
    private static let euro = Currency(one: "euro", many: "euros", isDotted: false)
    private static let pound = Currency(one: "pound", many: "pounds", isDotted: false)
    private static let currencies = [
        "₫": dong, "đ": dong, "vnd": dong, "vnđ": dong, "dong": dong, "đồng": dong,
        "$": dollar, "usd": dollar, "dollar": dollar, "dollars": dollar,
        "€": euro, "eur": euro, "euro": euro, "euros": euro,
        "£": pound, "gbp": pound,
    ]
}
