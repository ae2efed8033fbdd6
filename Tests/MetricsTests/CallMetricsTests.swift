import Knowledge
import Metrics
import Testing
import Transcript

@Suite struct CallMetricsTests {
    private var metrics = CallMetrics(version: "0.1.0", start: SampleEvents.start)

    private var lines: [String] { metrics.text.split(separator: "\n").map(String.init) }

    private mutating func call(_ name: String, _ events: TranscriptEvent...) {
        metrics.take(SampleEvents.begun(), call: name)
        for event in events { metrics.take(event, call: name) }
    }

    @Test func beforeTheFirstCallEverythingKnownIsZero() {
        #expect(lines.contains(#"tongdai_build_info{version="0.1.0"} 1"#))
        #expect(lines.contains("tongdai_start_time_seconds 1795400000.25"))
        #expect(lines.contains("tongdai_calls_active 0"))
        #expect(lines.contains(#"tongdai_calls_total{outcome="answered"} 0"#))
        #expect(lines.contains(#"tongdai_turns_total{outcome="nomatch"} 0"#))
        #expect(lines.contains(#"tongdai_faults_total{stage="line",kind="lost"} 0"#))
        #expect(lines.contains("tongdai_turn_latency_seconds_count 0"))
        #expect(lines.contains(#"tongdai_turn_latency_seconds_bucket{le="+Inf"} 0"#))
    }

    @Test mutating func aCallIsCountedByWhatBecameOfIt() {
        call(
            "a", SampleEvents.chosen(.noMatch), SampleEvents.chosen(.answer),
            SampleEvents.chosen(.smalltalk), SampleEvents.ended())
        call("b", SampleEvents.chosen(.answer), SampleEvents.chosen(.noMatch), SampleEvents.ended())
        call(
            "c", SampleEvents.chosen(.answer), .transfer(to: "desk", reason: "asked for"),
            SampleEvents.ended("transfer"))
        call("d", SampleEvents.ended("noinput"))
        call(
            "e", SampleEvents.chosen(.answer),
            .action(.init(name: "ticket", slots: [:], result: "")),
            SampleEvents.ended())
        call("f", SampleEvents.chosen(.clarify), SampleEvents.ended("caller hung up"))
        for outcome in ["answered", "refused", "transferred", "silent", "acted", "asked-back"] {
            #expect(lines.contains(#"tongdai_calls_total{outcome="\#(outcome)"} 1"#), "\(outcome)")
        }
        #expect(lines.contains(#"tongdai_turns_total{outcome="answer"} 4"#))
        #expect(lines.contains(#"tongdai_call_ends_total{reason="goodbye"} 3"#))
        #expect(lines.contains(#"tongdai_transfers_total{reason="asked for"} 1"#))
        #expect(lines.contains(#"tongdai_actions_total{action="ticket"} 1"#))
        #expect(lines.contains("tongdai_calls_active 0"))
    }

    @Test mutating func callsAtOnceAreKeptApart() {
        call("a", SampleEvents.said())
        call("b", SampleEvents.chosen(.answer))
        #expect(metrics.activeCalls == 2)
        metrics.take(SampleEvents.ended(), call: "b")
        #expect(lines.contains("tongdai_calls_active 1"))
        #expect(lines.contains(#"tongdai_calls_total{outcome="answered"} 1"#))
        metrics.take(SampleEvents.ended(), call: "a")
        #expect(lines.contains(#"tongdai_calls_total{outcome="silent"} 1"#))
    }

    @Test mutating func aCallThatNeverBeganEndsAllTheSame() {
        metrics.take(SampleEvents.fault("line", "failed"), call: "x")
        metrics.take(SampleEvents.ended("line lost", seconds: 0), call: "x")
        #expect(metrics.activeCalls == 0)
        #expect(lines.contains(#"tongdai_calls_total{outcome="silent"} 1"#))
        #expect(lines.contains(#"tongdai_call_ends_total{reason="line lost"} 1"#))
    }

    @Test mutating func latencyIsInSecondsAndCumulative() {
        call(
            "a", SampleEvents.latency(200), SampleEvents.latency(201, recognise: 12.5),
            SampleEvents.latency(7_000))
        #expect(lines.contains(#"tongdai_turn_latency_seconds_bucket{le="0.1"} 0"#))
        #expect(lines.contains(#"tongdai_turn_latency_seconds_bucket{le="0.2"} 1"#))
        #expect(lines.contains(#"tongdai_turn_latency_seconds_bucket{le="0.3"} 2"#))
        #expect(lines.contains(#"tongdai_turn_latency_seconds_bucket{le="5"} 2"#))
        #expect(lines.contains(#"tongdai_turn_latency_seconds_bucket{le="+Inf"} 3"#))
        #expect(lines.contains("tongdai_turn_latency_seconds_sum 7.401"))
        #expect(
            lines.contains(#"tongdai_turn_step_seconds_bucket{step="recognise",le="0.025"} 1"#))
    }

    @Test mutating func whatIsNoTimeIsLeftOut() {
        call(
            "a", SampleEvents.latency(.nan), SampleEvents.latency(-4),
            SampleEvents.latency(.infinity))
        #expect(lines.contains("tongdai_turn_latency_seconds_count 0"))
    }

    @Test mutating func labelsAreEscaped() {
        call("a", .fault(.init(stage: "a\"b\\c\nd", kind: "k", operation: "", recovered: true)))
        #expect(lines.contains(#"tongdai_faults_total{stage="a\"b\\c\nd",kind="k"} 1"#))
    }

    @Test mutating func valuesFromOutsideDoNotGrowWithoutEnd() {
        for number in 0..<1_000 { call("c\(number)", SampleEvents.ended("reason \(number)")) }
        let ends = lines.filter { $0.hasPrefix("tongdai_call_ends_total{") }
        #expect(ends.count == 65)
        #expect(ends.contains(#"tongdai_call_ends_total{reason="other"} 943"#))
    }

    @Test mutating func nothingThatWasSaidIsInIt() {
        call("call-4711", SampleEvents.said("my secret"), .dtmf(digits: "123"))
        #expect(!metrics.text.contains("secret"))
        #expect(!metrics.text.contains("4711"))
    }

    @Test mutating func lateFramesAreCounted() {
        metrics.addLateFrames(3)
        metrics.addLateFrames(-1)
        #expect(lines.contains("tongdai_late_frames_total 3"))
    }

    @Test mutating func everyFamilyHasHelpAndTypeOnce() {
        call("a", SampleEvents.said(), SampleEvents.ended())
        let help = lines.filter { $0.hasPrefix("# HELP ") }.map { $0.split(separator: " ")[2] }
        let type = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
        #expect(help == type)
        #expect(Set(help).count == help.count)
        #expect(metrics.text.hasSuffix("\n"))
    }
}
