import Audio
import Hearing
import Speaking
import Testing
import Transcript
import Understanding

@testable import CallFlow

/// What the machine took is told of the turn in which it took it.
@Suite struct StopwatchTests {
    private let stopwatch = Stopwatch()

    private func time(_ milliseconds: Int) -> MediaTime {
        MediaTime(sample: 16 * milliseconds, rate: .wideband)
    }

    /// The latencies that are recorded as these cues come.
    private func latencies(
        _ converse: inout Converse, _ cues: [Cue]
    ) -> [TranscriptEvent.TurnLatency] {
        var latencies: [TranscriptEvent.TurnLatency] = []
        for cue in cues {
            converse.handle(cue) {
                if case .record(.turnLatency(let latency), _) = $0 { latencies.append(latency) }
            }
        }
        return latencies
    }

    private func utterance(_ text: String, at start: Int) -> Cue {
        let words = text.isEmpty ? [] : [Hypothesis(text: text, posterior: 0.9)]
        return .heard(
            .utterance(
                Utterance(
                    alternatives: words, start: time(start), end: time(start + 300),
                    endpoint: time(start + 500), voicedFrameCount: 15)))
    }

    private func prompt(_ id: Int, at start: Int) -> [Cue] {
        [
            .played(.started(PromptID(id), atFrame: 0), time(start)),
            .played(
                .ended(PromptID(id), heard: "", complete: true, atFrame: 0), time(start + 100)),
        ]
    }

    @Test func synthesisIsThatOfTheReplysFirstPrompt() throws {
        var converse = try Converse.fresh(stopwatch: stopwatch)
        // The greeting, the answer and "Anything else?", the next answer.
        for (id, span) in [100, 7, 50, 3, 60].enumerated() {
            stopwatch.add(.milliseconds(span), to: .synthesise(prompt: id))
        }
        let found = latencies(
            &converse,
            [.heard(.tick(time(20)))] + prompt(0, at: 20)
                + [utterance("what does temporary residence cost", at: 1_000)]
                + prompt(1, at: 1_500) + prompt(2, at: 1_600)
                + [utterance("i lost my identity card", at: 3_000)] + prompt(3, at: 3_500))
        #expect(found.map(\.synthesiseMS) == [7, 3])
        #expect(found.map(\.totalMS) == [200, 200])
        #expect((0..<4).allSatisfy { stopwatch.take(.synthesise(prompt: $0)) == nil })
    }

    @Test func whatACoughTookIsNotTheNextTurns() throws {
        var converse = try Converse.fresh(stopwatch: stopwatch)
        var found = latencies(&converse, [.heard(.tick(time(20)))] + prompt(0, at: 20))
        stopwatch.add(.milliseconds(80), to: .recognise)
        found += latencies(&converse, [utterance("", at: 1_000)])
        stopwatch.add(.milliseconds(9), to: .recognise)
        found += latencies(
            &converse, [utterance("i lost my identity card", at: 3_000)] + prompt(1, at: 3_500))
        #expect(found.map(\.recogniseMS) == [9])
        #expect(found.first?.understandMS != nil)
    }
}
