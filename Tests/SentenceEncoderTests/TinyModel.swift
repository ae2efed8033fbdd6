import Foundation

@testable import SentenceEncoder

/// A model of two layers with random weights, as files and as a plain computation in
/// 64-bit floats over the same numbers.
struct TinyModel {
    static let shape = EncoderShape(
        layers: 2, heads: 4, hidden: 32, intermediate: 64, vocabulary: words.count, longest: 24,
        epsilon: 1e-12)

    static let words =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "##s", "##port", "##ing", "##a", "##1", "a", "é", "đ"]
        + ["pass", "passport", "how", "much", "is", "the", "fee", "?", "-", "1", "世", "card", "c"]

    private(set) var tensors: [String: (shape: [Int], values: [Float])] = [:]

    init(seed: UInt64 = 1) {
        var numbers = SeededNumbers(seed: seed)
        let (shape, hidden) = (Self.shape, Self.shape.hidden)
        func add(_ name: String, _ sides: [Int], around middle: Float = 0, by spread: Float) {
            let count = sides.reduce(1, *)
            tensors[name] = (sides, (0..<count).map { _ in middle + spread * numbers.next() })
        }
        func addNorm(_ name: String) {
            add("\(name).weight", [hidden], around: 1, by: 0.2)
            add("\(name).bias", [hidden], by: 0.2)
        }
        func addLinear(_ name: String, _ rows: Int, _ columns: Int) {
            add("\(name).weight", [rows, columns], by: 0.3)
            add("\(name).bias", [rows], by: 0.2)
        }
        add("embeddings.word_embeddings.weight", [shape.vocabulary, hidden], by: 1)
        add("embeddings.position_embeddings.weight", [shape.longest, hidden], by: 0.3)
        add("embeddings.token_type_embeddings.weight", [2, hidden], by: 0.3)
        addNorm("embeddings.LayerNorm")
        for layer in 0..<shape.layers {
            let name = "encoder.layer.\(layer)"
            for part in ["query", "key", "value"] {
                addLinear("\(name).attention.self.\(part)", hidden, hidden)
            }
            addLinear("\(name).attention.output.dense", hidden, hidden)
            addNorm("\(name).attention.output.LayerNorm")
            addLinear("\(name).intermediate.dense", shape.intermediate, hidden)
            addLinear("\(name).output.dense", hidden, shape.intermediate)
            addNorm("\(name).output.LayerNorm")
        }
    }

    /// The three files of a model.
    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data((Self.words.joined(separator: "\n") + "\n").utf8)
            .write(to: folder.appending(path: "vocab.txt"))
        let shape = Self.shape
        let configuration = """
            {"model_type": "bert", "hidden_act": "gelu", "num_hidden_layers": \(shape.layers),
             "num_attention_heads": \(shape.heads), "hidden_size": \(shape.hidden),
             "intermediate_size": \(shape.intermediate), "vocab_size": \(shape.vocabulary),
             "max_position_embeddings": \(shape.longest), "type_vocab_size": 2,
             "layer_norm_eps": 1e-12}
            """
        try Data(configuration.utf8).write(to: folder.appending(path: "config.json"))
        try Data(safetensors).write(to: folder.appending(path: "model.safetensors"))
    }

    var safetensors: [UInt8] {
        var content: [UInt8] = []
        var entries = [#""__metadata__":{"format":"pt"}"#]
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            let start = content.count
            for value in tensor.values {
                withUnsafeBytes(of: value.bitPattern.littleEndian) { content += $0 }
            }
            entries.append(
                #""\#(name)":{"dtype":"F32","shape":\#(tensor.shape),"#
                    + #""data_offsets":[\#(start),\#(content.count)]}"#)
        }
        let header = Array("{\(entries.joined(separator: ","))}".utf8)
        return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
            + content
    }

    // MARK: - The plain computation

    /// A tensor as the encoder's file has it: matrices lose what 8 bits cannot hold.
    private func stored(_ name: String) -> [Double] {
        guard let tensor = tensors[name] else { preconditionFailure("no tensor \(name)") }
        guard tensor.shape.count == 2, name.contains("encoder") || name.contains("word_embeddings")
        else { return tensor.values.map(Double.init) }
        let columns = tensor.shape[1]
        let matrix = QuantisedMatrix(tensor.values, columns: columns)
        return matrix.values.enumerated().map {
            Double($1) * Double(matrix.scales[$0 / columns])
        }
    }

    func embedding(of pieces: [Int32]) -> [Double] {
        let (shape, hidden) = (Self.shape, Self.shape.hidden)
        let words = stored("embeddings.word_embeddings.weight")
        let places = stored("embeddings.position_embeddings.weight")
        let types = stored("embeddings.token_type_embeddings.weight")
        var tokens = pieces.enumerated().map { place, piece in
            (0..<hidden).map {
                words[Int(piece) * hidden + $0] + places[place * hidden + $0] + types[$0]
            }
        }.map { norm($0, "embeddings.LayerNorm") }
        for layer in 0..<shape.layers {
            let name = "encoder.layer.\(layer)"
            let mixed = attention(tokens, name)
            tokens = zip(tokens, mixed).map { token, mixed in
                let sum = zip(token, linear(mixed, "\(name).attention.output.dense")).map(+)
                return norm(sum, "\(name).attention.output.LayerNorm")
            }
            tokens = tokens.map { token in
                let inner = linear(token, "\(name).intermediate.dense").map {
                    $0 / 2 * (1 + erf($0 / 2.0.squareRoot()))
                }
                let sum = zip(token, linear(inner, "\(name).output.dense")).map(+)
                return norm(sum, "\(name).output.LayerNorm")
            }
        }
        let mean = (0..<hidden).map { column in
            tokens.reduce(0) { $0 + $1[column] } / Double(tokens.count)
        }
        let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return mean.map { $0 / length }
    }

    private func attention(_ tokens: [[Double]], _ name: String) -> [[Double]] {
        let head = Self.shape.head
        let queries = tokens.map { linear($0, "\(name).attention.self.query") }
        let keys = tokens.map { linear($0, "\(name).attention.self.key") }
        let values = tokens.map { linear($0, "\(name).attention.self.value") }
        return queries.map { query in
            (0..<Self.shape.heads).flatMap { number in
                let columns = number * head..<(number + 1) * head
                let powers = keys.map { key in
                    exp(columns.reduce(0) { $0 + query[$1] * key[$1] } / Double(head).squareRoot())
                }
                let total = powers.reduce(0, +)
                return columns.map { column in
                    zip(powers, values).reduce(0) { $0 + $1.0 / total * $1.1[column] }
                }
            }
        }
    }

    private func linear(_ token: [Double], _ name: String) -> [Double] {
        let (weight, bias) = (stored("\(name).weight"), stored("\(name).bias"))
        return bias.indices.map { row in
            token.indices.reduce(bias[row]) { $0 + token[$1] * weight[row * token.count + $1] }
        }
    }

    private func norm(_ token: [Double], _ name: String) -> [Double] {
        let (gain, bias) = (stored("\(name).weight"), stored("\(name).bias"))
        let mean = token.reduce(0, +) / Double(token.count)
        let variance = token.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(token.count)
        return token.indices.map {
            (token[$0] - mean) / (variance + 1e-12).squareRoot() * gain[$0] + bias[$0]
        }
    }
}

/// Numbers from -1 to 1, the same for the same seed (SplitMix64).
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func next() -> Float { Float(bits() >> 40) / Float(1 << 23) - 1 }
}

/// A folder that leaves with the value.
final class TemporaryFolder {
    let url = FileManager.default.temporaryDirectory
        .appending(path: "encoder-tests-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The tiny model's encoder, converted once for all tests.
    func tinyEncoder() throws -> URL {
        let file = url.appending(path: "tiny.encoder")
        try Data(Self.tinyBytes.get()).write(to: file)
        return file
    }

    private static let tinyBytes = Result {
        let folder = try TemporaryFolder()
        let (model, encoder) = (
            folder.url.appending(path: "model"), folder.url.appending(path: "tiny.encoder")
        )
        try TinyModel().write(to: model)
        try EncoderConversion.convert(model, to: encoder)
        return [UInt8](try Data(contentsOf: encoder))
    }
}
