public import Foundation
public import Knowledge

/// The recorded callers of a folder, and what is expected of the line:
/// `manifest.json`, written by `scripts/make-fixtures`.
public struct FixtureManifest: Sendable {
    /// One recording.
    public struct Caller: Sendable, Equatable {
        public enum Kind: String, Sendable, CaseIterable {
            case question, followup, ambiguous, control
            /// Says what the line has asked for: `accept` is `branch=Cua Nam`, or `branch=`
            /// where it is none.
            case slot
            case outOfDomain = "out_of_domain"
            case nearDomain = "near_domain"

            /// Whether the knowledge has nothing to say to it.
            public var isForeign: Bool { self == .outOfDomain || self == .nearDomain }
        }

        public let id: String
        /// The path of the WAV file.
        public let path: String
        /// What is said, as written.
        public let text: String
        public let kind: Kind
        /// Facts or entries that answer it.
        public let accept: [String]
        /// The control utterance that it is.
        public let control: String?
        /// What was answered before, or, where there are several, offered.
        public let context: [String]
        public let voice: String
        public let isHuman: Bool
        /// `16k`, `alaw`, `ulaw`.
        public let channel: String
        /// Signal to noise, dB; nil without added noise.
        public let noise: Int?
        public let effects: [String]
        /// Of the voice, in milliseconds from the file's beginning.
        public let speechEndMS: Int
        /// `tune` or `test`.
        public let split: String
    }

    public let callers: [Caller]

    /// Reads `manifest.json` in `folder`.
    public static func load(_ folder: URL) throws(PackError) -> FixtureManifest {
        let source = MeasurementFile(
            folder.appending(path: "manifest.json"),
            remedy: "make it anew: scripts/make-fixtures")
        guard let nodes = try source.root().member("callers")?.elements else {
            throw source.problem(1, "there are no \"callers\"")
        }
        var callers: [Caller] = []
        for node in nodes {
            guard let caller = Caller(node, folder) else {
                throw source.problem(node.place.line, "the caller cannot be read")
            }
            callers.append(caller)
        }
        return FixtureManifest(callers: callers)
    }
}

extension FixtureManifest.Caller {
    fileprivate init?(_ node: JSONNode, _ folder: URL) {
        guard let id = node.member("id")?.text, let file = node.member("file")?.text,
            let text = node.member("text")?.text,
            let kind = node.member("kind")?.text.flatMap(Kind.init(rawValue:)),
            let channel = node.member("channel")?.text, let voice = node.member("voice")?.text,
            let speechEnd = node.member("speech_end_ms")?.integer
        else { return nil }
        self.id = id
        path = file.hasPrefix("/") ? file : folder.appending(path: file).relativePath
        self.text = text
        self.kind = kind
        accept = node.texts("accept")
        context = node.texts("context")
        control = node.member("control")?.text
        self.voice = voice
        isHuman = node.member("speaker")?.text == "human"
        self.channel = channel
        noise = node.member("noise_db")?.integer
        effects = node.texts("effects")
        speechEndMS = speechEnd
        split = node.member("split")?.text ?? "tune"
    }
}

extension FixtureManifest.Caller {
    /// What the line has asked for, and what is said: empty where that is no value.
    var slot: (name: String, value: String) {
        let parts = (accept.first ?? "").split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (parts.first.map(String.init) ?? "", parts.count > 1 ? String(parts[1]) : "")
    }
}
