import Knowledge

/// An action on its way: what it is, what is known for it, and what is asked now.
///
/// As a form of VoiceXML (W3C, 2004, section 2.3) is filled: whatever an utterance holds
/// of the slots is taken, in any order; then the first that is missing is asked for.
struct Form: Sendable, Equatable {
    enum Stage: Sendable, Equatable {
        case asking(Slot)
        /// "… Is that right?"
        case confirming
        /// "What should be different?"
        case changing
        /// Whoever does it has not answered yet.
        case doing
    }

    let kind: Actions.Kind
    var values = SlotValues()
    var stage: Stage = .doing
    /// How often the present question was not understood.
    var attempts = 0
    /// Keys pressed so far for a number or a code.
    var keyed = ""

    init(_ kind: Actions.Kind) { self.kind = kind }

    var missing: Slot? { Slot.needed(for: kind).first { !values.has($0) } }

    var asked: Slot? {
        if case .asking(let slot) = stage { slot } else { nil }
    }

    /// Whether it is said once more before it is done.
    var wantsConfirmation: Bool { kind != .feedback }
}
