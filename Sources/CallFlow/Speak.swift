import Audio
import Conversation
import Pipeline
import Speaking

/// Turns prompts into sound, and passes on what the mouth is to do with what it
/// already has.
///
/// A prompt that cannot be spoken ends unheard, and the conversation is told: the
/// call goes on. One that is given up meanwhile is cancelled at once, with all that
/// came before it; the order that says so is still on its way.
struct Speak: Stage {
    private let voice: any Voice
    private let stopwatch: Stopwatch
    private let givenUp: GivenUp
    private let report: @Sendable (Cue) -> Void

    init(
        _ voice: any Voice, stopwatch: Stopwatch, givenUp: GivenUp,
        report: @escaping @Sendable (Cue) -> Void
    ) {
        (self.voice, self.stopwatch, self.givenUp, self.report) =
            (voice, stopwatch, givenUp, report)
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
        guard !givenUp.contains(utterable.id) else { return emit(.cancel) }
        let start = stopwatch.now
        var isFirst = true
        do {
            try voice.speak(prompt.text, rate: prompt.rate) { samples, marks in
                if isFirst {
                    stopwatch.add(
                        stopwatch.now - start, to: .synthesise(prompt: utterable.id))
                }
                isFirst = false
                emit(.sound(samples, marks))
                return !givenUp.contains(utterable.id)
            }
        } catch {
            report(.failed(stage: "speak", operation: error.operation, isRecovered: true))
        }
        // What was cut off has no end: it must not pass for complete.
        emit(givenUp.contains(utterable.id) ? .cancel : .end)
    }
}
