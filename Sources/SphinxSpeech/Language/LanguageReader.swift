import Foundation
import LanguageModel
import NGramScoring
import Pipeline

/// Reads what a language model's words are scored with, once for all of its decoders.
enum LanguageReader {
    /// Kept as long as a decoder has it, and of the last ones longer, for the next decoder.
    private struct Known {
        weak var tables: NGramTables?
        let isReadable: Bool
    }

    private struct Models {
        var known: [FileStamp: Known] = [:]
        var latest: [NGramTables] = []
    }

    private static let models = Locked(Models())
    private static let mostLatest = 2

    /// Nil for a model of another form than the compiler's: PocketSphinx scores with it itself.
    static func tables(of path: String) -> NGramTables? {
        guard let file = FileStamp(path) else { return nil }
        // Who comes while it is read waits: read twice, it would be there twice.
        return models.withLock { models in
            if let model = models.known[file] {
                if let tables = model.tables { return tables }
                if !model.isReadable { return nil }
            }
            let tables = read(path)
            models.known = models.known.filter { $0.value.tables != nil }
            models.known[file] = Known(tables: tables, isReadable: tables != nil)
            if let tables { models.latest = [tables] + models.latest.prefix(mostLatest - 1) }
            return tables
        }
    }

    private static func read(_ path: String) -> NGramTables? {
        guard let data = try? Data(contentsOf: URL(filePath: path)),
            let trie = try? StockModel(bytes: [UInt8](data))
        else { return nil }
        return NGramTables(trie)
    }
}
