public import Knowledge

/// Brings typed and recognized text into the one form that is compared.
///
/// A value without state: share it between threads.
public struct Normalizer: Sendable {
    let rules: LanguageRules
    private let spelled: SpelledTerms
    let hesitations: Set<String>
    private let fillers: PhraseTable<Bool>
    private let before: PhraseTable<Bool>
    private let after: PhraseTable<Bool>
    /// Names for things, over stems.
    private let things: PhraseTable<String>
    /// Words of one sense, over stems.
    private let senses: PhraseTable<[String]>

    /// Carriers at least this long are removed wherever they stand; shorter
    /// ones only at the edges, where they cannot be part of the question.
    private static let surestCarrier = 3

    public init(pack: LanguagePack) {
        self.init(
            vocabulary: Vocabulary(pack: pack, senses: PackResources(of: pack).senses))
    }

    init(vocabulary: Vocabulary) {
        rules = vocabulary.rules
        spelled = SpelledTerms(known: vocabulary.terms)
        let plain = Self(rules: vocabulary.rules, spelled: spelled)
        hesitations = Set(vocabulary.fillers.filter { vocabulary.hesitations.contains($0) })
        fillers = Self.table(vocabulary.fillers, plain)
        before = Self.table(vocabulary.carriersBefore, plain)
        after = Self.table(vocabulary.carriersAfter, plain)
        var things = PhraseTable<String>()
        for (thing, aliases) in vocabulary.synonyms {
            for alias in [thing] + aliases {
                things.insert(plain.words(of: alias).map(vocabulary.rules.stem), "<\(thing)>")
            }
        }
        self.things = things
        senses = Self.senses(vocabulary.senses, plain)
    }

    /// Without a pack: spelling and numbers only.
    private init(rules: LanguageRules, spelled: SpelledTerms) {
        self.rules = rules
        self.spelled = spelled
        hesitations = []
        fillers = PhraseTable()
        before = PhraseTable()
        after = PhraseTable()
        things = PhraseTable()
        senses = PhraseTable()
    }

    private static func table(_ phrases: [String], _ plain: Normalizer) -> PhraseTable<Bool> {
        var table = PhraseTable<Bool>()
        for phrase in phrases { table.insert(plain.words(of: phrase), true) }
        return table
    }

    private static func senses(
        _ senses: [(key: String, value: [String])], _ plain: Normalizer
    ) -> PhraseTable<[String]> {
        var byPhrase: [[String]: [String]] = [:]
        var order: [[String]] = []
        for (sense, phrases) in senses {
            for phrase in phrases {
                let stems = plain.words(of: phrase).map(plain.rules.stem)
                if byPhrase[stems] == nil { order.append(stems) }
                byPhrase[stems, default: []].append("~\(sense)")
            }
        }
        var table = PhraseTable<[String]>()
        for stems in order { table.insert(stems, byPhrase[stems] ?? []) }
        return table
    }

    var politeWords: Set<String> { rules.politeWords }

    func isKnownTerm(_ word: String) -> Bool { spelled.known.contains(word) }

    func withoutHesitations(_ words: [String]) -> [String] {
        words.filter { !hesitations.contains($0) }
    }

    /// Whether the words begin like a follow-up, or say "it" for their subject.
    func leans(_ words: [String]) -> Bool {
        let words = withoutHesitations(words)
        return rules.ellipses.contains { words.starts(with: $0) }
            || words.contains { rules.pronouns.contains($0) && $0 != "1" }
    }

    /// How many words of "sorry, no, I meant the passport" go before what was meant; 0
    /// when nothing is taken back. It takes back the subject, and keeps what was asked
    /// about it.
    func repairLength(_ words: [String]) -> Int {
        var place = 0
        var isDenied = false
        while place < words.count {
            let word = words[place]
            if rules.denials.contains(word) {
                isDenied = true
            } else if !rules.regrets.contains(word), !hesitations.contains(word) {
                break
            }
            place += 1
        }
        if let phrase = rules.repairs.first(where: { words[place...].starts(with: $0) }) {
            // "It is" corrects only what was denied.
            guard isDenied || phrase.first == "i" else { return 0 }
            return place + phrase.count < words.count ? place + phrase.count : 0
        }
        return isDenied && place < words.count ? place : 0
    }

