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
    private let recording: (path: String, tape: CallTape)?
    private let interrupt: Interrupt

    init(
        _ line: consuming ALSALine, engine: Engine, output: CallOutput,
        recording: sending StereoRecording?, recordingLane: any Lane = DispatchLane("recording"),
        fulfilment: (any Fulfilment)?, wantsPartials: Bool,
        keepsAudio: Bool = false, audioFile: String? = nil, hearsItself: Bool = false,
        interrupt: Interrupt = Interrupt(),
        under supervisor: Supervisor = Supervisor()
    ) throws {
        call = try engine.makeCall(
            rate: line.rate, source: "alsa", today: .today, wantsPartials: wantsPartials,
            keepsAudio: keepsAudio, audioFile: audioFile, hearsItself: hearsItself,
            // Five seconds: a caller who is heard late is better than one not heard.
            earsInbox: .keepNewest(250),
            errands: fulfilment.map {
                Errands(
                    $0, call: output.call, language: engine.pack.tag, today: .today,
                    on: DispatchLane("errands"))
            },
            record: { event, time in output.take(event, at: time) }, under: supervisor)
        self.recording = Self.tape(of: recording, rate: line.rate, on: recordingLane)
        self.line = line
        self.supervisor = supervisor
        self.output = output
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
        let isRecorded = finishRecording()
        return end == .lost || !isFinished || !isRecorded ? 1 : 0
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
        recording?.tape.append(caller: heard.samples, line: said.samples)
        noteLosses()
    }

    /// A recording that cannot be written is no reason to hang up on anybody.
    private static func tape(
        of recording: sending StereoRecording?, rate: SampleRate, on lane: any Lane
    ) -> (path: String, tape: CallTape)? {
        guard let recording else { return nil }
        let path = recording.path
        let tape = CallTape(recording, rate: rate, on: lane) {
            Console.complain("tongdai call: \($0); the call goes on without")
        }
        return (path, tape)
    }

    /// - Returns: Whether all sound that was to be kept is on the disk.
    private func finishRecording() -> Bool {
        guard let recording else { return true }
        let (isWhole, isDone) = (Locked(false), DispatchSemaphore(value: 0))
        recording.tape.finish { whole in
            isWhole.withLock { $0 = whole }
            isDone.signal()
        }
        guard isDone.wait(timeout: .now() + .seconds(5)) == .success else {
            Console.complain(
                "tongdai call: \(recording.path): the disk took more than 5 s for the rest of the "
                    + "recording, which may lack its end; remedy: look for what keeps the disk busy"
            )
            return false
        }
        guard isWhole.withLock(\.self) else { return false }
        output.tell("recording: \(recording.path)")
        return true
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
