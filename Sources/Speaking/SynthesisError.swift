/// Why a prompt could not be spoken. It never holds the prompt's text.
public struct SynthesisError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// The synthesizer's data files are missing or of another version.
        case dataMissing
        /// There is no voice of that name.
        case unknownVoice
        case other
    }

    public let kind: Kind
    /// The voice or folder that it is about.
    public let subject: String
    /// The call that failed.
    public let operation: String
    /// What that call returned.
    public let code: Int32

    public init(_ kind: Kind, subject: String, operation: String, code: Int32) {
        self.kind = kind
        self.subject = subject
        self.operation = operation
        self.code = code
    }

    /// What an administrator can do about it; nil when nothing is known to help.
    public var remedy: String? {
        switch kind {
        case .dataMissing: "install the voices: apt-get install espeak-ng-data"
        case .unknownVoice:
            "name a voice that `espeak-ng --voices` lists, in the language pack's language.json"
        case .other: nil
        }
    }

    public var description: String {
        let what =
            switch kind {
            case .dataMissing: "eSpeak NG found no voices in “\(subject)”"
            case .unknownVoice: "eSpeak NG has no voice “\(subject)”"
            case .other: "eSpeak NG failed with “\(subject)”"
            }
        let remedy = remedy.map { "; remedy: \($0)" } ?? ""
        return "\(what) (\(operation) returned \(code))\(remedy)"
    }
}
