import Transcript

/// Calls as the metrics see them.
enum SampleEvents {
    static let start = TranscriptTime(milliseconds: 1_795_400_000_250)

    static func begun(language: String = "en-US", source: String = "alsa") -> TranscriptEvent {
        .callStarted(.init(language: language, source: source, knowledge: "k", version: "v"))
    }

    static func chosen(_ outcome: TranscriptEvent.AnswerChosen.Outcome) -> TranscriptEvent {
        .answerChosen(.init(outcome: outcome, answer: nil, score: 0.5))
    }

    static func said(_ text: String = "hello") -> TranscriptEvent {
        .callerSaid(.init(best: .init(text: text, confidence: 0.5), startMS: 0, endMS: 1))
    }

    static func ended(_ reason: String = "goodbye", seconds: Int = 40) -> TranscriptEvent {
        .callEnded(.init(reason: reason, durationMS: seconds * 1_000, turns: 1))
    }

    static func latency(_ total: Double, recognise: Double? = nil) -> TranscriptEvent {
        .turnLatency(.init(endpointMS: 160, recogniseMS: recognise, totalMS: total))
    }

    static func fault(_ stage: String, _ kind: String) -> TranscriptEvent {
        .fault(.init(stage: stage, kind: kind, operation: "o", recovered: true))
    }
}
