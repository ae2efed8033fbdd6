internal import Knowledge

/// Recognizes what steers the call: "repeat that", "yes please", "goodbye". An
/// utterance is one only when nothing else is in it but what is polite before a command
/// or after one, so that no question is taken for a control.
struct ControlMatcher: Sendable {
    /// When several are said in one breath, the first of these counts; keys
    /// that are not listed come after all of them, in alphabetical order.
    private static let precedence = [
        "person", "goodbye", "stop", "start_over", "slower", "faster", "repeat", "source", "help",
        "wait", "first", "second", "third", "anything_else_no", "no", "next", "yes", "thanks",
        "backchannel", "greeting",
    ]
    private static let mostExpansions = 1_500
    /// A template must have this many words to be matched with one wrong.
    private static let fewestWordsForSlip = 4

    struct Match: Sendable, Equatable {
        let key: String
        /// Said exactly as a template says it, but for polite words.
        let isExact: Bool
    }

    private let table: PhraseTable<String>
    /// Templates that may be matched with one word misheard, by length.
    private let long: [Int: [(words: [String], key: String)]]
    /// What a template sounds like, without articles, and its control; nil where two
    /// controls sound alike.
    private let sounds: [[UInt8]: String?]
    /// What may stand before a command, "could you", and after one, "for me".
    private let carriers: Carried
    private let articles: Set<String>
    private let rank: [String: Int]
    private let polite: Set<String>
    private let hesitations: Set<String>
    private let questionWords: Set<String>
    private let functionWords: Set<String>
    /// For each command, by rank, the stems that its templates use.
    private let vocabulary: [(key: String, stems: Set<String>)]
    private let stem: @Sendable (String) -> String

    /// Controls that are commands: they may be worded in ways not written down.
    private static let commands: Set<String> = [
        "person", "goodbye", "stop", "start_over", "slower", "faster", "repeat", "source", "help",
        "wait", "next",
    ]
    private static let mostWordsOfCommand = 8
    /// Codes of a sound: one could be anything.
    private static let shortestSound = 2
    private static let fewestWordsOfCommand = 2

    init(pack: LanguagePack, normalizer: Normalizer) {
        let keys = pack.controls.keys.sorted()
        let order =
            Self.precedence.filter(keys.contains) + keys.filter { !Self.precedence.contains($0) }
        var table = PhraseTable<String>()
        var long: [Int: [(words: [String], key: String)]] = [:]
        var sounds: [[UInt8]: String?] = [:]
        articles = normalizer.rules.articles
        carriers = Carried(pack, normalizer)
        for key in order {
            for template in pack.controls[key] ?? [] {
                for text in template.expansions(lists: pack.lists, limit: Self.mostExpansions) {
                    let words = normalizer.words(of: text)
                    table.insert(words, key)
                    let sound = Self.sound(of: words, without: articles)
                    let other = sounds[sound]
                    sounds[sound] = other == nil || other == key ? key : .some(nil)
                    if words.count >= Self.fewestWordsForSlip {
                        long[words.count, default: []].append((words, key))
                    }
                }
            }
        }
        let rules = normalizer.rules
        vocabulary = order.filter(Self.commands.contains).map { key in
            (key, Self.stems(of: pack.controls[key] ?? [], pack: pack, normalizer: normalizer))
        }
        stem = { rules.stem($0) }
        questionWords = rules.questionWords
        functionWords = rules.functionWords
        self.table = table
        self.sounds = sounds
        self.long = long
        rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        polite = normalizer.politeWords
        hesitations = normalizer.hesitations
    }

    /// - Parameter words: all words of the utterance, normalised.
    func match(_ words: [String]) -> Match? {
        guard !words.isEmpty else { return nil }
        if let key = covering(words, skipping: []) { return Match(key: key, isExact: true) }
        let spoken = words.filter { !hesitations.contains($0) }
        if let key = covering(spoken, skipping: polite) { return Match(key: key, isExact: true) }
        if let key = covering(spoken, skipping: polite, carriers: carriers) {
            return Match(key: key, isExact: true)
        }
        let key = bySound(spoken) ?? withOneSlip(spoken) ?? withOtherWords(spoken)
        return key.map { Match(key: $0, isExact: false) }
    }

    /// Words that say nothing themselves.
    private struct Carried: Sendable {
        var before = PhraseTable<Bool>()
        var after = PhraseTable<Bool>()

        init() {}

        init(_ pack: LanguagePack, _ normalizer: Normalizer) {
            func table(_ templates: [Template]) -> PhraseTable<Bool> {
                var table = PhraseTable<Bool>()
                for template in templates {
                    for text in template.expansions(lists: pack.lists, limit: mostExpansions) {
                        table.insert(normalizer.words(of: text), true)
                    }
                }
                return table
            }
            before = table(pack.carriers.beforeCommand)
            after = table(pack.carriers.afterCommand)
        }
    }

