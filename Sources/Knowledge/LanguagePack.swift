public import Foundation

/// All that the line knows in one language: a folder `models/<BCP 47 tag>/`,
/// read, checked, and never changed.
public struct LanguagePack: Sendable {
    public let language: LanguageSettings
    public let topics: [Topic]

    /// In the order of the files' names, then of the entries in each.
    public let entries: [Entry]
    public let phrases: Phrases
    public let carriers: Carriers

    /// What steers the call, such as `repeat`, by its key.
    public let controls: [String: [Template]]

    /// The values of a template's `{slot}`, by its name.
    public let lists: [String: [String]]

    /// Other names for a thing, by the name that the knowledge uses.
    public let synonyms: [String: [String]]
    public let pronunciations: [Pronunciation]

    /// What callers may ask and no entry answers, from near and far.
    public let negatives: [String]

    /// Words and phrases with a common sense, by its name.
    public let senses: [String: [String]]

    /// What a recognizer made of questions that were said, by the source of their
    /// template.
    public let heard: [String: [String]]

    /// What callers ask without saying which of several things they mean.
    public let vague: [VagueQuestion]

    /// What the line can do, beside answering; nil when the pack says nothing of it.
    public let actions: Actions?

    /// Where the pack was read from.
    public let folder: URL

    /// SHA-256 over the names and bytes of all files of the pack, as 64
    /// hexadecimal digits: equal when nothing changed.
    public let contentHash: String

    private let places: [String: Int]

    /// BCP 47, such as `en-US`.
    public var tag: String { language.tag }

    public init(
        language: LanguageSettings, topics: [Topic] = [], entries: [Entry],
        phrases: Phrases = Phrases([:]), carriers: Carriers = Carriers(),
        controls: [String: [Template]] = [:], lists: [String: [String]] = [:],
        synonyms: [String: [String]] = [:], pronunciations: [Pronunciation] = [],
        negatives: [String] = [], senses: [String: [String]] = [:], heard: [String: [String]] = [:],
        vague: [VagueQuestion] = [], actions: Actions? = nil,
        folder: URL = URL(filePath: "."), contentHash: String = ""
    ) {
        self.language = language
        self.topics = topics
        self.entries = entries
        self.phrases = phrases
        self.carriers = carriers
        self.controls = controls
        self.lists = lists
        self.synonyms = synonyms
        self.pronunciations = pronunciations
        self.negatives = negatives
        self.senses = senses
        self.heard = heard
        self.vague = vague
        self.actions = actions
        self.folder = folder
        self.contentHash = contentHash
        places = Dictionary(
            entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The entry with this id; nil when the pack has none.
    public func entry(_ id: String) -> Entry? { places[id].map { entries[$0] } }

    /// Reads a pack. Throws all errors that it has, not only the first;
    /// warnings are not looked for.
    public static func load(from folder: URL) throws(PackError) -> LanguagePack {
        var reader = PackReader(folder: PackFolder(folder))
        let draft = reader.read()
        let errors = (draft.problems + PackCheck.errors(in: draft)).filter { $0.severity == .error }
        guard errors.isEmpty, let pack = draft.pack else {
            throw PackError(problems: errors)
        }
        return pack
    }

    /// Everything that is wrong or doubtful with a pack, in the order of files
    /// and lines. `today` decides which answers are past their date.
    public static func validate(_ folder: URL, today: Day) -> [Problem] {
        var reader = PackReader(folder: PackFolder(folder))
        let draft = reader.read()
        let problems =
            draft.problems + PackCheck.errors(in: draft)
            + PackCheck.warnings(in: draft, today: today)
        return PackCheck.sorted(problems)
    }
}
