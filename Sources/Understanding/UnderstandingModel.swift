public import Knowledge

/// What was learned from a language pack: compiled once, kept by the pack's
/// content hash, shared by all calls.
public struct UnderstandingModel: Sendable {
    let match: MatchModel

    /// Words that share a sense, as they were when the model learned.
    let senses: [String: [String]]

    /// Learns the questions of a pack, beside `negatives.json` (texts that no
    /// entry answers) and `senses.json` (words that mean the same to callers) in
    /// its folder, and `vague.json` (what is asked back about); each may be missing. Some seconds for some hundred entries.
    /// Two trainings on the same pack give the same bytes.
    ///
    /// - Parameter encoder: of meanings; nil learns from words alone. A model that
    ///   learned with one works without it, too.
    /// - Parameter without: what is left out, for a comparison.
    public static func train(
        on pack: LanguagePack, encoder: (any MeaningEncoder)? = nil,
        without: Set<EvidenceSource> = []
    ) -> UnderstandingModel {
        train(on: pack, resources: PackResources(of: pack), encoder: encoder, without: without)
    }

    static func train(
        on pack: LanguagePack, resources: PackResources, encoder: (any MeaningEncoder)? = nil,
        without: Set<EvidenceSource> = []
    ) -> UnderstandingModel {
        let normalizer = Normalizer(
            vocabulary: Vocabulary(pack: pack, senses: resources.senses))
        var resources = resources
        if without.contains(.heard) { resources.heard = [:] }
        var set = TrainingSet(pack: pack, resources: resources, normalizer: normalizer)
        if without.contains(.sounds) { set.unlearned = [.sounds] }
        let encoder = without.contains(.meaning) ? nil : encoder
        return UnderstandingModel(
            match: CrossFit().train(set, encoder: encoder, analyse: normalizer.analysed),
            senses: resources.senses)
    }

    init(match: MatchModel, senses: [String: [String]]) {
        self.match = match
        self.senses = senses
    }
}