    /// "Hello, I would like to know": nothing but what goes before a question.
    func isOnlyCarrier(_ words: [String]) -> Bool {
        var index = 0
        while index < words.count {
            if hesitations.contains(words[index]) {
                index += 1
            } else if let match = before.longest(in: words, at: index)
                ?? fillers.longest(in: words, at: index)
            {
                index += match.length
            } else {
                return false
            }
        }
        return true
    }

    // MARK: - Words

    /// Every word that was said, in one spelling; nothing is left out.
    public func words(of text: String) -> [String] {
        var words: [String] = []
        for token in Tokenizer.tokens(of: text) { expand(token, into: &words) }
        words = NumberWords.digits(words, rules: rules)
        return spelled.join(words)
    }

    private func expand(_ token: String, into words: inout [String]) {
        if let expansion = rules.contractions[token] {
            words.append(contentsOf: expansion)
            return
        }
        var word = Substring(token)
        var tail: String?
        if let mark = token.lastIndex(of: "'"), mark > token.startIndex {
            tail = rules.clitics[String(token[token.index(after: mark)...])]
            if tail != nil { word = token[..<mark] }
        }
        let bare = word.filter { $0 != "'" }
        for part in parts(of: bare) { words.append(rules.spellings[part] ?? part) }
        if let tail, !tail.isEmpty { words.append(tail) }
    }

    /// "11pm" → "11", "pm"; "ct01" stays.
    private func parts(of token: String) -> [String] {
        guard let first = token.utf8.first, Tokenizer.isDigit(first),
            !spelled.known.contains(token),
            let letter = token.utf8.firstIndex(where: Tokenizer.isLetter)
        else { return [token] }
        return [String(token[..<letter]), String(token[letter...])]
    }

    // MARK: - Questions

    /// What is left of an utterance when greetings, "can you tell me" and
    /// hesitations are taken away. When nothing is left, all of it.
    public func question(_ text: String) -> NormalisedText { analysed(core(of: words(of: text))) }

    func core(of words: [String]) -> [String] {
        var core = words.filter { !hesitations.contains($0) }
        core = removing(before, from: core, atLeast: Self.surestCarrier)
        core = removing(after, from: core, atLeast: Self.surestCarrier)
        var changed = true
        while changed {
            changed = false
            if let match = before.longest(in: core, at: 0), match.length < core.count {
                core.removeFirst(match.length)
                changed = true
            }
            if let match = after.longest(in: core, endingAt: core.count), match.length < core.count
            {
                core.removeLast(match.length)
                changed = true
            }
        }
        core = removing(fillers, from: core, atLeast: 1)
        return core.isEmpty ? words : core
    }

    /// Leaves the last words when everything would go.
    private func removing(
        _ table: PhraseTable<Bool>, from words: [String], atLeast length: Int
    ) -> [String] {
        guard !table.isEmpty else { return words }
        var kept: [String] = []
        var index = 0
        while index < words.count {
            if let match = table.longest(in: words, at: index), match.length >= length {
                index += match.length
            } else {
                kept.append(words[index])
                index += 1
            }
        }
        return kept.isEmpty ? words : kept
    }

    /// Stems, things and senses of words that are normalised already.
    func analysed(_ words: [String]) -> NormalisedText {
        let stems = words.map(rules.stem)
        var units: [String] = []
        var concepts: [String] = []
        var index = 0
        while index < stems.count {
            if let match = things.longest(in: stems, at: index) {
                units.append(match.value)
                concepts.append(match.value)
                index += match.length
            } else {
                units.append(stems[index])
                index += 1
            }
        }
        index = 0
        while index < stems.count {
            guard let match = senses.longest(in: stems, at: index) else {
                index += 1
                continue
            }
            for sense in match.value where !concepts.contains(sense) { concepts.append(sense) }
            index += match.length
        }
        return NormalisedText(words: words, stems: stems, units: units, concepts: concepts)
    }
}
