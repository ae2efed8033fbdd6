internal import Knowledge

/// What a language pack says that only understanding wants.
struct PackResources: Sendable {
    /// Things that callers may ask and that no entry answers.
    var negatives: [String] = []
    /// Senses, and the words and phrases that share them.
    var senses: [String: [String]] = [:]

    /// What a recognizer made of questions that were said, by their template's source.
    var heard: [String: [String]] = [:]

    init(
        negatives: [String] = [], senses: [String: [String]] = [:],
        heard: [String: [String]] = [:]
    ) {
        self.negatives = negatives
        self.senses = senses
        self.heard = heard
    }

    init(of pack: LanguagePack) {
        negatives = pack.negatives
        senses = pack.senses
        heard = pack.heard
    }
}
