internal import Knowledge

/// Where the decision turns. `language.json` may override each, under
/// `thresholds`, by the name given here with `understanding.` before it.
struct Thresholds: Sendable, Equatable {
    /// `in_domain`: below it, nothing known was asked for.
    var inDomain = 0.65
    /// `in_domain_by_words`: the same where there is no sentence encoder.
    var inDomainByWords = 0.4
    /// `bare`: the same for a question that names no subject: nothing in it can tell
    /// that it belongs elsewhere.
    var bare = 0.1
    /// `answer`: an answer needs this share among all entries.
    var answer = 0.4
    /// `rival`: a rival with this share of the best one's is worth asking about.
    var rival = 0.4
    /// `close`: a rival with this share of the best one's is always asked about.
    var close = 0.75
    /// `clarify`: what is offered must have this much of all shares together.
    var clarify = 0.35
    /// `vague`: a question is asked back about when those of `vague.json` have this much of
    /// what they and the best entry have together,
    var vague = 0.25
    /// `least_vague`: and at least this share of all,
    var leastVague = 0.12
    /// `vague_in_domain`: and something known was probably asked for.
    var vagueInDomain = 0.5
    /// `offered`: what is offered then is as likely as this, beside the likeliest.
    var offered = 0.25
    /// `action`: a request needs this share of what it and the best entry have together.
    var action = 0.6
    /// `specific`: a question that names its subject less surely than this
    /// leans on what was said before.
    var specific = 0.5
    /// `sure`: with this share even a question without a subject is answered.
    var sure = 0.9
    /// `complete`: a partial text with this score counts as finished.
    var complete = 0.5

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
        read("clarify", &clarify)
        read("vague", &vague)
        read("least_vague", &leastVague)
        read("vague_in_domain", &vagueInDomain)
        read("offered", &offered)
        read("action", &action)
        read("specific", &specific)
        read("sure", &sure)
        read("complete", &complete)
    }
}
