import Foundation
import Knowledge

/// The options that every command has which needs a language pack.
enum EngineOptions {
    static let models = Arguments.Option(
        "--models", "DIR", "folder of the language packs (default: models)")
    static let language = Arguments.Option(
        "--language", "TAG", "language pack, such as en-US (default: en-US)")
    static let all = [models, language]

    static func packFolder(_ arguments: Arguments) throws(CommandFailure) -> URL {
        try packFolder(models: arguments["--models"], tag: arguments["--language"] ?? "en-US")
    }

    static func packFolder(models: String?, tag: String) throws(CommandFailure) -> URL {
        let models = try ModelsFolder.find(models, language: tag)
        let folder = models.appending(path: tag)
        guard FileManager.default.fileExists(atPath: folder.path) else {
            let tags = ModelsFolder.packs(in: models.path)
            throw CommandFailure(
                "\(folder.relativePath): there is no such language pack; "
                    + "remedy: use one of: \(tags.joined(separator: ", "))")
        }
        return folder
    }
}
