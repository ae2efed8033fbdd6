/// The layers of an encoder (BERT, Devlin et al. 2019) over a mapped file.
///
/// A batch is its sentences' tokens one after the other, without padding. What is
/// done to a token by itself is done for the whole batch, so that a weight is read
/// once; attention stays within a sentence. Each token meets the same operations in
/// the same order whatever else is in the batch, so its result is the same bits.
struct Transformer: Sendable {
    let file: EncoderFile

    private var shape: EncoderShape { file.shape }

    /// The embedding of each sentence, of length 1, one after the other.
    ///
    /// - Parameters:
    ///   - sentences: Pieces of the vocabulary, two at least and `longest` at most a
    ///     sentence.
    ///   - layers: After which layers the tokens are looked at, the first is 1. With
    ///     several, an embedding is theirs one after the other.
    func embeddings(of sentences: ArraySlice<[Int32]>, layers: [Int]) -> [Float] {
        let count = sentences.reduce(0) { $0 + $1.count }
        let workspace = Workspace(shape, tokens: count)
        var ranges: [Range<Int>] = []
        for sentence in sentences {
            let start = ranges.last?.upperBound ?? 0
            ranges.append(start..<start + sentence.count)
            embed(sentence, at: start, into: workspace.hidden)
        }
        norm(.embeddingNorm).apply(workspace.hidden, count: count)
        var means = [[Float]](repeating: [], count: sentences.count)
        let length = 1 / Float(layers.count).squareRoot()
        for layer in 0..<shape.layers {
            run(layer, ranges, count, workspace)
            guard layers.contains(layer + 1) else { continue }
            for (sentence, range) in ranges.enumerated() {
                let mean = Pooling.mean(workspace.hidden, range, columns: shape.hidden)
                means[sentence] += layers.count == 1 ? mean : mean.map { $0 * length }
            }
        }
        return means.flatMap { $0 }
    }

    private func embed(_ sentence: [Int32], at start: Int, into hidden: MutableRows<SIMD8<Float>>) {
        let words = WordEmbeddings(
            values: rows(.wordValues, width: shape.hidden / 8),
            scales: rows(.wordScales, width: 1),
            positions: rows(.positions, width: shape.hidden / 8))
        for (position, piece) in sentence.enumerated() {
            precondition(piece >= 0 && piece < shape.vocabulary && position < shape.longest)
            words.copy(Int(piece), position, into: hidden, start + position)
        }
    }

    private func run(
        _ layer: Int, _ sentences: [Range<Int>], _ count: Int, _ workspace: borrowing Workspace
    ) {
        let (hidden, columns) = (workspace.hidden, shape.hidden)
        Tokenwise.quantise(hidden, count: count, columns: columns, into: workspace.quantised)
        linear(.attentionInputValues, layer, rows: columns * 3, columns: columns).multiply(
            workspace.quantised, count: count, panel: workspace.panel,
            into: workspace.attentionInput)
        let attention = Attention(heads: shape.heads, head: shape.head)
        for sentence in sentences {
            attention.apply(sentence, workspace.attentionInput, workspace, into: workspace.output)
        }
        Tokenwise.quantise(
            workspace.output, count: count, columns: columns, into: workspace.quantised)
        linear(.attentionOutputValues, layer, rows: columns, columns: columns).multiply(
            workspace.quantised, count: count, panel: workspace.panel, into: workspace.output)
        Tokenwise.add(workspace.output, to: hidden, count: count, columns: columns)
        norm(.attentionNorm, layer).apply(hidden, count: count)

        Tokenwise.quantise(hidden, count: count, columns: columns, into: workspace.quantised)
        linear(.innerValues, layer, rows: shape.intermediate, columns: columns).multiply(
            workspace.quantised, count: count, panel: workspace.panel, into: workspace.inner)
        Tokenwise.gelu(workspace.inner, count: count, columns: shape.intermediate)
        Tokenwise.quantise(
            workspace.inner, count: count, columns: shape.intermediate, into: workspace.quantised)
        linear(.outputValues, layer, rows: columns, columns: shape.intermediate).multiply(
            workspace.quantised, count: count, panel: workspace.panel, into: workspace.output)
        Tokenwise.add(workspace.output, to: hidden, count: count, columns: columns)
        norm(.outputNorm, layer).apply(hidden, count: count)
    }

    private func rows<Vector>(
        _ content: EncoderFormat.Content, _ layer: Int = 0, width: Int
    ) -> Rows<Vector> {
        let range = file[content, layer]
        let count = range.count / MemoryLayout<Vector>.stride
        return unsafe Rows(
            file.mapped.vectors(range.lowerBound, count, of: Vector.self), width: width)
    }

    private func norm(_ content: EncoderFormat.Content, _ layer: Int = 0) -> Norm {
        Norm(
            gainsAndBiases: rows(content, layer, width: shape.hidden / 8), columns: shape.hidden,
            epsilon: shape.epsilon)
    }

    /// The matrix whose values are `content`; its scales and its bias are the next.
    private func linear(
        _ content: EncoderFormat.Content, _ layer: Int, rows count: Int, columns: Int
    ) -> Linear {
        guard let scales = EncoderFormat.Content(rawValue: content.rawValue + 1),
            let bias = EncoderFormat.Content(rawValue: content.rawValue + 2)
        else { preconditionFailure("\(content) is no matrix") }
        return Linear(
            rows: count, columns: columns, values: rows(content, layer, width: columns / 8),
            scales: rows(scales, layer, width: count / 4),
            bias: rows(bias, layer, width: count / 4))
    }
}
