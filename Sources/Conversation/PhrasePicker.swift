import Knowledge

/// Picks the wording of what the line itself says: never the same twice running.
///
/// The wordings of a phrase are used in turn, so a replay says the same words.
struct PhrasePicker: Sendable {
    private let phrases: Phrases
    private var used: [String: Int] = [:]

    init(_ phrases: Phrases) { self.phrases = phrases }

    mutating func text(_ key: String, _ values: [String: String] = [:]) -> String {
        let variant = used[key, default: 0]
        used[key] = variant + 1
        return phrases.text(key, variant: variant, values: values)
    }
}
