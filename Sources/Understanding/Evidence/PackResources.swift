internal import Foundation
internal import Knowledge

/// Files of a language pack that only understanding reads. Each may be missing.
struct PackResources: Sendable {
    /// `negatives.json`: a list of things that callers may ask and that no
    /// entry answers.
    var negatives: [String] = []
    /// `senses.json`: senses, and the words and phrases that share them.
    var senses: [String: [String]] = [:]

    init(negatives: [String] = [], senses: [String: [String]] = [:]) {
        self.negatives = negatives
        self.senses = senses
    }

    init(of pack: LanguagePack) {
        negatives = Self.read("negatives.json", in: pack.folder) ?? []
        senses = Self.read("senses.json", in: pack.folder) ?? [:]
    }

    private static func read<Value: Decodable>(_ name: String, in folder: URL) -> Value? {
        guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
        return try? JSONDecoder().decode(Value.self, from: data)
    }
}
