public import Knowledge
public import Understanding

/// What is said in a call, turn by turn: a value that knows no sound and no time.
///
/// It is told what was heard, that nothing was heard, or which key was pressed,
/// and tells what to say. A call by voice and `tongdai ask` use the same one.
public struct Conversation: Sendable {
    /// A question of the line that the next utterance may answer.
    enum Pending: Sendable, Equatable {
        case nothing
        case anythingElse
        case offeredPerson
        case clarification(attempt: Int)
        /// "Shall I go on?", with what is left of an answer.
        case more([String], of: String)
        /// "Shall I draw a number for you?"
        case offeredAction(Actions.Kind)
    }

    /// The person behind key 0, in the words of the transcript.
    static let person = "service centre"
    private static let slowest = 100
    private static let fastest = 240
    /// How well the grammar of controls fits the sound, 0–1: nearly as well as open speech
    /// does, as well, and clearly better.
    private static let nearlyFits = 0.22
    private static let fits = 0.5
    private static let surelyFits = 0.85
    /// An answer with less than this is doubtful.
    private static let doubtfully = 0.3

    public let pack: LanguagePack
    public let understanding: Understanding
    let today: Day
    var phrases: PhrasePicker
    /// Nil where nothing can be done beside answering.
    let slots: SlotReader?
    let asksOn: Bool
    /// What is being done for the caller.
    var form: Form?
    /// What has been offered in this call: nothing is offered twice.
    var offered: Set<Actions.Kind> = []
    public internal(set) var context = DialogueContext()
    var pending = Pending.nothing
    /// What `repeat` says again.
    var lastPrompts: [Prompt] = []
    var rate: Int
    public private(set) var noInputCount = 0
    var noMatchCount = 0
    /// The caller has asked for a moment: his silence is no riddle for a while.
    public internal(set) var isWaiting = false
    /// The last that the caller said was "stop"; and so it was before this turn.
    var isStopped = false
    var wasJustStopped = false
    private var hasAskedForShort = false
    /// How the call ends once the last prompts have been said; nil while it goes on.
    /// A goodbye is taken back by whatever the caller says to the line, a transfer
    /// only by "stop" or "no", and nobody takes back that a call's time is up.
    public internal(set) var ending: Reply.Ending?

    /// - Parameters:
    ///   - today: Decides which answers still hold.
    ///   - asksOn: Whether the line asks if there is more to ask, or whether it shall go
    ///     on: not where nobody can answer, as to a voice message.
    ///   - canAct: Whether there is anyone who does what callers want done.
    public init(
        pack: LanguagePack, understanding: Understanding, today: Day, canAct: Bool = false,
        asksOn: Bool = true
    ) {
        self.asksOn = asksOn
        slots = (canAct ? pack.actions : nil).map {
            SlotReader($0, pack: pack, understanding: understanding, today: today)
        }
        self.pack = pack
        self.understanding = understanding
        self.today = today
        phrases = PhrasePicker(pack.phrases)
        rate = pack.language.speakingRate
    }

    /// The caller has just been connected.
    /// - Parameter keepsAudio: Whether he is told that the call is recorded. Whoever keeps
    ///   it sees to it that the pack has the words.
    public mutating func begin(keepsAudio: Bool = false) -> Reply {
        let tells = keepsAudio && !pack.phrases.variants(of: Phrases.keepAudio).isEmpty
        return Reply(prompts: [say("greeting")] + (tells ? [say(Phrases.keepAudio)] : []))
    }

    /// - Parameters:
    ///   - alternatives: What the recognizer thinks was said, best first.
    ///   - earlier: The alternatives of the utterance before, when the pause
    ///     between the two was so short that they may be one.
    ///   - interrupting: Whether the line was speaking. What is not understood then
    ///     was perhaps not meant for the line: a word or two are let pass.
    ///   - hasAsked: Whether the line had come to a prompt that asks something: before it, "yes"
    ///     and "no" answer nothing.
    ///   - isCutOff: Whether the caller was still speaking. He is asked to be brief,
    ///     once in a call; what was heard is answered all the same.
    public mutating func heard(
        _ alternatives: [Hypothesis], continuing earlier: [Hypothesis] = [],
        interrupting: Bool = false, hasAsked: Bool = true, isCutOff: Bool = false
    ) -> Reply {
        // A closed grammar hears its own words in everything: it is for slots only.
        let (all, alternatives) = (alternatives, alternatives.filter { !$0.isByGrammar })
        guard let best = alternatives.first, !best.text.isEmpty, ending != .timeUp else {
            return .resume
        }
        // "Um" is the beginning of something, or nothing.
        if all.count == alternatives.count, understanding.onlyHesitates(best.text) {
            return .resume
        }
        noInputCount = 0
        form?.keyed = ""
        if case .transfer = ending { return objection(alternatives) }
        guard let open = decide(alternatives, continuing: earlier) else { return .resume }
        let decision = command(in: all, where: open) ?? open
        let (wasWaiting, wasStopped) = (isWaiting, isStopped)
        (isWaiting, isStopped, wasJustStopped) = (false, false, isStopped)
        var reply =
            (interrupting && !hasAsked ? replyBeforeQuestion(decision) : nil)
            ?? fill(all, decision, interrupting: interrupting)
            ?? takeUpOffer(alternatives, decision)
            ?? reply(to: alternatives, decision, interrupting: interrupting)
        guard reply.manner == .speak else {
            (isWaiting, isStopped) = (wasWaiting, wasStopped)
            return reply
        }
        ending = reply.ending
        if isCutOff, !hasAskedForShort {
            hasAskedForShort = true
            reply.prompts.insert(say("too_long"), at: 0)
        }
        return reply
    }

