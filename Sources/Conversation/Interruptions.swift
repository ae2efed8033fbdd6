import Understanding

/// What is said over the line: a murmur, a remark on what is being told, an objection.
extension Conversation {
    /// A murmur over the line needs this score to be taken for a question.
    private static let surelyMeant = 0.5

    /// "Yes" or "no" to what the line is telling, before it has asked anything.
    mutating func replyBeforeQuestion(_ decision: Decision) -> Reply? {
        switch decision.outcome {
        case .control("yes"): return .resume
        case .control("no"):
            // Nothing is confirmed, given up or ended by it; what is to be asked is.
            if let form { return form.stage == .doing ? nil : Reply(prompts: [question(of: form)]) }
            settlePending()
            return control("no", decision, interrupting: true)
        default: return nil
        }
    }

    /// A word or two over the line, of which little is understood, is likelier a murmur
    /// than a question.
    func isDoubtful(_ decision: Decision, _ alternatives: [Hypothesis]) -> Bool {
        isMurmur(alternatives)
            && (decision.saysNothing
                || (decision.candidates.first?.score ?? 0) < Self.surelyMeant)
    }

    /// A word or two that answer none of the line's questions.
    func isMurmur(_ alternatives: [Hypothesis]) -> Bool {
        let best = alternatives.first?.text ?? ""
        return context.offered.isEmpty && best.split(separator: " ").count <= 2
    }

    /// The caller is being put through: only who does not want that is answered.
    mutating func objection(_ alternatives: [Hypothesis]) -> Reply {
        let decision = understanding.decide(alternatives, context: DialogueContext())
        switch decision.outcome {
        case .control("stop"):
            ending = nil
            return control("stop", decision, interrupting: true)
        case .control("no"), .control("anything_else_no"):
            ending = nil
            return control("no", decision, interrupting: true)
        default: return .resume
        }
    }
}
