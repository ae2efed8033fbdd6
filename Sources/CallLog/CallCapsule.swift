internal import Knowledge
public import Transcript

/// One call in one file, to be played again elsewhere or later: a tar archive of a
/// manifest with the SHA-256 of each part, the call's events as they stand in the log,
/// and its sound if that was kept. See docs/capsule.md.
public struct CallCapsule: Sendable {
    /// What a file is called that holds one: `call.tongdai`.
    public static let ending = ".tongdai"

    /// What this program writes.
    public static let currentVersion = 1
    private static let format = "tongdai call capsule"
    private static let manifestName = "manifest.json"
    private static let eventsName = "events.jsonl"
    private static let audioName = "audio.wav"

    /// A model, or a pack, that calls are answered with on the machine where the capsule was
    /// made.
    public struct Model: Sendable, Equatable {
        public let name: String

        /// Content hash, in hexadecimal digits.
        public let sha256: String

        public init(name: String, sha256: String) { (self.name, self.sha256) = (name, sha256) }
    }

    /// The call's lines and what can be known of them.
    public let call: ScannedCall

    /// A stereo WAV file, the caller on the left; nil when none was kept.
    public let audio: [UInt8]?

    /// The version of the program that made the capsule.
    public let packedBy: String

    /// When it was made.
    public let packed: TranscriptTime

    /// With what the machine answers calls on which it was made. With what the call itself
    /// was answered, `call.started` tells, and `recorded` of the manifest repeats it.
    public let models: [Model]

    public init(
        _ call: ScannedCall, audio: [UInt8]?, packedBy: String, packed: TranscriptTime,
        models: [Model]
    ) {
        (self.call, self.audio) = (call, audio)
        (self.packedBy, self.packed, self.models) = (packedBy, packed, models)
    }

    public var id: String { call.call }

    // MARK: Writing

    public var bytes: [UInt8] {
        var parts = [Ustar.File(name: Self.eventsName, bytes: events)]
        if let audio { parts.append(Ustar.File(name: Self.audioName, bytes: audio)) }
        let manifest = Ustar.File(
            name: Self.manifestName, bytes: Array((manifest(of: parts).indentedJSON + "\n").utf8))
        return Ustar.write([manifest] + parts, time: packed.milliseconds / 1_000)
    }

    private var events: [UInt8] { call.lines.flatMap { $0.bytes + [0x0A] } }

    private func manifest(of parts: [Ustar.File]) -> JSONValue {
        var recorded: JSONValue = [:]
        for case .callStarted(let started) in call.records.map(\.event) {
            recorded = [
                "version": .string(started.version), "knowledge": .string(started.knowledge),
                "language": .string(started.language),
                "acoustic": started.acoustic.map { .string($0) } ?? .null,
                "encoder": started.encoder.map { .string($0) } ?? .null,
            ]
        }
        return [
            "format": .string(Self.format), "v": .integer(Self.currentVersion),
            "call": .string(id), "recorded": recorded,
            "packed": [
                "time": .string(packed.description), "version": .string(packedBy),
                "models": .array(
                    models.map { ["name": .string($0.name), "sha256": .string($0.sha256)] }),
            ],
            "parts": .array(
                parts.map {
                    [
                        "name": .string($0.name), "bytes": .integer($0.bytes.count),
                        "sha256": .string(SHA256.hex(of: $0.bytes)),
                    ]
                }),
        ]
    }

    // MARK: Reading

    /// - Throws: What is wrong with the file, and what to do about it.
    public init(_ bytes: [UInt8]) throws(CapsuleError) {
        let files = try Self.files(bytes)
        guard let first = files.first, first.name == Self.manifestName,
            let manifest = try? JSONParser.parse(first.bytes).value,
            manifest["format"]?.text == Self.format, let version = manifest["v"]?.integer
        else { throw .noCapsule }
        guard version <= Self.currentVersion else { throw .newerVersion(version) }
        guard let parts = manifest["parts"]?.array, let id = manifest["call"]?.text else {
            throw .damaged(Self.manifestName)
        }
        var whole: [String: [UInt8]] = [:]
        for part in parts {
            guard let name = part["name"]?.text else { throw .damaged(Self.manifestName) }
            guard let file = files.first(where: { $0.name == name }) else { throw .missing(name) }
            guard SHA256.hex(of: file.bytes) == part["sha256"]?.text else { throw .damaged(name) }
            whole[name] = file.bytes
        }
        guard let events = whole[Self.eventsName] else { throw .missing(Self.eventsName) }
        let lines = events.split(separator: 0x0A).enumerated().map {
            ScannedCall.Line(bytes: Array($1), number: $0 + 1)
        }
        call = ScannedCall(call: id, lines: lines)
        guard !call.records.isEmpty else { throw .damaged(Self.eventsName) }
        audio = whole[Self.audioName]
        packedBy = manifest["packed"]?["version"]?.text ?? ""
        packed =
            manifest["packed"]?["time"]?.text.flatMap { TranscriptTime($0) }
            ?? TranscriptTime(milliseconds: 0)
        models = (manifest["packed"]?["models"]?.array ?? []).compactMap { model in
            guard let name = model["name"]?.text, let sha256 = model["sha256"]?.text else {
                return nil
            }
            return Model(name: name, sha256: sha256)
        }
    }

    private static func files(_ bytes: [UInt8]) throws(CapsuleError) -> [Ustar.File] {
        do {
            return try Ustar.read(bytes)
        } catch {
            switch error {
            case .noArchive: throw .noCapsule
            case .cutShort: throw .cutShort
            case .checksum, .unreadable: throw .damaged("the archive")
            }
        }
    }
}

/// Why a file is no capsule that can be played.
public enum CapsuleError: Error, Equatable, CustomStringConvertible {
    /// Something else, or nothing.
    case noCapsule

    /// A part of the file is missing at its end.
    case cutShort

    /// A part, by its name, is not as the manifest says.
    case damaged(String)

    /// A part that the manifest names is not there.
    case missing(String)

    /// A later version of the program made it.
    case newerVersion(Int)

    /// What is wrong and what to do, for after the name of the file.
    public var description: String {
        switch self {
        case .noCapsule:
            "this is no call capsule; remedy: make one: tongdai log capsule CALL -o call.tongdai"
        case .cutShort: "the capsule is cut short; remedy: copy it again, or make it anew"
        case .damaged(let part):
            "\(part) is damaged: it is not as it was packed; remedy: copy it again, or make it anew"
        case .missing(let part):
            "\(part) is missing in the capsule; remedy: copy it again, or make it anew"
        case .newerVersion(let version):
            "a newer program made this capsule (version \(version)); remedy: install that version"
        }
    }
}
