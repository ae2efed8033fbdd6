public import Audio
public import AudioSocket

/// What `tongdai serve` answers, and within which limits. See
/// `deploy/lines.schema.json`.
public struct LinesConfiguration: Sendable, Equatable {
    /// A line of two ALSA devices.
    public struct ALSA: Sendable, Equatable {
        public var name: String
        public var capture: String
        public var playback: String
        public var rate: SampleRate
        /// Whether the capture hears the playback, as at a kiosk.
        public var hearsItself = false
    }

    /// A listener for Asterisk.
    public struct Socket: Sendable, Equatable {
        public var name = "phone"
        /// Numeric.
        public var host = "127.0.0.1"
        public var port = 9_019
        public var rate = SampleRate.telephone
        /// Whether what is played comes back: from loud telephones without echo
        /// cancellation.
        public var hearsItself = false
        public var connections = 512
        public var connectionsOfPeer = 512
        public var handshake = Duration.seconds(5)
        public var idle = Duration.seconds(120)
        /// Only these are answered; nil for all.
        public var uuids: [CallUUID]?
        /// A folder with an empty file for each call that may come, named by its UUID,
        /// which is deleted when it comes; nil for none.
        public var tokens: String?
        /// The folder for what calls came to; nil where nobody asks.
        public var outcomes: String?
        /// Extensions, by the names of those to whom callers are put through.
        public var transfers: [String: String] = [:]
    }

    /// By their names in the file.
    public static let audioCodings: [String: WAVCoding] = ["pcm": .pcm16, "mulaw": .muLaw]

    public var language = "en-US"
    public var models: String?
    public var log: String?
    /// Where calls' sound is kept: `on`, `off` or a folder; nil is off.
    public var keepAudio: String?
    /// How it is written: 16-bit PCM or μ-law.
    public var audioCoding = WAVCoding.pcm16
    /// Whether transcripts keep what a caller may be saying, for whoever watches.
    public var wantsPartials = false
    /// Simultaneous AudioSocket calls, and those that may wait for one to end; nil for
    /// what suits the cores.
    public var calls: Int?
    public var waiting = 20
    public var patience = Duration.seconds(120)
    /// For which running calls may go on after the signal to end.
    public var drain = Duration.seconds(60)
    /// Cores for the calls' stages; nil for all.
    public var workers: Int?
    public var alsa: [ALSA] = []
    public var socket: Socket?
}
