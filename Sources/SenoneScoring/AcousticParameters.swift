/// Everything of an acoustic model with phonetically tied mixtures that a frame is scored
/// with: what its Gaussians are, how much each counts in a senone, and how log values add up.
///
/// Immutable, and one for all decoders of a model: a few megabytes that would otherwise be
/// in each, and that the processor's caches would hold once for each.
public final class AcousticParameters: Sendable {
    let gaussians: GaussianCodebooks
    let weights: MixtureWeights
    let blocks: SenoneBlocks
    let addition: LogAddition

    /// - Parameters:
    ///   - codebooks: The codebook of each senone.
    ///   - steps: What the sum of two log values is more than the greater one, by how far
    ///     they are apart; falling to nought.
    /// - Returns: Nil for shapes that are not scored here: see `GaussianCodebooks` and
    ///   `SenoneBlocks`.
    public init?(
        gaussians: GaussianCodebooks, weights: [UInt8], codebooks: [Int], steps: [UInt8]
    ) {
        guard let blocks = SenoneBlocks(codebooks: codebooks, of: gaussians.codebookCount),
            let addition = LogAddition(steps: steps),
            let weights = MixtureWeights(
                weights, rows: gaussians.streamCount * gaussians.densityCount,
                senones: codebooks.count)
        else { return nil }
        self.gaussians = gaussians
        self.weights = weights
        self.blocks = blocks
        self.addition = addition
    }

    public var senoneCount: Int { blocks.codebookOf.count }
    public var streamCount: Int { gaussians.streamCount }
}
