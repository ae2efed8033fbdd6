extension Sequence<TranscriptRecord> {
    /// Without what does not count: what was said, chosen and measured for an utterance with
    /// which the caller then went on (`TranscriptEvent.speechResumed`).
    ///
    /// What the line had begun to say stays: it was heard.
    public var standing: [TranscriptRecord] {
        var standing: [TranscriptRecord] = []
        for record in self {
            if record.event == .speechResumed {
                let last = standing.lastIndex {
                    if case .callerSaid = $0.event { true } else { false }
                }
                if let last {
                    let since = standing[last...].filter { !$0.event.isOfUtterance }
                    standing.replaceSubrange(last..., with: since)
                }
            }
            standing.append(record)
        }
        return standing
    }
}

extension TranscriptEvent {
    fileprivate var isOfUtterance: Bool {
        switch self {
        case .callerSaid, .answerChosen, .noMatch, .turnLatency: true
        default: false
        }
    }
}
