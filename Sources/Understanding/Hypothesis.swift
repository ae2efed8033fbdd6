/// One reading of what the caller said, as the recognizer hands it over.
public struct Hypothesis: Sendable, Equatable, Codable {
    /// Words in lower case, as the recognizer's dictionary spells them, or
    /// whatever a person typed.
    public let text: String

    /// Share of belief among all readings, 0–1. The posteriors of an N-best
    /// list sum to at most 1; what is missing belongs to readings not listed.
    public let posterior: Double

    public init(text: String, posterior: Double = 1) {
        self.text = text
        self.posterior = posterior
    }
}
