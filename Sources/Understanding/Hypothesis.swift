/// One reading of what the caller said, as the recognizer hands it over.
public struct Hypothesis: Sendable, Equatable, Codable {
    /// Words in lower case, as the recognizer's dictionary spells them, or
    /// whatever a person typed.
    public let text: String

    /// Share of belief among all readings, 0–1. The posteriors of an N-best
    /// list sum to at most 1; what is missing belongs to readings not listed.
    public let posterior: Double

    /// Heard with a closed grammar of what was asked for, which hears its own words in
    /// everything: of use for nothing else.
    public let isByGrammar: Bool

    public init(text: String, posterior: Double = 1, isByGrammar: Bool = false) {
        self.text = text
        self.isByGrammar = isByGrammar
        self.posterior = posterior
    }
}
