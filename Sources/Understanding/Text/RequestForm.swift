/// Tells by the form of a sentence whether it asks for information, so that what it is about is
/// not begun: "how do I get a number", "do I need a number". "Could I get a number" has the form
/// in which people request.
struct RequestForm: Sendable {
    let rules: LanguageRules

    /// - Returns: False for a language whose rules know no forms.
    func asksAbout(_ words: [String]) -> Bool {
        words.indices.contains { place in
            isInterrogative(words, place) || isInverted(words, place) || asksWhether(words, place)
        }
    }

    /// "What", "how": not in "somebody who can", "when you have time", "how about Monday".
    private func isInterrogative(_ words: [String], _ place: Int) -> Bool {
        guard rules.interrogatives.contains(words[place]),
            !begins(rules.proposals, words, place), !isCleft(words, place)
        else { return false }
        if place > 0, isTold(words, place) || isRelative(words, place) { return false }
        return !isConjunction(words, place)
    }

    /// "What I want is a number": a wish.
    private func isCleft(_ words: [String], _ place: Int) -> Bool {
        begins(rules.wishes, words, place + 1)
            && words[place...].contains(where: rules.linkingVerbs.contains)
    }

    /// "I want to tell you how happy I am".
    private func isTold(_ words: [String], _ place: Int) -> Bool {
        words[..<place].ends(withOneOf: rules.tellings)
    }

    /// "The desk where they do passports": after a word that means something and asks nothing.
    private func isRelative(_ words: [String], _ place: Int) -> Bool {
        guard rules.relatives.contains(words[place]) else { return false }
        let before = words[place - 1]
        return rules.antecedents.contains(before)
            || !(rules.functionWords.contains(before) || rules.politeWords.contains(before)
                || rules.asksIndirectly(words[..<place]) || leadsToInversion(words, place))
    }

    /// "I am coming, who do I ask": what follows is a question by itself.
    private func leadsToInversion(_ words: [String], _ place: Int) -> Bool {
        place + 2 < words.count && rules.auxiliaries.contains(words[place + 1])
            && rules.subjects.contains(words[place + 2])
    }

    /// "Call me when somebody is free".
    private func isConjunction(_ words: [String], _ place: Int) -> Bool {
        guard rules.conjunctiveInterrogatives.contains(words[place]), place + 1 < words.count,
            rules.subjects.contains(words[place + 1])
        else { return false }
        return !rules.asksIndirectly(words[..<place])
    }

    /// "Do I", "has my": not "have somebody call", "do it", nor "is it possible".
    private func isInverted(_ words: [String], _ place: Int) -> Bool {
        guard let subjects = rules.invertedSubjects[words[place]], place + 1 < words.count,
            !begins(rules.requestOpenings, words, place)
        else { return false }
        let next = words[place + 1]
        if words[..<place].allSatisfy(rules.politeWords.contains) { return subjects.contains(next) }
        // What stands before may be its subject: "the clerk was a", "nobody was there".
        return subjects.contains(next) && rules.personalSubjects.contains(next) && next != "there"
            && !rules.subjects.contains(words[place - 1])
    }

    /// "I want to know whether I need a number": not "I wonder if you could call me".
    private func asksWhether(_ words: [String], _ place: Int) -> Bool {
        guard place > 1, place + 1 < words.count, rules.whethers.contains(words[place]),
            rules.asksIndirectly(words[..<place])
        else { return false }
        return !words[(place + 1)...].prefix(3).contains(where: rules.requestingModals.contains)
            && !begins(rules.possibilities, words, place + 1)
    }

    private func begins(_ phrases: [[String]], _ words: [String], _ place: Int) -> Bool {
        place < words.count && phrases.contains { words[place...].starts(with: $0) }
    }
}

/// Word classes of requests.
struct RequestWords: Sendable {
    /// "How about": what is proposed, not asked.
    var proposals: [[String]] = []
    /// "Tell you": who says what follows tells it, and asks nothing.
    var tellings: [[String]] = []
    /// Auxiliaries but modal ones, and which subjects after each make a question.
    var invertedSubjects: [String: Set<String>] = [:]
    /// "Is it possible": an inversion in which people request.
    var requestOpenings: [[String]] = []
    /// "It is possible": the same after "whether".
    var possibilities: [[String]] = []
    /// "Could": whoever asks whether somebody could requests.
    var requestingModals: Set<String> = []
    /// "If", "whether".
    var whethers: Set<String> = []
    /// "Tell me", "no idea": before "how" or "whether" they ask; "call me when" does not.
    var askings: [[String]] = []

    static let english: RequestWords = {
        var words = RequestWords()
        words.proposals = phrases(
            "how about, what about, why not, why do not you, why do not we, why do not somebody, "
                + "why does not somebody, why does not someone")
        words.tellings = phrases(
            "tell you, tell them, tell somebody, tell someone, me say, to say, on record, note down, "
                + "write down, put down, make a note")
        let people = Set(
            "i we you they he she anybody anyone somebody someone everybody".split(separator: " ")
                .map(String.init))
        let things = LanguageRules.english.subjects
        for verb in ["is", "are", "am", "was", "were", "does", "did", "has"] {
            words.invertedSubjects[verb] = things.union(["people", "nobody"])
        }
        // "Do it for me" and "have a colleague call me" are commands.
        words.invertedSubjects["do"] = people.union(["people"])
        words.invertedSubjects["have"] = ["i", "we", "you", "they"]
        let able = [
            "possible", "ok", "fine", "alright", "an option", "too much", "too late", "any chance",
        ]
        words.requestOpenings =
            able.flatMap { phrases("is it \($0)") }
            + phrases(
                "is there any chance, is there a chance, is there any way, is there a way, "
                    + "is there any possibility, is there a possibility, do you mind, "
                    + "do you think you could, do you think somebody could, "
                    + "do you think someone could, do you think i could, do you think you can, "
                    + "do you think somebody can, do you think i can, are you able to, "
                    + "is somebody able to, is anybody able to, are you so kind")
        words.possibilities = able.flatMap { phrases("it is \($0)") }
        words.requestingModals = ["can", "could", "would", "will", "may", "might"]
        words.whethers = ["if", "whether"]
        words.askings = phrases(
            "know, tell, tell me, ask, say, about, sure, wonder, wondering, remember, show me, "
                + "find out, idea, clear, understand, see, explain, check")
        return words
    }()

    private static func phrases(_ text: String) -> [[String]] {
        text.split(separator: ",").map { $0.split(separator: " ").map(String.init) }
    }
}

extension LanguageRules {
    /// Those of a language without any have no interrogatives either.
    private var requestWords: RequestWords {
        interrogatives.isEmpty ? RequestWords() : .english
    }

    var proposals: [[String]] { requestWords.proposals }
    var tellings: [[String]] { requestWords.tellings }
    var invertedSubjects: [String: Set<String>] { requestWords.invertedSubjects }
    var requestOpenings: [[String]] { requestWords.requestOpenings }
    var possibilities: [[String]] { requestWords.possibilities }
    var requestingModals: Set<String> { requestWords.requestingModals }
    var whethers: Set<String> { requestWords.whethers }

    /// Whether "how" or "whether" asks after these words: "I want to know", "I have no idea".
    func asksIndirectly(_ before: ArraySlice<String>) -> Bool {
        before.ends(withOneOf: requestWords.askings)
    }
}

extension ArraySlice<String> {
    fileprivate func ends(withOneOf phrases: [[String]]) -> Bool {
        phrases.contains { suffix($0.count) == ArraySlice($0) }
    }
}
