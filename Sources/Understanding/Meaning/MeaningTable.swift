/// The vectors of texts, computed once and looked up while learning.
struct MeaningTable: Sendable {
    let digest: String
    let dimension: Int
    let parts: Int
    private var vectors: [String: [Float]] = [:]
    private let encoder: any MeaningEncoder

    init(_ encoder: any MeaningEncoder) {
        self.encoder = encoder
        digest = encoder.digest
        dimension = encoder.dimension
        parts = encoder.parts
    }

    /// Of a text that was added; nil of another, and of an empty one.
    subscript(text: NormalisedText) -> [Float]? { vectors[text.text] }

    mutating func add(_ texts: [NormalisedText]) {
        var wanted: [String] = []
        var seen: Set<String> = []
        for text in texts.lazy.map(\.text)
        where !text.isEmpty && vectors[text] == nil && seen.insert(text).inserted {
            wanted.append(text)
        }
        for (text, vector) in zip(wanted, encoder.encode(wanted)) { vectors[text] = vector }
    }
}
