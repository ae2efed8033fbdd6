/// Why the call of a live line is over, as the line's thread sees it.
public enum LineEnd: Sendable, Equatable {
    /// The conversation is over, and its last word has been played.
    case hungUp(String)
    /// Whoever runs the line ended it.
    case interrupted
    /// The device is gone, and did not come back.
    case lost

    /// What ends the call now, if anything does. Who ends a call while its device is
    /// away has ended it himself.
    public init?(hangUpReason: String?, isInterrupted: Bool, isLost: Bool) {
        if let hangUpReason {
            self = .hungUp(hangUpReason)
        } else if isInterrupted {
            self = .interrupted
        } else if isLost {
            self = .lost
        } else {
            return nil
        }
    }

    /// As `call.ended` has it.
    public var reason: String {
        switch self {
        case .hungUp(let reason): reason
        case .interrupted: "interrupted"
        case .lost: "line lost"
        }
    }
}
