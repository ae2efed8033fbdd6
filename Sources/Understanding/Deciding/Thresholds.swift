internal import Knowledge

/// Where the decision turns. `language.json` may override each, under
/// `thresholds`, by the name given here with `understanding.` before it.
struct Thresholds: Sendable, Equatable {
    /// `in_domain`: below it, nothing known was asked for.
    var inDomain = 0.78
    /// `in_domain_by_words`: the same where there is no sentence encoder.
    var inDomainByWords = 0.4
    /// `bare`: the same for a question that names no subject: nothing in it can tell
    /// that it belongs elsewhere.
    var bare = 0.1
    /// `answer`: with less than this share among all entries, weaker rivals are asked
    /// about, too.
    var answer = 0.4
    /// `rival`: a rival with this share of the best one's is worth asking about.
    var rival = 0.4
    /// `close`: a rival with this share of the best one's is always asked about.
    var close = 0.7
    /// `unsure_rival`: the same where no entry has the share that an answer needs.
    var unsureRival = 0.2
    /// `clarify`: what is offered must have this much of all shares together.
    var clarify = 0.1
    /// `doubtful`: with so much of what `in_domain` asks for, the line asks what was meant
    /// instead of admitting that it knows nothing.
    var doubtful = 0.65
    /// `vague`: a question is asked back about when it looks vaguer than this share of the
    /// questions that entries have,
    var vague = 0.85
    /// `vague_in_domain`: and something known was probably asked for.
    var vagueInDomain = 0.5
    /// `action`: a request needs this share of what it and the best entry have together.
    var action = 0.6
    /// `specific`: a question that names its subject less surely than this
    /// leans on what was said before.
    var specific = 0.5
    /// `sure`: with this share even a question without a subject is answered.
    var sure = 0.9
    /// `complete`: a question with this score is finished, if its end is probable.
    var complete = 0.9
    /// `likely`: one of whose three best answers have this score together may be.
    var likely = 0.5

    init() {}

    init(_ settings: [String: Double]) {
        func read(_ name: String, _ value: inout Double) {
            if let setting = settings["understanding.\(name)"] { value = setting }
        }
        read("in_domain", &inDomain)
        read("bare", &bare)
        read("in_domain_by_words", &inDomainByWords)
        read("answer", &answer)
        read("rival", &rival)
        read("close", &close)
        read("unsure_rival", &unsureRival)
        read("clarify", &clarify)
        read("doubtful", &doubtful)
        read("vague", &vague)
        read("vague_in_domain", &vagueInDomain)
        read("action", &action)
        read("specific", &specific)
        read("sure", &sure)
        read("complete", &complete)
        read("likely", &likely)
    }
}
