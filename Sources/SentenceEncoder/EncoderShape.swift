/// The measures of an encoder, as its file has them.
struct EncoderShape: Sendable, Equatable {
    var layers: Int
    var heads: Int
    /// Floats a token has between layers, and those of an embedding.
    var hidden: Int
    /// Floats a token has in the middle of a layer's second half.
    var intermediate: Int
    /// Word pieces in the vocabulary.
    var vocabulary: Int
    /// Most tokens of a sentence, the two that mark its ends included.
    var longest: Int
    /// What layer norm adds to a variance.
    var epsilon: Float

    /// Floats of a head.
    var head: Int { hidden / heads }

    /// Why no encoder can have these measures, or nil.
    var objection: String? {
        guard (1...64).contains(layers) else { return "it has \(layers) layers" }
        guard (1...256).contains(heads) else { return "it has \(heads) attention heads" }
        guard (16...4096).contains(hidden), hidden % 16 == 0 else {
            return "\(hidden) floats a token, where a multiple of 16 up to 4096 is wanted"
        }
        guard hidden % heads == 0, head % 4 == 0 else {
            return "\(hidden) floats a token do not give \(heads) heads a multiple of 4 each"
        }
        guard (16...16384).contains(intermediate), intermediate % 16 == 0 else {
            return "\(intermediate) floats within a layer, where a multiple of 16 is wanted"
        }
        guard (1...1_000_000).contains(vocabulary) else {
            return "it has \(vocabulary) word pieces"
        }
        guard (3...4096).contains(longest) else { return "sentences of \(longest) tokens" }
        guard epsilon > 0, epsilon < 1 else { return "the layer norm adds \(epsilon)" }
        return nil
    }
}
