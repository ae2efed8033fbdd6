/// Tells an echo question: one that asks no more than how much, or how long, and so asks for
/// what was just said ("hang on, how much is that?").
struct EchoForm: Sendable {
    let rules: LanguageRules

    /// - Returns: Nil when a word says more: "how much is a new one", "how long does it take".
    func measure(askedBy words: [String]) -> Measure? {
        let telling = words.filter { !rules.functionWords.contains($0) }
        guard words.contains(where: rules.interrogatives.contains) else { return nil }
        func asks(for own: Set<String>) -> Bool {
            telling.contains(where: own.contains)
                && telling.allSatisfy { own.contains($0) || rules.echoes.contains($0) }
        }
        if asks(for: rules.amounts) { return .amount }
        return asks(for: rules.spans) ? .span : nil
    }
}
