import Knowledge
import Understanding

/// Keys of the telephone, where a form gives them a meaning: digits for a number, a code
/// or a rating; 1 is yes and 2 is no where something is confirmed.
extension Conversation {
    /// Nil when the key means what it always means.
    mutating func keyed(_ key: Character) -> Reply? {
        guard let form else { return nil }
        switch form.stage {
        case .asking(let slot) where slot.isSecret: return collect(key, slot)
        case .asking(.rating):
            guard let rating = key.wholeNumberValue, (1...5).contains(rating) else { return nil }
            return heard([Hypothesis(text: String(rating), posterior: 1)])
        case .confirming where key == "1" || key == "2":
            let decision = Decision(
                outcome: .control(key == "1" ? "yes" : "no"), candidates: [], normalised: "")
            return fill([], decision, interrupting: false)
        case .asking, .confirming, .changing, .doing: return nil
        }
    }

    /// The number sign ends it; a star begins anew.
    private mutating func collect(_ key: Character, _ slot: Slot) -> Reply? {
        switch key {
        case "*": form?.keyed = ""
        case "#":
            let keys = form?.keyed ?? ""
            form?.keyed = ""
            guard let slots, slot == .code ? slots.isCode(keys) : slots.isNumber(keys) else {
                return Reply(prompts: [help(slot)])
            }
            return heard([Hypothesis(text: keys, posterior: 1)])
        default: form?.keyed.append(key)
        }
        return .resume
    }
}
