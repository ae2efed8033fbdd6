import CallLog
import Foundation
import Knowledge
import Transcript

/// Calls for the tests, and a folder for them.
enum LogSample {
    static func time(_ text: String) -> TranscriptTime {
        TranscriptTime(text) ?? { preconditionFailure("\(text) is no time") }()
    }

    /// A question and what came of it.
    enum Turn {
        case answered(String, String)
        case refused(String)
        case askedBack(String, [String])

        var text: String {
            switch self {
            case .answered(let text, _), .refused(let text), .askedBack(let text, _): text
            }
        }

        var chosen: TranscriptEvent.AnswerChosen {
            switch self {
            case .answered(_, let id): .init(outcome: .answer, answer: id, score: 0.9)
            case .refused: .init(outcome: .noMatch, answer: nil, score: 0.1)
            case .askedBack(_, let ids):
                .init(outcome: .clarify, answer: nil, score: 0.5, offered: ids)
            }
        }
    }

    static func events(
        _ turns: [Turn], language: String = "en-US", hasEnd: Bool = true, latency: Double = 300
    ) -> [(ms: Int, event: TranscriptEvent)] {
        var events: [(ms: Int, event: TranscriptEvent)] = [
            (
                0,
                .callStarted(
                    .init(language: language, source: "alsa", knowledge: "k", version: "1"))
            )
        ]
        var ms = 1_000
        for turn in turns {
            events.append((ms, .speechStarted))
            events.append((ms + 900, .speechEnded))
            let best = TranscriptEvent.Reading(text: turn.text, confidence: 0.8)
            events.append(
                (
                    ms + 1_000,
                    .callerSaid(
                        .init(
                            best: best, alternatives: [.init(text: "or else", confidence: 0.1)],
                            startMS: ms, endMS: ms + 900))
                ))
            events.append((ms + 1_000, .answerChosen(turn.chosen)))
            events.append((ms + 1_300, .turnLatency(.init(endpointMS: 160, totalMS: latency))))
            events.append(
                (
                    ms + 3_000,
                    .agentSaid(
                        .init(
                            text: "Here is the reply.", heard: "Here is the reply.",
                            complete: true, startMS: ms + 1_300, endMS: ms + 3_000))
                ))
            ms += 4_000
        }
        if hasEnd {
            let ended = TranscriptEvent.CallEnded(
                reason: "goodbye", durationMS: ms, turns: turns.count)
            events.append((ms, .callEnded(ended)))
        }
        return events
    }

    static func lines(
        _ call: String, events: [(ms: Int, event: TranscriptEvent)],
        start: String = "2026-11-24T09:00:00.000Z", line: String = "hw:0"
    ) -> [TranscriptLine] {
        var chain = TranscriptChain(call: call, line: line, start: time(start))
        return events.map { chain.append($0.event, ms: $0.ms) }
    }

    static func lines(
        _ call: String, _ turns: [Turn], start: String = "2026-11-24T09:00:00.000Z",
        line: String = "hw:0", language: String = "en-US", hasEnd: Bool = true,
        latency: Double = 300
    ) -> [TranscriptLine] {
        lines(
            call, events: events(turns, language: language, hasEnd: hasEnd, latency: latency),
            start: start, line: line)
    }

    static func scanned(_ call: String, _ lines: [[UInt8]]) -> ScannedCall {
        ScannedCall(
            call: call,
            lines: lines.enumerated().map { ScannedCall.Line(bytes: $1, number: $0 + 1) })
    }
}

/// A log folder that is gone with its last reference.
final class TemporaryLog {
    let url = FileManager.default.temporaryDirectory
        .appending(path: "tongdai-calllog-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var folder: LogFolder { LogFolder(url) }

    func write(_ lines: [TranscriptLine]) throws {
        for line in lines { try TranscriptFolder(url).write(line) }
    }

    func put(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: url.appending(path: name))
    }

    func put(_ text: String, _ name: String) throws { try put(Array(text.utf8), name) }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: url.appending(path: name)))
    }

    func lines(_ name: String) throws -> [[UInt8]] {
        try bytes(name).split(separator: 0x0A).map(Array.init)
    }

    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
    }

    /// Packs a file with the system's program, which removes the plain one.
    func pack(_ name: String, with tool: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/\(tool)")
        process.arguments =
            ["-q"] + (tool == "zstd" ? ["--rm"] : [])
            + [url.appending(path: name).path]
        try process.run()
        process.waitUntilExit()
    }

    /// All calls, with what could not be read.
    func sweep(_ scan: CallScan = CallScan()) throws -> (calls: [ScannedCall], failures: [LogError])
    {
        var scan = scan
        var calls: [ScannedCall] = []
        let failures = try folder.sweep(&scan) { calls.append($0) }
        return (calls, failures)
    }
}
