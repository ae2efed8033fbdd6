/// Tells an echo question: one that asks no more than how much, or how long, and so asks for
/// what was just said ("hang on, how much is that?").
struct EchoForm: Sendable {
    let rules: LanguageRules

    /// - Returns: Nil when a word says more: "how much is a new one", "how long do I wait".
    func measure(askedBy words: [String]) -> Measure? {
        let asked = words.drop(while: rules.interruptions.contains)
        guard asked.contains(where: rules.interrogatives.contains) else { return nil }
        let telling = asked.filter { !rules.functionWords.contains($0) }
        func asks(_ openers: [[String]], for own: Set<String>) -> Bool {
            openers.contains { asked.has($0) } && telling.contains(where: own.contains)
                && telling.allSatisfy { own.contains($0) || rules.echoes.contains($0) }
        }
        if asks(rules.amountOpeners, for: rules.amounts) { return .amount }
        let spans = rules.spans.union(rules.spanUnits)
        return asks(rules.spanOpeners, for: spans) ? .span : nil
    }
}

extension Collection<String> {
    /// Whether they hold these, one after the other.
    fileprivate func has(_ words: [String]) -> Bool {
        indices.contains { self[$0...].starts(with: words) }
    }
}
