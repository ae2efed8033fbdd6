import Foundation
import Knowledge
import Transcript

/// A call with every kind of event.
enum SampleCall {
    static let start =
        TranscriptTime("2026-11-23T18:45:01.250Z") ?? { preconditionFailure("a valid time") }()

    static let events: [(event: TranscriptEvent, ms: Int)] = [
        (
            .callStarted(
                .init(
                    language: "en-US", source: "file", knowledge: "3fa2b1c0d4e5f607",
                    version: "0.1.0")), 0
        ),
        (
            .agentSaid(
                .init(
                    text: "Hello. Call 1900 1009 for a person.",
                    heard: "Hello. Call 1900 1009 for a person.", complete: true, startMS: 20,
                    endMS: 2100, answer: "greeting")), 2100
        ),
        (.speechStarted, 2300),
        (.callerPartial(text: "how much"), 2700),
        (.speechEnded, 3900),
        (
            .callerSaid(
                .init(
                    best: .init(text: "how much does it cost", confidence: 0.871_26),
                    alternatives: [.init(text: "how much does a cost", confidence: 0.1)],
                    startMS: 2300, endMS: 3900)), 4050
        ),
        (
            .answerChosen(
                .init(
                    outcome: .answer, answer: "residence.temporary.fee", score: 0.93,
                    runnerUp: .init(answer: "residence.permanent.fee", score: 0.41),
                    source: ["Circular 75/2022/TT-BTC", "https://example.org"],
                    validFrom: Day("2026-07-01"), validUntil: Day("2026-12-31"),
                    evidence: ["words": ["cost"]])), 4050
        ),
        (
            .turnLatency(
                .init(
                    endpointMS: 150, recogniseMS: 41.26, understandMS: 2, synthesiseMS: 5,
                    totalMS: 240)), 4140
        ),
        (
            .agentSaid(
                .init(
                    text: "You pay fifteen thousand dong.", heard: "You pay fifteen",
                    complete: false, startMS: 4140, endMS: 4900, answer: "residence.temporary.fee")
            ), 4900
        ),
        (.bargeIn(resumed: false), 4900),
        (
            .answerChosen(
                .init(
                    outcome: .clarify, answer: nil, score: 0.5,
                    offered: ["residence.temporary.fee", "residence.permanent.fee"])), 5000
        ),
        (.answerChosen(.init(outcome: .noMatch, answer: nil, score: 0.1)), 5100),
        (.noInput(count: 1), 9900),
        (.noMatch(count: 2), 10_900),
        (.dtmf(digits: "0"), 11_900),
        (.action(.init(name: "ticket", slots: ["ward": "Cua Nam"], result: "A 12")), 12_900),
        (
            .fault(.init(stage: "ears", kind: "busy", operation: "snd_pcm_open", recovered: true)),
            13_000
        ),
        (.transfer(to: "sip:person@pbx", reason: "asked"), 13_900),
        (
            .callEnded(.init(reason: "transferred", durationMS: 13_950, turns: 1, audio: "ab12")),
            13_950
        ),
    ]

    static func lines(call: String = "call-1", events: [(event: TranscriptEvent, ms: Int)] = events)
        -> [TranscriptLine]
    {
        var chain = TranscriptChain(call: call, line: "fixture.wav", start: start)
        return events.map { chain.append($0.event, ms: $0.ms) }
    }

    /// The text of one masked event.
    static func masked(_ event: TranscriptEvent) -> JSONValue {
        var chain = TranscriptChain(call: "call-1", line: "test", start: start)
        return chain.append(event, ms: 0).record.json
    }
}

/// A folder that is gone with its last reference.
final class TemporaryFolder {
    let url = FileManager.default.temporaryDirectory
        .appending(path: "tongdai-log-\(UUID().uuidString)")

    deinit { try? FileManager.default.removeItem(at: url) }

    func bytes(_ file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: url.appending(path: file)))
    }
}

extension TranscriptLine {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