    /// What steers the call, heard with the grammar of what does, where open speech is
    /// not understood; where it is understood a little, the grammar must fit the better.
    private func command(in all: [Hypothesis], where open: Decision) -> Decision? {
        guard form?.asked == nil, let closed = all.first(where: \.isByGrammar),
            !closed.text.isEmpty, closed.posterior >= leastFit(for: open)
        else { return nil }
        let decision = understanding.decide([Hypothesis(text: closed.text)], context: context)
        // "The first", of what was offered.
        if case .answer(let entry) = decision.outcome, context.offered.contains(entry) {
            return decision
        }
        guard case .control(let key) = decision.outcome else { return nil }
        // A noise sounds like a murmur, and who did not say goodbye must not be hung up on.
        var tried = self
        let reply = tried.control(key, decision, interrupting: false)
        let isCostly = key == "backchannel" || reply.ending == .goodbye
        guard !isCostly || closed.posterior >= Self.surelyFits else { return nil }
        return decision
    }

    /// How well the grammar of controls must fit the sound to be believed.
    private func leastFit(for open: Decision) -> Double {
        switch open.outcome {
        // Who names one of the things that were offered has chosen, however little that says.
        case .answer where open.picksOffered: .infinity
        case .noMatch: Self.nearlyFits
        case .clarify: Self.fits
        case .answer where (open.candidates.first?.score ?? 0) < Self.doubtfully: Self.surelyFits
        case .answer, .control, .action: .infinity
        }
    }

    /// The line says once more what it was saying, or asking, when it was interrupted.
    public mutating func sayAgain() -> Reply {
        form.map { Reply(prompts: [question(of: $0)]) } ?? repeatLast()
    }

    /// What the caller said is lost, by a fault of the line's own.
    public mutating func lost() -> Reply {
        switch ending {
        case .transfer, .timeUp: return .resume
        case .goodbye, .noInput, nil: break
        }
        (noInputCount, isWaiting, isStopped, ending) = (0, false, false, nil)
        return Reply(prompts: [say("fault_apology")])
    }

    private mutating func reply(
        to alternatives: [Hypothesis], _ decision: Decision, interrupting: Bool
    ) -> Reply {
        switch decision.outcome {
        case .action(let kind):
            if slots != nil { return begin(kind, alternatives, decision) }
            let entry = pack.actions?.offer(kind)?.after.first.flatMap { pack.entry($0) }
            return entry.map { answer($0, decision) } ?? noMatch(decision, alternatives)
        case .control(let key): return control(key, decision, interrupting: interrupting)
        case .answer(let id):
            guard let entry = pack.entry(id) else { return refuse(decision) }
            if interrupting, isDoubtful(decision, alternatives) { return .resume }
            return inParts(alternatives) ?? answer(entry, decision)
        case .clarify(let ids):
            if interrupting, isMurmur(alternatives), decision.saysNothing {
                return .resume
            }
            return inParts(alternatives) ?? clarify(ids, decision)
        case .noMatch:
            if let reply = inParts(alternatives) { return reply }
            let wordCount = alternatives.first?.text.split(separator: " ").count ?? 0
            return interrupting && wordCount <= 2 ? .resume : noMatch(decision, alternatives)
        }
    }

    /// Two questions in one breath.
    private mutating func inParts(_ alternatives: [Hypothesis]) -> Reply? {
        let decisions = understanding.decideInParts(alternatives, context: context) ?? []
        let parts = decisions.compactMap { decision -> (entry: Entry, decision: Decision)? in
            guard case .answer(let id) = decision.outcome else { return nil }
            return pack.entry(id).map { ($0, decision) }
        }
        return parts.count > 1 ? answer(parts) : nil
    }

    /// The caller has said nothing for as long as the line waits.
    /// A caller who asked for a moment is asked first whether he is still there.
    public mutating func noInput() -> Reply {
        if isWaiting {
            isWaiting = false
            return Reply(prompts: [say("still_there")])
        }
        noInputCount += 1
        let note = Note.noInput(count: noInputCount)
        if let form, noInputCount < 3 {
            return Reply(prompts: [question(of: form)], notes: [note])
        }
        switch noInputCount {
        case 1: return Reply(prompts: [say("noinput_1")], notes: [note])
        case 2: return Reply(prompts: [say("noinput_2")], notes: [note])
        default:
            ending = .noInput
            return Reply(prompts: [say("noinput_goodbye")], notes: [note], ending: ending)
        }
    }

