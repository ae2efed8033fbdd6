/// The features of a text, whatever a model knows of them: found once, for all folds.
struct TextFeatures: Sendable {
    /// By block: hashes, repeated as often as they occur.
    let blocks: [[UInt64]]
    /// Stems and names of things, once each, as `RelevanceIndex` has them.
    let terms: [UInt64]

    init(_ text: NormalisedText) {
        blocks = FeatureBlock.allCases.map { $0.features(of: text) }
        terms = RelevanceIndex.keys(of: text)
    }
}
