/// `language.json`: which models and which voice a language uses.
public struct LanguageSettings: Sendable, Equatable {
    /// BCP 47, such as `en-US`.
    public let tag: String

    /// Such as "English".
    public let name: String

    /// A folder in the pack, or the name of one of the system's models.
    public let acousticModel: String

    /// File name in the acoustic model's folder or beside it.
    public let dictionary: String
    public let backgroundModel: String

    /// The synthesizer's name of the voice.
    public let voice: String

    /// Words a minute.
    public let speakingRate: Int

    /// Values that override those in the code, by name.
    public let thresholds: [String: Double]

    public init(
        tag: String, name: String, acousticModel: String = "en-us",
        dictionary: String = "cmudict-en-us.dict", backgroundModel: String = "en-us.lm.bin",
        voice: String = "en-us", speakingRate: Int = 160, thresholds: [String: Double] = [:]
    ) {
        self.tag = tag
        self.name = name
        self.acousticModel = acousticModel
        self.dictionary = dictionary
        self.backgroundModel = backgroundModel
        self.voice = voice
        self.speakingRate = speakingRate
        self.thresholds = thresholds
    }
}
