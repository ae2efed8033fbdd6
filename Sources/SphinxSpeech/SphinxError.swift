/// A recogniser that could not be made or could not go on. Never holds what a caller
/// said.
public struct SphinxError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// A file of the model is not there or cannot be read.
        case fileMissing
        /// A file is there and is not what it should be.
        case fileDamaged
        /// PocketSphinx refused the model.
        case modelNotLoaded
        /// PocketSphinx failed in an utterance.
        case decodingFailed
    }

    public let kind: Kind
    /// The C function or the check that failed.
    public let operation: String
    /// The file or folder that it was about.
    public let path: String

    public init(kind: Kind, operation: String, path: String) {
        self.kind = kind
        self.operation = operation
        self.path = path
    }

    /// What to do about it.
    public var remedy: String {
        switch kind {
        case .fileDamaged where path.hasSuffix(".mllr") || path.hasSuffix(".means"):
            "put the file back as it was made for this acoustic model, or delete it: lines at 8 kHz "
                + "are then heard without it"
        case .fileMissing, .fileDamaged, .modelNotLoaded:
            path.hasPrefix(SphinxModel.systemFolder)
                ? "apt-get install --reinstall pocketsphinx-en-us"
                : "check the path, or delete the cache folder to have it made anew"
        case .decodingFailed: "end the call; if it happens again, report it with the recording"
        }
    }

    public var description: String {
        let what =
            switch kind {
            case .fileMissing: "cannot read"
            case .fileDamaged: "is damaged:"
            case .modelNotLoaded: "cannot load the model"
            case .decodingFailed: "failed while listening with"
            }
        return "PocketSphinx (\(operation)) \(what) \(path); remedy: \(remedy)"
    }
}
