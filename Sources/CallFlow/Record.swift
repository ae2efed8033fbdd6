import Audio
import Pipeline
import Transcript

/// Hands the events of a call to its log, in order.
struct Record: Stage {
    typealias Output = Never

    private let write: @Sendable (TranscriptEvent, MediaTime) -> Void

    init(_ write: @escaping @Sendable (TranscriptEvent, MediaTime) -> Void) { self.write = write }

    mutating func handle(_ act: Act, emit: (Never) -> Void) {
        if case .record(let event, let time) = act { write(event, time) }
    }
}
