public import Transcript

/// One event as one line, for pipes: moment, call, line, time in the call, who,
/// what.
public enum EventLine {
    /// Nil for events that say nothing to a reader.
    public static func text(of record: TranscriptRecord) -> String? {
        guard let sentence = TranscriptText().lines(for: record).first else { return nil }
        let call = TranscriptText.shown(record.call)
        let line = TranscriptText.shown(record.line)
        return "\(record.time) \(call) \(line) \(sentence)"
    }
}
