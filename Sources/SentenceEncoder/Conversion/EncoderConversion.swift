public import Foundation
import Knowledge

/// Makes an encoder's file of a model as sentence-transformers publishes it: a folder
/// with `config.json`, `vocab.txt` and `model.safetensors` of an uncased BERT whose
/// tokens are pooled by their mean.
public enum EncoderConversion {
    /// Tokens of the longest sentence: those that all-MiniLM-L6-v2 was trained with.
    static let longest = 128

    /// Writes `file`, and gives what it is.
    ///
    /// The same model always gives the same bytes.
    @discardableResult
    public static func convert(
        _ folder: URL, to file: URL
    ) throws(EncoderFileError) -> SentenceEncoder {
        let configuration = try ModelConfiguration(folder.appending(path: "config.json"))
        let vocabulary = try WordList(folder.appending(path: "vocab.txt"))
        let tensors = try Safetensors(folder.appending(path: "model.safetensors"))
        guard vocabulary.words.count == configuration.shape.vocabulary else {
            throw EncoderFileError(
                .inconsistent, vocabulary.path, at: "file",
                "it has \(vocabulary.words.count) word pieces, the model "
                    + "\(configuration.shape.vocabulary)", remedy: Safetensors.remedy)
        }
        var draft = EncoderDraft(
            configuration.shape, unknown: try vocabulary.place(of: "[UNK]"),
            opening: try vocabulary.place(of: "[CLS]"), closing: try vocabulary.place(of: "[SEP]"))
        draft.put(vocabulary: vocabulary.words)
        try putEmbeddings(of: tensors, configuration, into: &draft)
        for layer in 0..<configuration.shape.layers {
            try putLayer(layer, of: tensors, configuration.shape, into: &draft)
        }
        try draft.write(to: file)
        return try SentenceEncoder(contentsOf: file)
    }

    private static func putEmbeddings(
        of tensors: Safetensors, _ configuration: ModelConfiguration, into draft: inout EncoderDraft
    ) throws(EncoderFileError) {
        let (shape, hidden) = (configuration.shape, configuration.shape.hidden)
        let words = QuantisedMatrix(
            try tensors.floats(
                "embeddings.word_embeddings.weight", shape: [shape.vocabulary, hidden]),
            columns: hidden)
        draft.put(words.values, .wordValues)
        draft.put(words.scales, .wordScales)
        // Every token is of type 0, so its row is added here, once.
        let types = try tensors.floats(
            "embeddings.token_type_embeddings.weight", shape: [configuration.types, hidden])
        let positions = try tensors.floats(
            "embeddings.position_embeddings.weight", shape: [configuration.positions, hidden])
        draft.put(
            (0..<shape.longest * hidden).map { positions[$0] + types[$0 % hidden] }, .positions)
        draft.put(try norm("embeddings.LayerNorm", of: tensors, hidden), .embeddingNorm)
    }

    private static func putLayer(
        _ layer: Int, of tensors: Safetensors, _ shape: EncoderShape, into draft: inout EncoderDraft
    ) throws(EncoderFileError) {
        let (name, hidden) = ("encoder.layer.\(layer)", shape.hidden)
        func matrix(
            _ part: String, rows: Int, columns: Int
        ) throws(EncoderFileError) -> (weight: [Float], bias: [Float]) {
            (
                try tensors.floats("\(name).\(part).weight", shape: [rows, columns]),
                try tensors.floats("\(name).\(part).bias", shape: [rows])
            )
        }
        // Queries, keys and values as one matrix.
        let query = try matrix("attention.self.query", rows: hidden, columns: hidden)
        let key = try matrix("attention.self.key", rows: hidden, columns: hidden)
        let value = try matrix("attention.self.value", rows: hidden, columns: hidden)
        draft.put(
            QuantisedMatrix(query.weight + key.weight + value.weight, columns: hidden),
            bias: query.bias + key.bias + value.bias, .attentionInputValues, layer)
        let output = try matrix("attention.output.dense", rows: hidden, columns: hidden)
        draft.put(
            QuantisedMatrix(output.weight, columns: hidden), bias: output.bias,
            .attentionOutputValues, layer)
        let inner = try matrix("intermediate.dense", rows: shape.intermediate, columns: hidden)
        draft.put(
            QuantisedMatrix(inner.weight, columns: hidden), bias: inner.bias, .innerValues, layer)
        let outer = try matrix("output.dense", rows: hidden, columns: shape.intermediate)
        draft.put(
            QuantisedMatrix(outer.weight, columns: shape.intermediate), bias: outer.bias,
            .outputValues, layer)
        draft.put(
            try norm("\(name).attention.output.LayerNorm", of: tensors, hidden), .attentionNorm,
            layer)
        draft.put(try norm("\(name).output.LayerNorm", of: tensors, hidden), .outputNorm, layer)
    }

    private static func norm(
        _ name: String, of tensors: Safetensors, _ hidden: Int
    ) throws(EncoderFileError) -> [Float] {
        try tensors.floats("\(name).weight", shape: [hidden])
            + tensors.floats("\(name).bias", shape: [hidden])
    }
}
