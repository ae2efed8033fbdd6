import Audio
import Conversation
import Hearing
import Speaking
import Transcript
import Understanding

// What the hub notes of a call, in the words of the transcript.

extension Utterance {
    /// Nil for a voice without words.
    ///
    /// - Parameter disclosed: The text as it may be written down.
    func event(disclosed: (String) -> String) -> TranscriptEvent? {
        let readings = alternatives.map {
            TranscriptEvent.Reading(text: disclosed($0.text), confidence: $0.posterior)
        }
        guard let best = readings.first else { return nil }
        return .callerSaid(
            .init(
                best: best, alternatives: Array(readings.dropFirst()),
                startMS: start.milliseconds, endMS: end.milliseconds))
    }
}

extension Converse.SpokenPrompt {
    /// While it is heard: up to the end of the sentence that begins.
    func partial(sentence: Int) -> TranscriptEvent? {
        let ends = Sentences.ends(of: prompt.text)
        guard ends.indices.contains(sentence) else { return nil }
        func beginning(_ length: Int) -> String {
            prompt.masked(String(decoding: prompt.text.utf8.prefix(length), as: UTF8.self))
        }
        return .agentPartial(
            .init(
                text: beginning(ends[sentence]),
                heard: sentence > 0 ? beginning(ends[sentence - 1]) : "", answer: prompt.answer))
    }

    /// Nil for one of which nothing was played.
    func event(heard: String, complete: Bool, until end: MediaTime) -> TranscriptEvent? {
        guard let start else { return nil }
        return .agentSaid(
            .init(
                text: prompt.masked(prompt.text), heard: prompt.masked(heard), complete: complete,
                startMS: start.milliseconds, endMS: end.milliseconds, answer: prompt.answer))
    }
}

extension Converse.Asked {
    /// From the end of the caller's voice to the first sample of the reply.
    func latency(until reply: MediaTime, synthesiseMS: Double?) -> TranscriptEvent {
        let end = utterance.end.milliseconds
        return .turnLatency(
            .init(
                endpointMS: utterance.endpoint.milliseconds - end, recogniseMS: recogniseMS,
                understandMS: understandMS, synthesiseMS: synthesiseMS,
                totalMS: Double(reply.milliseconds - end)))
    }
}

extension Closing {
    func event(turns: Int) -> TranscriptEvent {
        .callEnded(
            .init(reason: reason, durationMS: at.milliseconds, turns: turns, audio: audio))
    }
}
