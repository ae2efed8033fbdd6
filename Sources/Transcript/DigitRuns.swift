/// A number in a text, written or spoken digit by digit or in groups.
struct DigitRun: Equatable {
    let range: Range<String.Index>

    /// The digits that it stands for.
    let digits: String

    /// Nothing but white space and punctuation follows it.
    let endsText: Bool
}

/// Finds runs of digits: "0912 345 678", "zero nine one two", "double five",
/// "nine twelve thirty four", with the hesitations and signs that people put
/// between.
struct DigitRuns {
    /// So many fillers in a row are still inside of a number.
    private static let fillerLimit = 2

    private let text: String
    private let tokens: [SpokenToken]
    private var runs: [DigitRun] = []
    private var digits = ""
    private var range: Range<String.Index>?
    private var fillers = 0
    private var factor = 1
    private var tokenEnd: String.Index?
    private var isAfterTens = false
    private var isAfterMagnitude = false

    /// All runs, of one digit or more, in their order.
    static func runs(in text: String) -> [DigitRun] {
        var search = DigitRuns(text: text, tokens: SpokenTokens.tokens(of: text))
        return search.search()
    }

    /// Whether a text is nothing but digits, with what people say between.
    static func isOnlyDigits(_ text: String) -> Bool {
        let tokens = SpokenTokens.tokens(of: text)
        return !tokens.isEmpty && !tokens.contains { $0.kind == .word }
            && tokens.contains { token in
                switch token.kind {
                case .digits, .number: true
                default: false
                }
            }
    }

    private init(text: String, tokens: [SpokenToken]) {
        self.text = text
        self.tokens = tokens
    }

    private mutating func search() -> [DigitRun] {
        for token in tokens {
            if let tokenEnd, !joins(text[tokenEnd..<token.range.lowerBound]) { close() }
            take(token)
            tokenEnd = token.range.upperBound
        }
        close()
        return runs
    }

    private mutating func take(_ token: SpokenToken) {
        switch token.kind {
        case .digits(let digits): append(digits, of: token, isTens: false)
        case .number(let digits, let isTens): append(digits, of: token, isTens: isTens)
        case .magnitude:
            guard let range else { return }
            self.range = range.lowerBound..<token.range.upperBound
            (isAfterTens, isAfterMagnitude) = (false, true)
        case .multiplier(let factor):
            if range == nil { range = token.range }
            self.factor = factor
        case .and where isAfterMagnitude: break
        case .filler:
            fillers += 1
            isAfterTens = false
            if fillers > Self.fillerLimit { close() }
        case .and, .word: close()
        }
    }

    private mutating func append(_ new: String, of token: SpokenToken, isTens: Bool) {
        // "thirty four" is 34 and not 304.
        if isAfterTens, !isTens, new.count == 1, new != "0" {
            digits.removeLast()
            digits += new
        } else {
            digits += String(repeating: new, count: new.count == 1 ? factor : 1)
        }
        range = (range ?? token.range).lowerBound..<token.range.upperBound
        factor = 1
        fillers = 0
        (isAfterTens, isAfterMagnitude) = (isTens, false)
    }

    private mutating func close() {
        if let range, !digits.isEmpty {
            let rest = text[range.upperBound...]
            runs.append(
                DigitRun(
                    range: range, digits: digits,
                    endsText: !rest.contains { $0.isLetter || $0.isNumber }))
        }
        (digits, range, fillers, factor) = ("", nil, 0, 1)
        (isAfterTens, isAfterMagnitude) = (false, false)
    }

    /// Whether what stands between two pieces may stand inside of a number.
    private func joins(_ gap: Substring) -> Bool {
        gap.count <= 4
            && gap.allSatisfy { $0.isWhitespace || ".,-–—/()+_*#'’\u{2011}".contains($0) }
    }
}
