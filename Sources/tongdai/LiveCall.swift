import ALSAAudio
import Audio
import CallFlow
import Foundation
import Fulfilment
import Hearing
import Knowledge
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
    /// Nil also after it could not be written.
    private var recording: StereoRecording?
    private var isRecordingLost = false
    private let interrupt: Interrupt

    init(
        _ line: consuming ALSALine, engine: Engine, output: CallOutput,
        recording: StereoRecording?, fulfilment: (any Fulfilment)?, wantsPartials: Bool,
        interrupt: Interrupt = Interrupt(), under supervisor: Supervisor = Supervisor()
    ) throws {
        call = try engine.makeCall(
            rate: line.rate, source: "alsa", today: .today, wantsPartials: wantsPartials,
            // Five seconds: a caller who is heard late is better than one not heard.
            earsInbox: .keepNewest(250),
            errands: fulfilment.map {
                Errands(
                    $0, call: output.call, language: engine.pack.tag, today: .today,
                    on: DispatchLane("errands"))
            },
            record: { event, time in output.take(event, at: time) }, under: supervisor)
        self.line = line
        self.supervisor = supervisor
        self.output = output
        self.recording = recording
        self.interrupt = interrupt
    }

    /// Runs the call to its end.
    /// - Returns: The exit status.
    mutating func run() -> Int32 {
        call.start()
        var end: LineEnd?
        while end == nil {
            var isLost = false
            do throws(DeviceError) {
                try tick()
            } catch {
                isLost = !recover(from: error)
            }
            end = LineEnd(
                hangUpReason: call.hangUpReason, isInterrupted: interrupt.hasCome,
                isLost: isLost)
        }
        line.drain()
        call.close(reason: end?.reason ?? "")
        let isFinished = finish()
        finishRecording()
        return end == .lost || !isFinished || isRecordingLost ? 1 : 0
    }

    /// Lets the stages finish what they hold.
    private func finish() -> Bool {
        switch supervisor.wait(atMost: .seconds(5)) {
        case .finished: return true
        case .cancelled(let reason):
            Console.complain("tongdai call: the call was cancelled: \(reason)")
        case .failed(let failure): Console.complain("tongdai call: \(failure)")
        case nil:
            Console.complain(
                "tongdai call: the call's last steps took more than 5 s, and were left; its "
                    + "transcript may lack the end; remedy: look for what keeps the machine busy")
        }
        return false
    }

    private mutating func tick() throws(DeviceError) {
        let heard = try line.read()
        call.hear(.frame(heard))
        let said = call.nextFrame()
        try line.write(said)
        record(caller: heard.samples, line: said.samples)
        noteLosses()
    }

    /// A recording that cannot be written is no reason to hang up on anybody.
    private mutating func record(caller: [Int16], line: [Int16]) {
        do throws(StereoRecording.Failure) {
            try recording?.append(caller: caller, line: line)
        } catch {
            Console.complain("tongdai call: \(error); the call goes on without")
            (recording, isRecordingLost) = (nil, true)
        }
    }

    private mutating func finishRecording() {
        guard let recording else { return }
        do throws(StereoRecording.Failure) {
            try recording.finish()
            output.tell("recording: \(recording.path)")
        } catch {
            Console.complain("tongdai call: \(error)")
            isRecordingLost = true
        }
    }

    /// Frames that the device lost on the caller's side show in their time.
    private mutating func noteLosses() {
        let now = line.statistics
        call.lose(now.overruns - statistics.overruns, .overrun)
        call.lose(now.underruns - statistics.underruns, .underrun)
        // Where the clocks of the devices differ, silence is left out: that is no loss.
        call.lose(now.missedFrames - statistics.missedFrames, .played)
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
