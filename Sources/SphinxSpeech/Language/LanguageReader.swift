import Foundation
import LanguageModel
import NGramScoring

/// Reads what a language model's words are scored with, once for all of its decoders.
enum LanguageReader {
    /// 9 MB each: of the pack that is in use, and of the one before or of another language.
    private static let known = ReadOnce<FileStamp, NGramTables>(most: 2)

    /// Nil for a model of another form than the compiler's: PocketSphinx scores with it itself.
    static func tables(of path: String) -> NGramTables? {
        FileStamp(path).flatMap { file in known.value(for: file) { read(path) } }
    }

    private static func read(_ path: String) -> NGramTables? {
        guard let data = try? Data(contentsOf: URL(filePath: path)),
            let trie = try? StockModel(bytes: [UInt8](data))
        else { return nil }
        return NGramTables(trie)
    }
}
