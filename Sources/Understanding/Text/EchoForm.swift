/// Tells an echo question: one that asks no more than how much, or how long, and so asks for
/// what was just said ("hang on, how much is that?").
struct EchoForm: Sendable {
    let rules: LanguageRules

    /// - Returns: Nil when a word says more: "how much is a new one", "how long do I wait".
    func measure(askedBy words: [String]) -> Measure? {
        let asked = words.drop(while: rules.interruptions.contains)
        guard asked.contains(where: rules.interrogatives.contains) else { return nil }
        let telling = asked.filter { !rules.functionWords.contains($0) }
        func asks(for own: Set<String>, in units: Set<String> = []) -> Bool {
            telling.contains(where: own.contains)
                && telling.allSatisfy {
                    own.contains($0) || units.contains($0) || rules.echoes.contains($0)
                }
        }
        if asks(for: rules.amounts) { return .amount }
        // "How many days" is one, "which days" is none.
        let isSpan =
            asks(for: rules.spans, in: rules.spanUnits)
            || (asked.contains(where: rules.counters.contains) && asks(for: rules.spanUnits))
        return isSpan ? .span : nil
    }
}
