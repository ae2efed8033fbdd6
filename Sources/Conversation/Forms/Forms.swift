public import Fulfilment
import Knowledge
import Understanding

/// Actions: what must be known is asked for, said once more, done, and told.
extension Conversation {
    /// How often one thing is asked for.
    private static let mostAttempts = 3
    /// How often another value is tried.
    private static let mostRefusals = 3
    /// A question in the middle of a form is answered only when it surely is one.
    private static let surelyAsked = 0.5
    private static let wordsOfQuestion = 4
    /// The grammar of what steers a call.
    private static let controls = "control"
    /// Controls that a value may be taken for: "afternoon", "the second".
    private static let mayBeValues: Set<String> = [
        "yes", "no", "greeting", "thanks", "backchannel", "next", "first", "second", "third",
        "anything_else_no",
    ]

    /// Begins an action, with what was already said for it.
    mutating func begin(
        _ kind: Actions.Kind, _ alternatives: [Hypothesis], _ decision: Decision
    ) -> Reply {
        guard let slots else { return refuse(decision) }
        settlePending()
        noMatchCount = 0
        var form = Form(kind)
        form.values = slots.values(in: alternatives, for: kind, asked: nil)
        self.form = form
        return noted(proceed(), kind, decision)
    }

    /// "Shall I draw a number for you?" "At Cua Nam, tomorrow": that is a yes.
    mutating func takeUpOffer(_ alternatives: [Hypothesis], _ decision: Decision) -> Reply? {
        guard case .offeredAction(let kind) = pending, let slots,
            surelyAsked(decision) == nil,
            !slots.values(in: alternatives, for: kind, asked: nil).isEmpty
        else { return nil }
        if case .control = decision.outcome { return nil }
        return begin(kind, alternatives, decision)
    }

    /// What is said while a form is being filled. Nil when it has nothing to do with it.
    mutating func fill(
        _ alternatives: [Hypothesis], _ decision: Decision, interrupting: Bool
    ) -> Reply? {
        guard let form, let slots else { return nil }
        if case .control(let key) = decision.outcome {
            // A murmur confirms nothing that has not been said to its end.
            let isMurmur = key == "backchannel" || key == "next"
            if isMurmur, interrupting || form.stage != .confirming { return .resume }
            if let reply = steer(form, key, decision) { return reply }
            guard Self.mayBeValues.contains(key) || form.stage == .doing else { return nil }
        }
        if let entry = asked(alternatives, decision) { return digress(entry, decision) }
        // A number that has been drawn must be told: nobody leaves before.
        if form.stage == .doing { return Reply(prompts: [say("action_moment")]) }
        let open = alternatives.filter { !$0.isByGrammar }
        let isNamed =
            form.asked.map {
                slots.values(in: open, for: form.kind, asked: nil).has($0)
            } ?? false
        // A grammar hears a value in a question, too: what is surely asked comes first.
        if !isNamed, let entry = surelyAsked(decision) { return digress(entry, decision) }
        let values = slots.values(
            in: alternatives, for: form.kind, asked: form.asked,
            isChanging: form.stage == .changing)
        if !values.isEmpty {
            self.form?.values.take(values)
            self.form?.attempts = 0
            return noted(proceed(), form.kind, decision)
        }
        if case .control(let key) = decision.outcome, !Understanding.choices.contains(key) {
            return nil
        }
        if case .action(let kind) = decision.outcome, kind != form.kind {
            return begin(kind, alternatives, decision)
        }
        let words = alternatives.first?.text.split(separator: " ").count ?? 0
        return interrupting && words <= 2 ? .resume : askAgain(decision)
    }

    /// The entry that is surely asked for, where no comment is.
    private func surelyAsked(_ decision: Decision) -> Entry? {
        guard case .answer(let id) = decision.outcome, form?.asked != .comment,
            decision.candidates.first?.score ?? 0 >= Self.surelyAsked
        else { return nil }
        return pack.entry(id)
    }

    /// The entry that a question in the middle of a form surely asks for, though it may
    /// hold what could be a value: "how much does an identity card cost".
    private func asked(_ alternatives: [Hypothesis], _ decision: Decision) -> Entry? {
        guard case .answer(let id) = decision.outcome,
            decision.candidates.first?.score ?? 0 >= Self.surelyAsked
        else { return nil }
        let isInNeed = pack.actions?.offered(after: id) == .report
        if isInNeed { return pack.entry(id) }
        let words = alternatives.first?.text.lowercased().split(separator: " ") ?? []
        guard form?.stage != .doing, form?.asked != .comment,
            let first = words.first, words.count >= Self.wordsOfQuestion,
            understanding.opensQuestion(String(first))
        else { return nil }
        return pack.entry(id)
    }

    /// "Yes", "no", "stop", "help", where a form gives them a meaning.
    private mutating func steer(
        _ form: Form, _ key: String, _ decision: Decision
    ) -> Reply? {
        switch (key, form.stage) {
        case ("yes", .confirming), ("backchannel", .confirming), ("next", .confirming):
            return noted(carryOut(form), form.kind, decision)
        case ("no", .confirming), ("anything_else_no", .confirming):
            self.form?.stage = .changing
            context.pendingYesNo = false
            lastPrompts = [say("action_change")]
            return noted(Reply(prompts: lastPrompts), form.kind, decision)
        case ("no", .asking(.comment)), ("anything_else_no", .asking(.comment)),
            ("thanks", .asking(.comment)):
            self.form?.values.comment = ""
            return noted(proceed(), form.kind, decision)
        case ("stop", _), ("start_over", _), ("no", _), ("anything_else_no", _):
            return form.stage == .doing ? nil : noted(giveUp(), form.kind, decision)
        case ("help", .asking(let slot)):
            return noted(Reply(prompts: [help(slot)]), form.kind, decision)
        default: return nil
        }
    }

