import Audio
import Conversation
import Pipeline
import Speaking

/// Turns prompts into sound, and passes on what the mouth is to do with what it
/// already has.
///
/// A prompt that cannot be spoken ends unheard, and the conversation is told: the
/// call goes on.
struct Speak: Stage {
    private let voice: any Voice
    private let stopwatch: Stopwatch
    private let report: @Sendable (Cue) -> Void

    init(
        _ voice: any Voice, stopwatch: Stopwatch, report: @escaping @Sendable (Cue) -> Void
    ) {
        (self.voice, self.stopwatch, self.report) = (voice, stopwatch, report)
    }

    mutating func handle(_ act: Act, emit: (MouthOrder) -> Void) {
        switch act {
        case .say(let utterable): say(utterable, emit)
        case .pause: emit(.pause)
        case .resume: emit(.resume)
        case .cancel: emit(.cancel)
        case .hangUp(let reason): emit(.hangUp(reason: reason))
        case .record: break
        }
    }

    private func say(_ utterable: Utterable, _ emit: (MouthOrder) -> Void) {
        let prompt = utterable.prompt
        emit(.begin(id: utterable.id, text: prompt.text))
        let start = stopwatch.now
        var isFirst = true
        do {
            try voice.speak(prompt.text, rate: prompt.rate) { samples, marks in
                if isFirst { stopwatch.add(stopwatch.now - start, to: "synthesise") }
                isFirst = false
                emit(.sound(samples, marks))
                return true
            }
        } catch {
            report(.failed(stage: "speak", operation: error.operation, isRecovered: true))
        }
        emit(.end)
    }
}
