import Fulfilment
import Knowledge
import Understanding

/// What the line says to a question.
extension Conversation {
    /// How often the caller is asked to choose between entries.
    private static let clarifyLimit = 2

    /// - Parameters:
    ///   - offering: whether what can be done about it is offered after it.
    ///   - whole: whether a long one is told at once.
    mutating func answer(
        _ entry: Entry, _ decision: Decision, offering: Bool = true, whole: Bool = false
    ) -> Reply {
        noMatchCount = 0
        context = DialogueContext(
            topic: entry.topic, procedure: entry.procedure, lastEntry: entry.id)
        let grounds = Grounds(for: entry, said: decision.normalised, lists: pack.lists)
        var reply = Reply(
            prompts: tell(
                whole ? [text(of: entry)] : Portions.of(text(of: entry)), of: entry.id,
                offering: offering),
            notes: [
                .chosen(Choice(.answer, decision: decision, entry: entry, grounds: grounds))
            ])
        if slots != nil, pack.actions?.offered(after: entry.id) == .report {
            reply.errand = .report(kind: "emergency")
        }
        return reply
    }

    /// The first of these portions, and a question whether the others are wanted, too.
    mutating func tell(
        _ portions: [String], of entry: String, offering: Bool = true
    ) -> [Prompt] {
        guard asksOn else {
            lastPrompts = [Prompt(text: portions.joined(separator: " "), answer: entry, rate: rate)]
            return lastPrompts
        }
        guard let first = portions.first else { return [say("anything_else")] }
        lastPrompts = [Prompt(text: first, answer: entry, rate: rate)]
        guard portions.count > 1 else {
            if offering, let offer = offer(after: entry) { return lastPrompts + [offer] }
            pending = .anythingElse
            context.pendingYesNo = false
            return lastPrompts + [say("anything_else")]
        }
        pending = .more(Array(portions.dropFirst()), of: entry)
        context.pendingYesNo = true
        return lastPrompts + [say("go_on")]
    }

    /// "Shall I draw a number for you?", once in a call.
    private mutating func offer(after entry: String) -> Prompt? {
        guard slots != nil, form == nil, let kind = pack.actions?.offered(after: entry),
            kind != .report, offered.insert(kind).inserted
        else { return nil }
        pending = .offeredAction(kind)
        context.pendingYesNo = true
        return say("offer_\(kind.rawValue)")
    }

    /// Several questions in one breath, answered in their order.
    mutating func answer(_ parts: [(entry: Entry, decision: Decision)]) -> Reply {
        var reply = Reply()
        for part in parts {
            var answered = answer(part.entry, part.decision, offering: false)
            reply.errand = reply.errand ?? answered.errand
            // Only after the last one is there something to ask; and all of it is told.
            answered.prompts = [
                Prompt(text: text(of: part.entry), answer: part.entry.id, rate: rate)
            ]
            reply.prompts += answered.prompts
            reply.notes += answered.notes
        }
        pending = .anythingElse
        context.pendingYesNo = false
        lastPrompts = reply.prompts
        if asksOn { reply.prompts.append(say("anything_else")) }
        return reply
    }

    /// The answer, if it holds today; else since when it does, or until when it did.
    private mutating func text(of entry: Entry) -> String {
        if entry.validFrom > today {
            let values = ["title": entry.title, "date": written(entry.validFrom)]
            return phrases.text("not_yet_valid", values)
        }
        if let until = entry.validUntil, until < today {
            return phrases.text("expired", ["title": entry.title, "date": written(until)])
        }
        return entry.answer
    }