    /// The call has lasted as long as a call may.
    public mutating func timeUp() -> Reply {
        ending = .timeUp
        return Reply(prompts: [say("goodbye")], ending: ending)
    }

    /// A key of the caller's telephone: 0 is a person, * says it again. None counts
    /// once the caller is being put through, or the call's time is up.
    public mutating func key(_ key: Character) -> Reply {
        switch ending {
        case .transfer, .timeUp: return .resume
        case .goodbye, .noInput, nil: break
        }
        (noInputCount, isWaiting, isStopped) = (0, false, false)
        if isBusy { return moment() }
        if let reply = keyed(key) {
            ending = reply.ending
            return reply
        }
        let reply =
            switch key {
            case "0": keyed("person", transfer(reason: "dtmf"))
            case "*": keyed("repeat", repeatLast())
            default: Reply(prompts: [say("dtmf_help")])
            }
        ending = reply.ending
        return reply
    }

    /// The caller has cut the line short: the call goes on.
    public mutating func goOn() {
        if ending != .timeUp { ending = nil }
    }

    /// A key says the same as a control utterance, and surely.
    private func keyed(_ control: String, _ reply: Reply) -> Reply {
        let certain = Decision(outcome: .control(control), candidates: [], normalised: "")
        var reply = reply
        reply.notes.insert(
            .chosen(Choice(.smalltalk, answer: control, decision: certain)), at: 0)
        return reply
    }

    /// Goes on as if these entries had just been answered, or, where there are
    /// several, offered for a choice. For tests and measurements of follow-ups.
    public mutating func assume(_ entries: [Entry]) {
        guard let first = entries.first else { return }
        context = DialogueContext(topic: first.topic, procedure: first.procedure)
        if entries.count == 1 {
            (context.lastEntry, pending) = (first.id, .anythingElse)
        } else {
            (context.offered, pending) = (entries.map(\.id), .clarification(attempt: 1))
        }
    }

    /// Whether what the caller says now would cut the line short at once.
    public func isStop(_ partial: String) -> Bool {
        guard ending != .timeUp else { return false }
        let decision = understanding.decide(
            [Hypothesis(text: partial, posterior: 1)], context: DialogueContext())
        return decision.outcome == .control("stop")
    }

    /// Two utterances with a short pause between them may be one question. They
    /// are, if together they are understood better than the second is alone.
    /// - Returns: Nil when they are the question that was just answered.
    private func decide(
        _ alternatives: [Hypothesis], continuing earlier: [Hypothesis]
    ) -> Decision? {
        let alone = understanding.decide(alternatives, context: context)
        guard !earlier.isEmpty else { return alone }
        if case .control = alone.outcome { return alone }
        let joined = Self.joined(earlier, alternatives)
        let together = understanding.decide(joined, context: context)
        guard case .answer(let id) = together.outcome else { return alone }
        if case .answer = alone.outcome {
            let (one, both) = (alone.candidates.first?.score, together.candidates.first?.score)
            guard (both ?? 0) > (one ?? 0) else { return alone }
        }
        let isAnswered = pending == .anythingElse && id == context.lastEntry
        return isAnswered ? nil : together
    }

    /// Two utterances as one, with the likeliest alternatives of each.
    public static func joined(
        _ earlier: [Hypothesis], _ later: [Hypothesis]
    ) -> [Hypothesis] {
        guard !earlier.isEmpty else { return later }
        return earlier.prefix(3).flatMap { first in
            later.prefix(3).map { second in
                Hypothesis(
                    text: "\(first.text) \(second.text)",
                    posterior: first.posterior * second.posterior)
            }
        }
    }

    mutating func say(_ key: String, _ values: [String: String] = [:]) -> Prompt {
        Prompt(text: phrases.text(key, values), rate: rate, asks: Phrases.asks(key))
    }

    mutating func speak(slower: Bool) -> Reply {
        rate = slower ? max(rate * 4 / 5, Self.slowest) : min(rate * 5 / 4, Self.fastest)
        let acknowledgement = say(slower ? "slower" : "faster")
        let again = lastPrompts.map { $0.spoken(at: rate) }
        return Reply(prompts: [acknowledgement] + again)
    }

    mutating func repeatLast() -> Reply {
        guard !lastPrompts.isEmpty else { return Reply(prompts: [say("repeat_nothing")]) }
        return Reply(
            prompts: lastPrompts.map { $0.spoken(at: rate) })
    }

    mutating func transfer(reason: String) -> Reply {
        settlePending()
        return Reply(
            prompts: [say("transfer")], ending: .transfer(to: Self.person, reason: reason))
    }
}
