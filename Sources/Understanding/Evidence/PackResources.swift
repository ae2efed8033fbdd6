internal import Knowledge

/// What a language pack says that only understanding wants.
struct PackResources: Sendable {
    /// Things that callers may ask and that no entry answers.
    var negatives: [String] = []
    /// Senses, and the words and phrases that share them.
    var senses: [String: [String]] = [:]

    init(negatives: [String] = [], senses: [String: [String]] = [:]) {
        self.negatives = negatives
        self.senses = senses
    }

    init(of pack: LanguagePack) {
        negatives = pack.negatives
        senses = pack.senses
    }
}
