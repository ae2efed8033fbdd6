import ALSAAudio
import Audio
import CallFlow
import Foundation
import Hearing
import Pipeline
import Replay
import Transcript

/// One call on an ALSA line. The thread that runs it is the line's: it waits for
/// the device and for nothing else.
struct LiveCall: ~Copyable {
    /// How long the line waits before it tries a lost device again.
    private static let backoff: [Duration] = [
        .milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2), .seconds(4),
    ]

    private var line: ALSALine
    /// As told to the call.
    private var statistics = LineStatistics()
    private let call: Call
    private let supervisor: Supervisor
    private let output: CallOutput
    private let recording: StereoRecording?
    private let interrupt: Interrupt

    init(
        _ line: consuming ALSALine, engine: Engine, output: CallOutput,
        recording: StereoRecording?, wantsPartials: Bool
    ) throws {
        let supervisor = Supervisor()
        call = try engine.makeCall(
            rate: line.rate, source: "alsa", today: .today, wantsPartials: wantsPartials,
            // Five seconds: a caller who is heard late is better than one not heard.
            earsInbox: .keepNewest(250),
            record: { event, time in output.take(event, at: time) }, under: supervisor)
        self.line = line
        self.supervisor = supervisor
        self.output = output
        self.recording = recording
        interrupt = Interrupt()
    }

    /// Runs the call to its end.
    /// - Returns: The exit status.
    mutating func run() throws -> Int32 {
        call.start()
        var reason: String?
        while reason == nil {
            do throws(DeviceError) {
                try tick()
                reason = call.hangUpReason ?? (interrupt.hasCome ? "interrupted" : nil)
            } catch {
                if !recover(from: error) { reason = "line lost" }
            }
        }
        line.drain()
        call.close(reason: reason ?? "")
        let isClean = supervisor.wait(atMost: .seconds(5)) != nil
        try recording?.finish()
        if let recording { output.tell("recording: \(recording.path)") }
        return reason == "line lost" || !isClean ? 1 : 0
    }

    private mutating func tick() throws(DeviceError) {
        let heard = try line.read()
        call.hear(.frame(heard))
        let said = call.nextFrame()
        try line.write(said)
        // A recording that cannot be written is no reason to hang up on anybody.
        try? recording?.append(caller: heard.samples, line: said.samples)
        noteLosses()
    }

    /// Frames that the device lost on the caller's side show in their time.
    private mutating func noteLosses() {
        let now = line.statistics
        call.lose(now.overruns - statistics.overruns, .overrun)
        call.lose(now.underruns - statistics.underruns, .underrun)
        call.lose(now.droppedFrames - statistics.droppedFrames, .played)
        statistics = now
    }

    /// Opens the devices again, with growing patience.
    private mutating func recover(from error: DeviceError) -> Bool {
        call.report(operation: "\(error.operation) on \(error.device)", isRecovered: false)
        Console.complain("tongdai call: \(error)")
        for wait in Self.backoff where !interrupt.wait(atMost: wait) {
            do throws(DeviceError) {
                try line.reopen()
                call.report(operation: "reopen \(error.device)", isRecovered: true)
                return true
            } catch {
                continue
            }
        }
        return false
    }
}