    /// Asks back: "Do you mean permanent, or temporary residence registration?"
    mutating func clarify(_ ids: [String], _ decision: Decision) -> Reply {
        let entries = ids.prefix(3).compactMap { pack.entry($0) }
        guard entries.count >= 2 else {
            return entries.first.map { answer($0, decision) } ?? refuse(decision)
        }
        let note = Note.chosen(
            Choice(.clarify, decision: decision, offered: entries.map(\.id)))
        var attempt = 1
        if case .clarification(let earlier) = pending,
            !Set(context.offered).isDisjoint(with: entries.map(\.id))
        {
            attempt = earlier + 1
        }
        guard attempt <= Self.clarifyLimit else { return giveUpClarifying([note]) }
        pending = .clarification(attempt: attempt)
        context.offered = entries.map(\.id)
        talkAbout(entries)
        let names = spokenChoices(entries)
        let values = Dictionary(uniqueKeysWithValues: zip(["a", "b", "c"], names))
        let key = entries.count == 2 ? "clarify_two" : "clarify_three"
        lastPrompts = [say(key, values)]
        return Reply(prompts: lastPrompts, notes: [note])
    }

    /// What is asked next is about what was offered, not about what was answered before it.
    private mutating func talkAbout(_ offered: [Entry]) {
        guard let first = offered.first, offered.allSatisfy({ $0.topic == first.topic }),
            context.topic != first.topic
        else { return }
        let isOne = offered.allSatisfy { $0.procedure == first.procedure }
        (context.topic, context.procedure) = (first.topic, isOne ? first.procedure : nil)
        context.lastEntry = nil
    }

    /// The choice did not succeed: the question itself is wanted once more.
    private mutating func giveUpClarifying(_ notes: [Note]) -> Reply {
        (pending, context.offered) = (.nothing, [])
        return Reply(prompts: [say("clarify_failed")], notes: notes)
    }

    /// Where the procedures tell the choices apart, their names are enough.
    private func spokenChoices(_ entries: [Entry]) -> [String] {
        let procedures = entries.compactMap(\.procedure)
        let differ = Set(procedures).count == entries.count
        let sameAspects = Set(entries.map(\.aspects)).count == 1
        return differ && sameAspects ? procedures : entries.map(\.title)
    }

    /// Nothing that is known was asked for, or nothing was understood. A question
    /// that was heard well and is simply not ours is refused honestly; else each
    /// of three steps helps more, and the last offers a person.
    mutating func noMatch(_ decision: Decision, _ alternatives: [Hypothesis]) -> Reply {
        if case .clarification(let attempt) = pending, !context.offered.isEmpty,
            !asksSomethingElse(decision, alternatives)
        {
            guard attempt >= Self.clarifyLimit else { return clarify(context.offered, decision) }
            return giveUpClarifying([.chosen(Choice(.nomatch, decision: decision))])
        }
        context.offered = []
        context.pendingYesNo = false
        noMatchCount += 1
        let notes: [Note] = [
            .chosen(Choice(.nomatch, decision: decision)), .noMatch(count: noMatchCount),
        ]
        pending = .nothing
        switch noMatchCount {
        case 1 where isForeign(decision, alternatives):
            return Reply(prompts: [say("refuse")], notes: notes)
        case 1, 2: return Reply(prompts: [say("nomatch_\(noMatchCount)")], notes: notes)
        case let count:
            pending = .offeredPerson
            context.pendingYesNo = true
            let help = count == 3 ? [say("nomatch_3")] : []
            return Reply(prompts: help + [say("offer_person")], notes: notes)
        }
    }

    mutating func refuse(_ decision: Decision) -> Reply {
        Reply(prompts: [say("refuse")], notes: [.chosen(Choice(.nomatch, decision: decision))])
    }

    /// No choice of what was offered, but a question that is not ours.
    private func asksSomethingElse(_ decision: Decision, _ alternatives: [Hypothesis]) -> Bool {
        isForeign(decision, alternatives)
            && understanding.isQuestion(alternatives.first?.text ?? "")
    }

    /// Heard clearly, and clearly about something else.
    private func isForeign(_ decision: Decision, _ alternatives: [Hypothesis]) -> Bool {
        let words = alternatives.first?.text.split(separator: " ").count ?? 0
        let posterior = alternatives.first?.posterior ?? 0
        return words >= 3 && posterior >= 0.5 && decision.inDomain < 0.3
    }

    func written(_ day: Day) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December",
        ]
        return "\(day.day) \(months[day.month - 1]) \(day.year)"
    }
}