    /// Asks for what is missing; else says it all once more; else does it.
    private mutating func proceed() -> Reply {
        guard let form else { return .resume }
        if let slot = form.missing {
            self.form?.stage = .asking(slot)
            context.pendingYesNo = false
            lastPrompts = [ask(slot)]
            return Reply(prompts: lastPrompts)
        }
        guard form.wantsConfirmation else { return carryOut(form) }
        self.form?.stage = .confirming
        context.pendingYesNo = true
        lastPrompts = [confirmation(of: form)]
        return Reply(prompts: lastPrompts)
    }

    private mutating func carryOut(_ form: Form) -> Reply {
        guard let errand = form.values.errand(form.kind, about: context.lastEntry) else {
            return proceed()
        }
        self.form?.stage = .doing
        self.form?.errand = errand
        context.pendingYesNo = false
        var reply = Reply()
        reply.errand = errand
        return reply
    }

    /// Nothing is done.
    private mutating func giveUp() -> Reply {
        form = nil
        settlePending()
        pending = .anythingElse
        return Reply(prompts: [say("action_cancelled"), say("anything_else")])
    }

    /// Another question in the middle: it is answered, then the form goes on.
    private mutating func digress(_ entry: Entry, _ decision: Decision) -> Reply {
        let form = form
        var reply = answer(entry, decision, offering: false, whole: true)
        // Whoever is in need is not asked for a ward.
        guard reply.errand == nil else {
            self.form = nil
            return reply
        }
        reply.prompts.removeLast()
        self.form = form
        settlePending()
        reply.prompts += proceed().prompts
        return reply
    }

    private mutating func askAgain(_ decision: Decision) -> Reply {
        form?.attempts += 1
        guard let form else { return .resume }
        let notes: [Note] = [
            .chosen(Choice(.nomatch, decision: decision)), .noMatch(count: form.attempts),
        ]
        guard form.attempts < Self.mostAttempts else {
            self.form = nil
            settlePending()
            pending = .offeredPerson
            context.pendingYesNo = true
            return Reply(prompts: [say("offer_person")], notes: notes)
        }
        return Reply(prompts: [question(of: form)], notes: notes)
    }

    /// What the form waits for, with help.
    mutating func question(of form: Form) -> Prompt {
        switch form.stage {
        case .asking(let slot): help(slot)
        case .confirming: confirmation(of: form)
        case .changing: say("action_change")
        case .doing: say("action_moment")
        }
    }

    // MARK: What comes of it

    /// Whoever does it takes longer than a breath.
    public mutating func moment() -> Reply { Reply(prompts: [say("action_moment")]) }

    /// Whether the caller has been asked for what is not to be written down.
    public var expectsSecret: Bool {
        guard let form, form.stage != .doing else { return false }
        return Slot.needed(for: form.kind).contains(where: \.isSecret)
    }

    /// Whether a number or a code is being keyed in.
    public var isBeingKeyed: Bool { form.map { !$0.keyed.isEmpty } ?? false }

    /// What the line has asked for, by the name of its grammar.
    public var expecting: String? {
        guard let slot = form?.asked else { return Self.controls }
        return slot == .comment ? nil : slot.rawValue
    }

    /// Whether something is being done whose end is not known yet.
    public var isBusy: Bool { form?.stage == .doing }

    /// An action has been done, or could not be done.
    public mutating func fulfilled(
        _ errand: Errand, _ result: Result<FulfilmentResponse, FulfilmentError>
    ) -> Reply {
        let note = Note.acted(errand, result)
        // A report is noted, not talked about.
        guard let form, form.stage == .doing, form.errand == errand else {
            return Reply(notes: [note])
        }
        switch result {
        case .failure:
            self.form = nil
            pending = .offeredPerson
            context.pendingYesNo = true
            return Reply(
                prompts: [say("action_unavailable"), say("offer_person")], notes: [note])
        case .success(.refused(let reason)):
            return refused(form, reason, note)
        case .success(let response):
            self.form = nil
            pending = .anythingElse
            lastPrompts = outcome(of: form, response)
            return Reply(prompts: lastPrompts + [say("anything_else")], notes: [note])
        }
    }

    /// Where another value may do, it is asked for, a few times.
    private mutating func refused(_ form: Form, _ reason: Refusal, _ note: Note) -> Reply {
        let prompt = say("refused_\(reason.rawValue)")
        var again = form
        again.refusals += 1
        again.values.drop(reason.slot)
        let isHopeless = again.refusals >= Self.mostRefusals || again.missing == nil
        guard !isHopeless else {
            self.form = nil
            pending = .anythingElse
            return Reply(prompts: [prompt, say("anything_else")], notes: [note])
        }
        self.form = again
        return Reply(prompts: [prompt] + proceed().prompts, notes: [note])
    }

    private func noted(_ reply: Reply, _ kind: Actions.Kind, _ decision: Decision) -> Reply {
        var reply = reply
        reply.notes.insert(
            .chosen(Choice(.action, answer: kind.rawValue, decision: decision)), at: 0)
        return reply
    }
}
