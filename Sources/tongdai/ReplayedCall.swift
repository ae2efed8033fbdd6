import Audio
import CallFlow
import Foundation
import Fulfilment
import Knowledge
import Pipeline
import Replay
import Transcript

/// One call of `replay`, and its recording.
final class ReplayedCall {
    private let rate: SampleRate
    private var rehearsal: Rehearsal
    private let recording: StereoRecording?
    private let output: CallOutput
    private let isRealTime: Bool

    init(
        _ performance: Performance, recordedTo file: URL?, engine: Engine, output: CallOutput,
        today: Day, settings: ReplaySettings
    ) throws {
        rate = performance.rate
        self.output = output
        isRealTime = settings.isRealTime
        let lane = SteppedLane()
        // Nothing is kept, and the same calls get the same numbers.
        let errands = Errands(
            MemoryFulfilment(), call: output.call, language: engine.pack.tag, today: today,
            on: lane)
        let call = try engine.makeCall(
            rate: rate, source: "file", today: today, wantsPartials: settings.wantsPartials,
            earsInbox: .waitForRoom(4), errands: errands,
            record: { [output] event, time in output.take(event, at: time) },
            under: Supervisor(makeLane: { _ in lane }))
        rehearsal = Rehearsal(
            call, on: lane, script: CallerScript(performance.steps, rate: rate), rate: rate)
        let rate = performance.rate
        recording = try file.map { try StereoRecording($0, rate: rate) }
    }

    var beginnings: [Int] { rehearsal.beginnings }

    func run() throws {
        let clock = ContinuousClock()
        let start = clock.now
        var tickCount = 0
        try rehearsal.run { tick in
            try recording?.append(caller: tick.caller, line: tick.line)
            tickCount += 1
            guard isRealTime else { return }
            let due = start + .milliseconds(20 * tickCount)
            let wait = due - clock.now
            if wait > .zero { Thread.sleep(forTimeInterval: wait / .seconds(1)) }
        }
        try recording?.finish()
        if let recording { output.tell("recording: \(recording.path)") }
    }
}
