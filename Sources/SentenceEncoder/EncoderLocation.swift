public import Foundation

extension SentenceEncoder {
    /// Where `scripts/fetch-encoder` puts the encoder: `tongdai/encoder` in
    /// `$XDG_DATA_HOME`, by the XDG base directory specification, or in
    /// `~/.local/share`.
    public static var location: URL {
        let environment = ProcessInfo.processInfo.environment
        let data =
            if let path = environment["XDG_DATA_HOME"], path.hasPrefix("/") {
                URL(filePath: path)
            } else {
                URL(filePath: environment["HOME"] ?? NSTemporaryDirectory())
                    .appending(path: ".local/share")
            }
        return data.appending(path: "tongdai/encoder/minilm.encoder")
    }
}