    /// A request for a person stays one when its subject follows.
    func opens(_ words: [String], with key: String) -> Bool {
        let spoken = words.filter { !hesitations.contains($0) }
        for start in spoken.indices.prefix(4) {
            guard let match = table.longest(in: spoken, at: start), match.value == key else {
                continue
            }
            let end = start + match.length
            if match.length >= 3, end < spoken.count, spoken[end] == "about" { return true }
        }
        return false
    }

    /// What was said up to some word: the fewest commands that it can be, and the most
    /// important of them.
    private struct Said {
        var commands = 0
        var rank = Int.max

        func isBetter(than other: Said?) -> Bool {
            guard let other else { return true }
            return (commands, rank) < (other.commands, other.rank)
        }
    }

    /// The most important of the templates that together cover all words. What stands
    /// before a command needs one: "no, I meant" is broken off, not a "no".
    private func covering(
        _ words: [String], skipping polite: Set<String>, carriers: Carried = Carried()
    ) -> String? {
        // By the number of words: where a command is still to come, and where none need.
        var open = [Said?](repeating: nil, count: words.count + 1)
        var whole = open
        open[0] = Said()
        func extend(_ row: inout [Said?], to end: Int, _ said: Said?) {
            if let said, said.isBetter(than: row[end]) { row[end] = said }
        }
        for start in words.indices where open[start] != nil || whole[start] != nil {
            if polite.contains(words[start]) {
                extend(&open, to: start + 1, open[start])
                extend(&whole, to: start + 1, whole[start])
            }
            for match in carriers.before.all(in: words, at: start) {
                extend(&open, to: start + match.length, open[start])
                extend(&open, to: start + match.length, whole[start])
            }
            for match in carriers.after.all(in: words, at: start) {
                extend(&whole, to: start + match.length, whole[start])
            }
            for match in table.all(in: words, at: start)
            where match.length > 1 || words.count == 1 || !questionWords.contains(words[start]) {
                let rank = rank[match.value] ?? .max
                for said in [open[start], whole[start]].compactMap(\.self) {
                    extend(
                        &whole, to: start + match.length,
                        Said(commands: said.commands + 1, rank: min(said.rank, rank)))
                }
            }
        }
        guard let best = whole[words.count]?.rank else { return nil }
        return rank.first { $0.value == best }?.key
    }

    /// "Know" for "no", "hold on the second": other words that sound the same.
    private func bySound(_ words: [String]) -> String? {
        guard words.count <= Self.mostWordsOfCommand else { return nil }
        for said in [words, words.filter { !polite.contains($0) }] {
            let sound = Self.sound(of: said, without: articles)
            guard sound.count >= Self.shortestSound, let key = sounds[sound] else { continue }
            return key
        }
        return nil
    }

    private static func sound(of words: [String], without articles: Set<String>) -> [UInt8] {
        words.filter { !articles.contains($0) }.flatMap(PhoneticKey.key)
    }

    /// One word may be another that sounds nearly the same.
    private func withOneSlip(_ words: [String]) -> String? {
        guard words.count >= Self.fewestWordsForSlip else { return nil }
        for template in long[words.count] ?? [] {
            var slips = 0
            for (said, meant) in zip(words, template.words) where said != meant {
                slips += Self.soundAlike(said, meant) ? 1 : 2
                if slips > 1 { break }
            }
            if slips <= 1 { return template.key }
        }
        return nil
    }

    /// All that carries meaning is among the words of one command.
    private func withOtherWords(_ words: [String]) -> String? {
        guard words.count <= Self.mostWordsOfCommand else { return nil }
        let stems = words.filter { !functionWords.contains($0) && !polite.contains($0) }.map(stem)
        guard stems.count >= Self.fewestWordsOfCommand else { return nil }
        let keys = vocabulary.filter { entry in stems.allSatisfy(entry.stems.contains) }
        return keys.count == 1 ? keys[0].key : nil
    }

    private static func stems(
        of templates: [Template], pack: LanguagePack, normalizer: Normalizer
    ) -> Set<String> {
        var stems: Set<String> = []
        for template in templates {
            for text in template.expansions(lists: pack.lists, limit: 40) {
                for word in normalizer.words(of: text)
                where !normalizer.rules.functionWords.contains(word) {
                    stems.insert(normalizer.rules.stem(word))
                }
            }
        }
        return stems
    }

    private static func soundAlike(_ one: String, _ other: String) -> Bool {
        Mishearing.distance(PhoneticKey.key(of: one), PhoneticKey.key(of: other)) <= 1
    }
}
