import Foundation
import Knowledge

/// What a model's `config.json` says of its measures.
struct ModelConfiguration {
    let shape: EncoderShape
    /// Places in a sentence, and types of tokens, that the model has rows for.
    let positions: Int
    let types: Int

    init(_ url: URL) throws(EncoderFileError) {
        let file = try MappedFile(url, remedy: Safetensors.remedy)
        func error(_ message: String) -> EncoderFileError {
            EncoderFileError(
                .inconsistent, file.path, at: "file", message, remedy: Safetensors.remedy)
        }
        let root: JSONValue
        do {
            root = try JSONParser.parse(file.bytes(0..<file.count)).value
        } catch {
            throw EncoderFileError(
                .inconsistent, file.path, at: "line \(error.place.line)", error.message,
                remedy: Safetensors.remedy)
        }
        func count(_ name: String) throws(EncoderFileError) -> Int {
            guard let count = root[name]?.integer, (1...10_000_000).contains(count) else {
                throw error("\"\(name)\" is not a number from 1 on")
            }
            return count
        }
        guard root["model_type"]?.text == "bert", root["hidden_act"]?.text == "gelu" else {
            throw error("it is not the model \"bert\" with \"gelu\"")
        }
        positions = try count("max_position_embeddings")
        types = try count("type_vocab_size")
        shape = EncoderShape(
            layers: try count("num_hidden_layers"), heads: try count("num_attention_heads"),
            hidden: try count("hidden_size"), intermediate: try count("intermediate_size"),
            vocabulary: try count("vocab_size"), longest: min(positions, EncoderConversion.longest),
            epsilon: Float(root["layer_norm_eps"]?.number ?? 0))
        if let objection = shape.objection { throw error(objection) }
    }
}

/// A model's `vocab.txt`: a word piece a line.
struct WordList {
    let path: String
    let words: [String]

    init(_ url: URL) throws(EncoderFileError) {
        let file = try MappedFile(url, remedy: Safetensors.remedy)
        path = file.path
        var lines = file.bytes(0..<file.count).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        var seen: Set<[UInt8]> = []
        for (index, line) in lines.enumerated() {
            if line.last == UInt8(ascii: "\r") { lines[index].removeLast() }
            guard String(validating: lines[index], as: UTF8.self) != nil,
                seen.insert(Array(lines[index])).inserted
            else {
                throw EncoderFileError(
                    .inconsistent, path, at: "line \(index + 1)",
                    "the word piece is there twice, or is not UTF-8", remedy: Safetensors.remedy)
            }
        }
        words = lines.map { String(decoding: $0, as: UTF8.self) }
    }

    func place(of word: String) throws(EncoderFileError) -> Int {
        guard let place = words.firstIndex(of: word) else {
            throw EncoderFileError(
                .inconsistent, path, at: "file", "it has no \(word)", remedy: Safetensors.remedy)
        }
        return place
    }
}
