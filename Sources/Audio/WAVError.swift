/// What is wrong with a WAV file, at which byte, and what helps.
///
/// The file's name is the caller's: `remedy(for:)` writes it into a command that
/// can be copied, `remedy` says `FILE.wav`.
public struct WAVError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// No bytes at all.
        case empty
        /// Not a RIFF/WAVE file. What it looks like: "FLAC", "MP3", or nil.
        case notWAV(looksLike: String?)
        /// The file ends inside its header.
        case truncatedHeader
        /// A chunk before the sound is longer than what is left of the file.
        case truncatedChunk(name: String, declared: Int, present: Int)
        /// The sound is shorter than the header says: in bytes.
        case truncatedData(declared: Int, present: Int)
        /// The sound is longer than the header says: bytes of no chunk follow it.
        case strayBytes(declared: Int, following: Int)
        /// The file ends, or its sound begins, without a format.
        case formatMissing
        case dataMissing
        /// A sound of no samples. How many bytes follow it in the file: many, when
        /// a recorder was stopped before it could complete the header.
        case noSamples(following: Int)
        /// A coding, such as ADPCM or MP3 in WAV, by its number in the registry.
        case unsupportedCoding(Int)
        case unsupportedBits(Int)
        case unsupportedChannels(Int)
        case unsupportedRate(Int)
        /// Bytes a frame, as declared, and as the channels and bits need.
        case inconsistentFrame(declared: Int, needed: Int)
    }

    public let kind: Kind
    /// Where in the file, in bytes from its beginning.
    public let offset: Int

    public init(kind: Kind, offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    public var description: String { "\(problem) (at byte \(offset)); remedy: \(remedy)" }

    /// One clause, without the place and the remedy.
    public var problem: String {
        switch kind {
        case .empty: "the file is empty"
        case .notWAV(let format?): "not a WAV file: it looks like \(format)"
        case .notWAV(nil): "not a WAV file: it does not begin with RIFF and WAVE"
        case .truncatedHeader: "the file ends inside the WAV header"
        case .truncatedChunk(let name, let declared, let present):
            "the \"\(name)\" chunk declares \(declared) bytes, but \(present) are left in the file"
        case .truncatedData(let declared, let present):
            "the header declares \(declared) bytes of sound, but the file has \(present): "
                + "it is cut off, or its header is wrong"
        case .strayBytes(let declared, let following):
            "the header declares \(declared) bytes of sound, but \(following) more follow "
                + "that belong to no chunk"
        case .formatMissing: "the sound has no format: no \"fmt \" chunk comes before it"
        case .dataMissing: "the file has no sound: no \"data\" chunk"
        case .noSamples(0): "the file has 0 samples of sound"
        case .noSamples(let following):
            "the header declares 0 samples of sound, yet \(following) bytes follow it: "
                + "the recording was not completed"
        default: unsupported
        }
    }

    private var unsupported: String {
        switch kind {
        case .unsupportedCoding(let coding):
            "the sound is coded as \(WAVCoding.name(ofCode: coding)), not as PCM, float, A-law "
                + "or μ-law"
        case .unsupportedBits(let bits): "\(bits) bits a sample are not supported in this coding"
        case .unsupportedChannels(let count):
            count == 0
                ? "the header declares 0 channels"
                : "\(count) channels are more than the \(WAVFile.maximumChannelCount) supported"
        case .unsupportedRate(let hertz):
            "a sample rate of \(hertz) Hz is outside \(WAVFile.supportedRates.lowerBound)–"
                + "\(WAVFile.supportedRates.upperBound) Hz"
        case .inconsistentFrame(let declared, let needed):
            "the header declares \(declared) bytes a frame where its channels and bits need "
                + "\(needed)"
        default: ""
        }
    }

    public var remedy: String { remedy(for: "FILE.wav") }

    /// What a user can do about it. A command, wherever one helps.
    public func remedy(for path: String) -> String {
        let fixed = "fixed.wav"
        return switch kind {
        case .empty: "record or copy the file again"
        case .notWAV(let format?) where Self.needsFFmpeg.contains(format):
            "ffmpeg -i \(path) \(fixed)"
        case .notWAV(let format?):
            "sox -t \(Self.soxTypes[format] ?? "wav") \(path) -b 16 \(fixed)"
        case .notWAV(nil):
            "convert it to WAV; raw telephone sound: sox -t al -r 8000 -c 1 \(path) \(fixed)"
        case .truncatedHeader, .formatMissing, .dataMissing, .truncatedChunk:
            "copy or record the file again: what is missing cannot be restored"
        case .truncatedData, .strayBytes, .noSamples(1...):
            "sox --ignore-length \(path) \(fixed)"
        case .noSamples: "record the file again, or leave it out"
        case .unsupportedChannels(1...): "sox \(path) \(fixed) remix 1"
        case .unsupportedRate(1...): "sox \(path) -r 16000 \(fixed)"
        case .unsupportedCoding, .unsupportedBits:
            "sox \(path) -e signed-integer -b 16 \(fixed)"
        case .unsupportedChannels, .unsupportedRate, .inconsistentFrame:
            "the header is damaged: sox -t raw -r 16000 -e signed -b 16 -c 1 \(path) \(fixed), "
                + "with the rate and coding that it was recorded in"
        }
    }

    /// What sox in Debian reads only with a further package, or not at all.
    private static let needsFFmpeg = ["RF64", "MPEG-4 audio", "Matroska or WebM", "AVI"]

    private static let soxTypes = [
        "FLAC": "flac", "MP3": "mp3", "Ogg": "ogg", "big-endian WAV (RIFX)": "wav",
        "AIFF": "aiff", "Sun AU": "au", "Core Audio": "caf", "AMR": "amr-nb",
        "NIST Sphere": "sph", "Wave64": "w64",
    ]
}
