/// Tells from a partial text whether the caller is likely to go on.
struct CompletenessJudge: Sendable {
    /// Digits or letters in a row that sound like dictation.
    private static let fewestDictated = 3
    /// Controls after which people often go on: "hello … I would like …".
    private static let openers: Set<String> = ["greeting", "backchannel", "wait"]

    let normalizer: Normalizer
    let controls: ControlMatcher
    private var form: AskingForm { AskingForm(rules: normalizer.rules) }

    /// What can be told without looking for an answer; nil when it depends on
    /// whether the text has one.
    func judge(_ text: String) -> Completeness? {
        let words = normalizer.words(of: text)
        guard let last = words.last else { return .incomplete }
        if isDictating(text, last: last) { return .dictating }
        if let match = controls.match(words), match.isExact {
            return Self.openers.contains(match.key) ? .incomplete : .command
        }
        if normalizer.hesitations.contains(last) { return .incomplete }
        if normalizer.rules.openWords.contains(last), !form.isStranded(words) { return .incomplete }
        return normalizer.isOnlyCarrier(words) ? .incomplete : nil
    }

    private func isDictating(_ text: String, last: String) -> Bool {
        let tokens = normalizer.withoutHesitations(Tokenizer.tokens(of: text))
        var count = 0
        for (index, token) in tokens.enumerated().reversed() {
            // "a" and "i" are letters only between others.
            let isInside = Self.isWordLetter(token) && count > 0 && index > 0
            guard isRead(token) || (isInside && isRead(tokens[index - 1])) else { break }
            count += token.utf8.allSatisfy(Tokenizer.isDigit) ? token.utf8.count : 1
        }
        // "Form C T zero one" is the name of a form.
        let isTerm = normalizer.isKnownTerm(last) && last.utf8.count >= count
        return count >= Self.fewestDictated && !isTerm && !last.hasSuffix("000")
    }

    private static func isWordLetter(_ token: String) -> Bool { token == "a" || token == "i" }

    /// A digit, a number word or a letter by itself.
    private func isRead(_ token: String) -> Bool {
        let rules = normalizer.rules
        if token.utf8.allSatisfy(Tokenizer.isDigit) || rules.units[token] != nil { return true }
        if rules.tens[token] != nil || token == "oh" || token == "double" { return true }
        return token.utf8.count == 1 && !Self.isWordLetter(token)
    }
}
