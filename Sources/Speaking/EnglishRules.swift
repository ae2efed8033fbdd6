/// How English says what is written in figures, codes and abbreviations, as a city
/// office in Viet Nam writes them: dong, day before month, decrees, forms, hotlines.
///
/// The first rule that knows what stands at a place says it. A rule is a function
/// of a file of its own; none looks at what another made.
public struct EnglishRules: SpeakingRules {
    typealias Rule = @Sendable (Passage, Int) -> Phrase?

    public init() {}

    public func phrase(in passage: Passage, at start: Int) -> Phrase {
        for rule in Self.rules {
            if let phrase = rule(passage, start) { return phrase }
        }
        return EnglishWords.plain(in: passage, at: start)
    }

    private static let rules: [Rule] = [
        EnglishAddresses.phrase,
        EnglishLaws.phrase,
        EnglishDates.phrase,
        EnglishTimes.phrase,
        EnglishMoney.phrase,
        EnglishTelephones.phrase,
        EnglishCodes.phrase,
        EnglishQuantities.phrase,
        EnglishAbbreviations.phrase,
        EnglishMarks.phrase,
    ]
}
