public import Knowledge

/// What was learned from a language pack: compiled once, kept by the pack's
/// content hash, shared by all calls.
public struct UnderstandingModel: Sendable {
    let match: MatchModel

    /// Words that share a sense, as they were when the model learned.
    let senses: [String: [String]]

    /// Learns the questions of a pack, beside `negatives.json` (texts that no
    /// entry answers) and `senses.json` (words that mean the same to callers) in
    /// its folder; each may be missing. Some seconds for some hundred entries.
    /// Two trainings on the same pack give the same bytes.
    public static func train(on pack: LanguagePack) -> UnderstandingModel {
        train(on: pack, resources: PackResources(of: pack))
    }

    static func train(on pack: LanguagePack, resources: PackResources) -> UnderstandingModel {
        let normalizer = Normalizer(
            vocabulary: Vocabulary(pack: pack, senses: resources.senses))
        let set = TrainingSet(pack: pack, resources: resources, normalizer: normalizer)
        return UnderstandingModel(
            match: CrossFit().train(set, analyse: normalizer.analysed), senses: resources.senses)
    }

    init(match: MatchModel, senses: [String: [String]]) {
        self.match = match
        self.senses = senses
    }
}
