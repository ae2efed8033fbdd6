import Knowledge
import Testing
import Transcript

@Suite struct TranscriptChainTests {
    @Test func theSameEventsGiveTheSameBytes() {
        #expect(SampleCall.lines() == SampleCall.lines())
    }

    @Test func aLineHasItsMembersInAFixedOrder() {
        let line = SampleCall.lines()[5]
        #expect(
            line.text == """
                {"v":1,"time":"2026-11-23T18:45:05.300Z","call":"call-1","line":"fixture.wav",\
                "seq":5,"ms":4050,"event":"caller.said","text":"how much does it cost",\
                "confidence":0.8713,"alternatives":[{"text":"how much does a cost",\
                "confidence":0.1}],"start_ms":2300,"end_ms":3900,"prev":"\(line.record.prev)"}
                """)
    }

    @Test func everyEventOfTheDesignIsWrittenWithItsMembers() {
        let members = SampleCall.lines().map { line in
            line.record.json.object?.members.map(\.key).dropFirst(6).dropLast()
                .joined(separator: " ") ?? ""
        }
        #expect(
            members == [
                "event language source knowledge version",
                "event text heard complete start_ms end_ms answer",
                "event", "event text", "event",
                "event text confidence alternatives start_ms end_ms",
                "event outcome answer score runner_up source valid_from valid_until evidence",
                "event endpoint_ms recognise_ms understand_ms synthesise_ms total_ms",
                "event text heard complete start_ms end_ms answer",
                "event resumed", "event outcome score offered", "event outcome score",
                "event count", "event count", "event digits", "event name slots result",
                "event stage kind operation recovered", "event to reason",
                "event reason duration_ms turns audio",
            ])
    }

    @Test func eachLineNamesTheDigestOfTheLineBefore() {
        var expected = TranscriptChain.beginning
        for (index, line) in SampleCall.lines().enumerated() {
            #expect(line.record.seq == index)
            #expect(line.record.prev == expected)
            expected = String(SHA256.hex(of: line.bytes).prefix(32))
        }
    }

    @Test func aChangedOrLostLineBreaksTheChain() {
        let lines = SampleCall.lines()
        var events = SampleCall.events
        events[3] = (.callerPartial(text: "how many"), 2700)
        let changed = SampleCall.lines(events: events)
        #expect(changed[3].record.prev == lines[3].record.prev)
        #expect(changed[4].record.prev != lines[4].record.prev)
        #expect(changed[18].record.prev != lines[18].record.prev)
    }

    @Test func aLiveCallIsStampedByTheWallClockAndAReplayByMediaTime() {
        var chain = TranscriptChain(call: "a", line: "b", start: SampleCall.start)
        let wall = SampleCall.start.advanced(byMilliseconds: 1234)
        #expect(chain.append(.speechStarted, ms: 1000, time: wall).record.time == wall)
        #expect(
            chain.append(.speechEnded, ms: 2000).record.time.description
                == "2026-11-23T18:45:03.250Z")
    }

    @Test func latencyOfAReplayIsWhatTheMediaSay() {
        let latency = TranscriptEvent.TurnLatency(endpointMS: 150, recogniseMS: 41, totalMS: 191)
        let json = SampleCall.masked(.turnLatency(latency.mediaOnly))
        #expect(json["endpoint_ms"]?.integer == 150)
        #expect(json["recognise_ms"] == nil)
        #expect(json["total_ms"]?.number == 191, "counted in samples, like the endpoint")
    }

    @Test func numbersThatAreNoneAreWrittenAsNull() {
        let event = TranscriptEvent.answerChosen(
            .init(
                outcome: .answer, answer: "a", score: .nan,
                runnerUp: .init(answer: "b", score: -0.000_01)))
        let json = SampleCall.masked(event)
        #expect(json["score"] == .null)
        #expect(json["runner_up"]?.json == #"{"answer":"b","score":0.0}"#)
    }

    @Test func escapeSequencesAreWrittenEscaped() {
        let event = TranscriptEvent.callerPartial(text: "\u{1B}[2J\u{202E}\n\"")
        var chain = TranscriptChain(call: "\u{1B}", line: "\u{7}", start: SampleCall.start)
        let bytes = chain.append(event, ms: 0).bytes
        #expect(bytes.allSatisfy { (0x20...0x7E).contains($0) })
    }
}

@Suite struct TranscriptTimeTests {
    @Test(arguments: [
        "1970-01-01T00:00:00.000Z", "2026-11-23T18:45:01.250Z", "1969-12-31T23:59:59.999Z",
        "2024-02-29T00:00:00.001Z",
    ])
    func timesAreReadAndWritten(text: String) throws {
        let time = try #require(TranscriptTime(text))
        #expect(time.description == text)
        #expect(time.day.description == String(text.prefix(10)))
    }

    @Test func fractionsOfAnyLengthAreMilliseconds() {
        #expect(TranscriptTime("1970-01-01T00:00:01Z")?.milliseconds == 1000)
        #expect(TranscriptTime("1970-01-01T00:00:01.5Z")?.milliseconds == 1500)
        #expect(TranscriptTime("1970-01-01T00:00:01.123456Z")?.milliseconds == 1123)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T18:45:01", "2026-11-23 18:45:01Z", "2026-11-23T24:00:00Z",
        "2026-11-23T18:60:00Z", "2026-11-23T18:45Z", "2026-11-23T18:45:01.Z",
        "2026-11-23T18:45:01.-1Z", "2026-13-23T18:45:01Z", "2026-11-23T18:45:01+07:00",
    ])
    func anythingElseIsRefused(text: String) { #expect(TranscriptTime(text) == nil) }
}
