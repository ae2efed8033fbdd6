import CallLog
import Foundation
import Fulfilment
import Knowledge
import Replay
import Transcript

/// Plays a call of the log again: by its sound, or by the words that were heard in it.
struct CallAgain: Sendable {
    private let engine: Engine

    /// When it happens now; nil for the call's own day, so that only the knowledge and
    /// the program differ.
    private let start: TranscriptTime?

    init(_ engine: Engine, start: TranscriptTime?) {
        (self.engine, self.start) = (engine, start)
    }

    func byWords(_ call: RecordedCall) -> [TurnDifference] {
        let today = (start ?? call.start).day
        var replay = WordReplay(
            engine.conversation(today: today, canAct: true), today: today,
            fulfilment: MemoryFulfilment())
        return replay.differences(in: call)
    }

    /// - Parameters:
    ///   - audio: A WAV file, the caller on the left, from the call's first tick on.
    ///   - name: What the file is called where it cannot be used.
    func bySound(
        _ call: RecordedCall, audio: [UInt8], name: String, settings: ReplaySettings
    ) throws -> [TurnDifference] {
        let recording = try CallerRecording.read(audio, path: name)
        let time = start ?? call.start
        let output = CallOutput(
            call: call.id, line: "replay", start: time, form: .silent, keepsEvents: true)
        let performance = Performance(
            name: call.id, rate: recording.rate,
            steps: call.steps(recording.samples, rate: recording.rate), scenario: nil, start: nil)
        try ReplayedCall(
            performance, recordedTo: nil, engine: engine, output: output, today: time.day,
            settings: settings, keepsAudio: call.isAudioKept
        ).run()
        guard let again = RecordedCall(output.records) else { return [] }
        return HeardAgain.differences(call, again)
    }
}

extension TurnDifference {
    /// One line for people; whatever a caller said moves no cursor.
    var shown: String {
        let mark = verdict.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
        var said = "\"\(text)\""
        if let heardNow, heardNow != text { said += " (now heard: \"\(heardNow)\")" }
        let before = Self.label(old)
        let result: String
        switch verdict {
        case .same: result = before + (isReworded ? ", in other words" : "")
        case .skipped: result = before + ", masked"
        case .better, .worse, .changed: result = "\(before) → \(Self.label(new))"
        }
        return TranscriptText.shown(
            "  \(mark) \(TranscriptText.clock(startMS))  \(said): \(result)")
    }

    var json: JSONValue {
        func list(_ choices: [TurnChoice]) -> JSONValue {
            .array(choices.map { .string($0.label) })
        }
        var object: JSONObject = [
            "verdict": .string(verdict.rawValue), "ms": .integer(startMS), "text": .string(text),
            "old": list(old), "new": list(new), "reworded": .bool(isReworded),
        ]
        if let heardNow { object["heard_now"] = .string(heardNow) }
        return .object(object)
    }
}
