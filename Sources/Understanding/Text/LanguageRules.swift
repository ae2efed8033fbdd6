/// What normalisation must know about a language beyond its pack: closed
/// classes of words that no editor should have to write down.
struct LanguageRules: Sendable {
    /// Whole words to their expansions: "can't" → "can not".
    var contractions: [String: [String]] = [:]
    /// Endings after an apostrophe, without it: "ll" → "will"; "" drops it.
    var clitics: [String: String] = [:]
    /// Spellings to the one that is compared: "licence" → "license".
    var spellings: [String: String] = [:]

    var units: [String: Int] = [:]
    var tens: [String: Int] = [:]
    var multipliers: [String: Int] = [:]
    /// "and" in "one hundred and five".
    var numberJoint = ""
    /// "o" or "oh" for zero within digits.
    var zeroLetter = ""
    var zeroWord = ""

    /// Words that tell little about what a question is about.
    var functionWords: Set<String> = []
    /// Words after which something must follow.
    var openWords: Set<String> = []
    /// Words that may be said around a control utterance without changing it.
    var politeWords: Set<String> = []
    /// "a", "the": heard where none was said, and the other way round.
    var articles: Set<String> = []
    /// "what", "how", "can": a control utterance that begins so is a question.
    var questionWords: Set<String> = []
    /// "what", "how": wherever they stand, something is asked.
    var interrogatives: Set<String> = []
    /// "who", "where": after an antecedent ("somebody", "the place") they ask nothing.
    var relatives: Set<String> = []
    var antecedents: Set<String> = []
    /// "can", "do", and what stands after them in a question: "I", "the".
    var auxiliaries: Set<String> = []
    var subjects: Set<String> = []
    /// "Does", "can": at the beginning they ask, whatever follows ("does Hanoi").
    var openingAuxiliaries: Set<String> = []
    /// "You", before "can" it tells; not after one of `thanks`.
    var clauseSubjects: Set<String> = []
    var thanks: Set<String> = []
    /// "When": before a subject it asks nothing ("when I moved"), unless one of
    /// `askingVerbs` stands before it.
    var conjunctiveInterrogatives: Set<String> = []
    var askingVerbs: Set<String> = []
    /// "Is", "has": after a noun they tell about it, and before "my" (`determiners`) they
    /// may still ask, as after a past form ("my card expired is my …").
    var linkingVerbs: Set<String> = []
    var determiners: Set<String> = []
    var pastEndings: [String] = []
    var pastForms: Set<String> = []
    /// "There": no subject of anything.
    var existentials: Set<String> = []
    /// "I", "they": whoever says them has said a verb next.
    var personalSubjects: Set<String> = []
    /// "What", "where": what a word at the end may take, such as "need" or "in".
    var objectInterrogatives: Set<String> = []
    /// "Where": no object of "to".
    var placeInterrogatives: Set<String> = []
    var strandedPrepositions: Set<String> = []
    var strandedVerbs: Set<String> = []
    /// "To" takes something only after "go" and its like: else a verb follows.
    var infinitiveMarks: Set<String> = []
    var directedVerbs: Set<String> = []
    /// "That", at the end of a question.
    var demonstratives: Set<String> = []
    /// "If": what follows takes nothing that was asked for before.
    var conditionals: Set<String> = []
    /// "Know if": asks after one of `wonderLeads` ("I'd like to"), and at the beginning.
    var wonderings: [[String]] = []
    var wonderLeads: Set<String> = []
    /// "I want": what may be answered, and may lead to a question.
    var wishes: [[String]] = []
    /// "Tell me": what asks without being a question.
    var requests: [[String]] = []
    /// "and", "also": words that may join two questions.
    var conjunctions: Set<String> = []
    /// Words beside the question words with which the second of them may begin.
    var questionOpeners: Set<String> = []
    /// "and", "what about": an utterance that leans on what was said before.
    var ellipses: [[String]] = []
    /// "No", "not": with one of them a repair may begin, "no, the passport".
    var denials: Set<String> = []
    /// "Not": what follows is not the case.
    var negations: Set<String> = []
    /// "Sorry", "oh": words that may stand before a denial and after it.
    var regrets: Set<String> = []
    /// "I meant": what was said before was misunderstood, or misspoken.
    var repairs: [[String]] = []
    /// Ordinals and their places: "first" → 0; −1 counts from the end.
    var ordinals: [String: Int] = [:]
    /// Words that stand for what was just talked about: "it", "that".
    var pronouns: Set<String> = []
    /// "Much", "pay": words of a question for an amount of money, whatever it is paid for.
    var amounts: Set<String> = []
    /// "Long", "until": words of a question for a span of time, whatever it is that lasts.
    var spans: Set<String> = []
    /// "Days": what a span is counted in; "which days" asks for something else.
    var spanUnits: Set<String> = []
    /// "How much", "until when": what such questions begin with; "how" alone asks for a way.
    var amountOpeners: [[String]] = []
    var spanOpeners: [[String]] = []
    /// "Again", "exactly": what may be said beside them when something is asked once more.
    var echoes: Set<String> = []
    /// "Wait a moment", "hang on": what may stand before it.
    var interruptions: Set<String> = []

    /// Words to the stem that is compared, where no rule finds it.
    var irregularStems: [String: String] = [:]
    var stems: @Sendable (String) -> String = { $0 }

    func stem(_ word: String) -> String { irregularStems[word] ?? stems(word) }

    /// The rules for a BCP 47 tag; without rules of its own a language is
    /// compared as it is written.
    static func of(_ tag: String) -> LanguageRules {
        tag.lowercased().hasPrefix("en") ? .english : LanguageRules()
    }
}
