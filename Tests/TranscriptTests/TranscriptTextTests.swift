import Knowledge
import Testing
import Transcript

@Suite struct TranscriptTextTests {
    @Test func aCallReadsLikeADialogue() {
        let text = SampleCall.lines().flatMap { TranscriptText().lines(for: $0.record) }
        #expect(
            text == [
                "00:00.0 call     call-1 on fixture.wav (file), en-US, knowledge 3fa2b1c0, version "
                    + "0.1.0",
                "00:02.1 line     Hello. Call 1900 1009 for a person.",
                "00:02.7 caller   how much …",
                "00:04.0 caller   how much does it cost (0.87)",
                "00:04.0 answer   residence.temporary.fee (0.93); next residence.permanent.fee "
                    + "(0.41); source: Circular 75/2022/TT-BTC; valid from 2026-07-01 to 2026-12-31",
                "00:04.1 latency  endpoint 150 ms, recognise 41.3, understand 2.0, synthesise 5.0, "
                    + "total 240.0 ms",
                "00:04.9 line     You pay fifteen … [interrupted]",
                "00:04.9 note     barge-in, stopped",
                "00:05.0 answer   asked back (0.50): residence.temporary.fee or "
                    + "residence.permanent.fee",
                "00:05.1 answer   none (0.10)",
                "00:09.9 note     no input (1)",
                "00:10.9 note     no match (2)",
                "00:11.9 keys     0",
                "00:12.9 action   ticket {\"ward\":\"Cua Nam\"}: A 12",
                "00:13.0 fault    ears: busy, snd_pcm_open, recovered",
                "00:13.9 call     transfer to sip:person@pbx: asked",
                "00:13.9 call     ended: transferred, 00:13.9, 1 turn",
            ])
    }

    private func record(_ event: TranscriptEvent, ms: Int = 0) -> TranscriptRecord {
        var chain = TranscriptChain(call: "c", line: "l", start: SampleCall.start)
        return chain.append(event, ms: ms).record
    }

    @Test func nothingThatACallerSaysReachesTheTerminalRaw() {
        let hostile = "\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}31m\u{202E}abc\u{7F}\nd\te"
        let event = record(
            .callerSaid(.init(best: .init(text: hostile, confidence: 1), startMS: 0, endMS: 1)))
        let text = TranscriptText().lines(for: event).joined()
        #expect(text == "00:00.0 caller   �[2J�]0;x��31m�abc� d e (1.00)")
        let slots: JSONObject = ["a\u{1B}": "\u{1B}[31m"]
        let action = record(.action(.init(name: "\u{1B}", slots: slots, result: "\u{9B}")))
        let shown = TranscriptText().lines(for: action).joined()
        #expect(!shown.unicodeScalars.contains { $0.changesTerminal })
    }

    @Test func longEventsAreWrappedUnderTheirBeginning() {
        let event = record(
            .agentSaid(
                .init(
                    text: "You pay fifteen thousand dong at the counter, and half of that online.",
                    heard: "", complete: true, startMS: 0, endMS: 1)), ms: 3_723_400)
        #expect(
            TranscriptText(width: 44).lines(for: event)
                == [
                    "1:02:03.4 line     You pay fifteen thousand",
                    "                   dong at the counter, and",
                    "                   half of that online.",
                ])
    }

    @Test func wordsThatAreTooLongAreCut() {
        let event = record(.callerPartial(text: String(repeating: "x", count: 50)))
        let lines = TranscriptText(width: 37).lines(for: event)
        #expect(lines.map(\.count) == [37, 37, 29])
        #expect(TranscriptText(width: 3).lines(for: event).count == 1)
        #expect(TranscriptText(width: 40).lines(for: record(.dtmf(digits: ""))).count == 1)
    }

    @Test func coloursAreOnlyForWhoAsks() {
        let event = record(.bargeIn(resumed: true))
        #expect(TranscriptText().lines(for: event) == ["00:00.0 note     barge-in, went on"])
        #expect(
            TranscriptText(hasColour: true).lines(for: event) == [
                "\u{1B}[2m00:00.0 note     \u{1B}[0m\u{1B}[2mbarge-in, went on\u{1B}[0m"
            ])
    }

    @Test func oddNumbersAreShownAndDoNotCrash() {
        let events: [TranscriptEvent] = [
            .turnLatency(.init(endpointMS: .min, recogniseMS: .nan, totalMS: .infinity)),
            .callerSaid(
                .init(best: .init(text: "", confidence: .nan), startMS: .min, endMS: .max)),
            .answerChosen(.init(outcome: .answer, answer: nil, score: -.infinity)),
            .callEnded(.init(reason: "", durationMS: .min, turns: -1)),
        ]
        for event in events { #expect(TranscriptText().lines(for: record(event)).count == 1) }
    }
}
