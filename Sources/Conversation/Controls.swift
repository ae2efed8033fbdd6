import Knowledge
import Understanding

/// What the line does about utterances that steer the call.
extension Conversation {
    mutating func control(_ key: String, _ decision: Decision, interrupting: Bool) -> Reply {
        var key = key
        if key == "backchannel" {
            // "Shall I put you through?" "Okay."
            guard context.pendingYesNo, !interrupting else { return .resume }
            key = "yes"
        }
        // "Go on", while the line speaks: it does.
        if key == "next", interrupting { return .resume }
        var reply = obey(key, decision)
        let isNoted = reply.notes.contains { if case .chosen = $0 { true } else { false } }
        if !isNoted {
            let choice = Choice(.smalltalk, answer: key, decision: decision)
            reply.notes.insert(.chosen(choice), at: 0)
        }
        return reply
    }

    private mutating func obey(_ key: String, _ decision: Decision) -> Reply {
        switch key {
        case "repeat": return repeatLast()
        case "slower": return speak(slower: true)
        case "faster": return speak(slower: false)
        case "stop":
            isStopped = true
            return Reply(prompts: [say("stopped")])
        case "next" where isTelling: return goOnTelling()
        case "next" where wasJustStopped && !lastPrompts.isEmpty: return repeatLast()
        case "anything_else_no" where isOffering: return no()
        case "goodbye", "anything_else_no": return goodbye()
        case "yes": return yes(decision)
        case "no": return no()
        case "person": return transfer(reason: "asked for")
        case "start_over": return startOver()
        case "source": return source()
        case "first", "second", "third": return choose(key, decision)
        case "language": return Reply(prompts: [say("language")])
        case "spell": return spell()
        case "thanks": return Reply(prompts: [say("thanks"), say("anything_else")])
        case "wait":
            isWaiting = true
            return Reply(prompts: [say("wait")])
        default: return Reply(prompts: [say("help")])
        }
    }

    private mutating func goodbye() -> Reply {
        Reply(prompts: [say("goodbye")], ending: .goodbye)
    }

    private mutating func yes(_ decision: Decision) -> Reply {
        // "This one or that one?" "Yes."
        if case .clarification = pending { return clarify(context.offered, decision) }
        if case .more = pending { return goOnTelling() }
        if case .offeredAction(let kind) = pending { return begin(kind, [], decision) }
        defer { settlePending() }
        if pending == .offeredPerson { return transfer(reason: "offered after no-match") }
        return Reply(prompts: [say("yes_without_question")])
    }

    private mutating func no() -> Reply {
        switch pending {
        case .more, .offeredAction:
            (pending, context.pendingYesNo) = (.anythingElse, false)
            return Reply(prompts: [say("anything_else")])
        case .nothing, .anythingElse, .offeredPerson, .clarification: break
        }
        defer { settlePending() }
        switch pending {
        case .anythingElse: return goodbye()
        case .clarification: return Reply(prompts: [say("clarify_failed")])
        case .offeredPerson, .offeredAction, .more, .nothing:
            return Reply(prompts: [say("no_without_question")])
        }
    }

    /// "No, thank you" refuses what was offered, and ends nothing.
    private var isOffering: Bool {
        switch pending {
        case .more, .offeredAction, .offeredPerson: true
        case .nothing, .anythingElse, .clarification: false
        }
    }

    private var isTelling: Bool {
        if case .more = pending { true } else { false }
    }

    /// "Shall I go on?" "Yes."
    private mutating func goOnTelling() -> Reply {
        guard case .more(let portions, let entry) = pending else { return repeatLast() }
        return Reply(prompts: tell(portions, of: entry))
    }

    /// Codes and names of what was just said, letter by letter.
    private mutating func spell() -> Reply {
        let words = SpelledNames(pack: pack).words(
            in: lastPrompts.filter { $0.secret == nil }.map(\.text))
        guard !words.isEmpty else { return Reply(prompts: [say("spell_nothing")]) }
        return Reply(
            prompts: words.map {
                say("spell", ["word": $0, "letters": SpelledNames.spelled($0)])
            })
    }

    mutating func settlePending() {
        pending = .nothing
        (context.offered, context.pendingYesNo) = ([], false)
    }

    private mutating func startOver() -> Reply {
        settlePending()
        context = DialogueContext()
        (lastPrompts, noMatchCount) = ([], 0)
        return Reply(prompts: [say("start_over")])
    }

    /// "Who says so?": the law behind the last answer, and since when it holds.
    private mutating func source() -> Reply {
        guard let entry = context.lastEntry.flatMap({ pack.entry($0) }) else {
            return Reply(prompts: [say("repeat_nothing")])
        }
        let values = ["law": entry.legalBasis, "date": written(entry.validFrom)]
        return Reply(prompts: [say("source", values)])
    }

    /// "The second one."
    private mutating func choose(_ key: String, _ decision: Decision) -> Reply {
        let place = Understanding.choices.firstIndex(of: key) ?? 0
        guard context.offered.indices.contains(place),
            let entry = pack.entry(context.offered[place])
        else {
            // "The third one", of two.
            if case .clarification = pending { return clarify(context.offered, decision) }
            return Reply(prompts: [say("help")])
        }
        return answer(entry, decision)
    }
}
