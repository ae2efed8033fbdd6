import ALSAAudio
import Foundation
import Fulfilment
import Pipeline
import Replay
import Serving
import Transcript

/// A line of two ALSA devices, on a thread of its own, which is the line's: when a
/// call has ended, the next is answered.
final class ALSAThread: Sendable {
    private let line: LinesConfiguration.ALSA
    private let service: @Sendable () -> Engine
    private let lanes: ServiceLanes
    private let log: TranscriptFolder?
    private let kept: KeptAudio?
    private let wantsPartials: Bool
    private let form: CallOutput.Form
    private let fulfilment: (any Fulfilment)?
    private let metrics: MetricsOutput?
    private let interrupt = Interrupt(on: [])
    private let isClosing = Locked(false)
    private let hasEnded = DispatchSemaphore(value: 0)

    /// Between two attempts to open a device.
    private static let retry = Duration.seconds(5)

    init(
        _ line: LinesConfiguration.ALSA, service: @escaping @Sendable () -> Engine,
        lanes: ServiceLanes, log: TranscriptFolder?, kept: KeptAudio?, wantsPartials: Bool,
        form: CallOutput.Form,
        fulfilment: (any Fulfilment)?, metrics: MetricsOutput?
    ) {
        (self.line, self.service, self.lanes) = (line, service, lanes)
        (self.log, self.form, self.fulfilment) = (log, form, fulfilment)
        (self.kept, self.wantsPartials, self.metrics) = (kept, wantsPartials, metrics)
    }

    func start() {
        let thread = Thread { [self] in
            run()
            hasEnded.signal()
        }
        thread.name = line.name
        thread.start()
    }

    /// Takes no further call.
    func close() { isClosing.withLock { $0 = true } }

    /// Ends the running call.
    func end() {
        close()
        interrupt.come()
    }

    func wait(until deadline: DispatchTime) -> Bool {
        guard hasEnded.wait(timeout: deadline) == .success else { return false }
        hasEnded.signal()
        return true
    }

    private func run() {
        var complaint = ""
        while !isClosing.withLock({ $0 }), !interrupt.hasCome {
            do {
                try takeCall()
                complaint = ""
            } catch {
                // A device that stays away is told of once.
                if complaint != "\(error)" {
                    complaint = "\(error)"
                    Console.complain("tongdai serve: \(line.name): \(error)")
                }
                _ = interrupt.wait(atMost: Self.retry)
            }
        }
    }

    private func takeCall() throws {
        let open = try ALSALine.open(
            capture: line.capture, playback: line.playback, rate: line.rate)
        let start = TranscriptTime.now
        let digits = start.description.filter(\.isNumber)
        // A file of that name may be made of it.
        let name = line.name.replacing("/", with: "-")
        let id = "\(digits)-\(ProcessInfo.processInfo.processIdentifier)-\(name)"
        let output = CallOutput(
            call: id, line: line.name, start: start, form: form, folder: log, metrics: metrics,
            isLive: true)
        let recording = recording(of: id)
        let isKept = recording != nil
        var call = try LiveCall(
            open, engine: service(), output: output, recording: recording,
            recordingLane: lanes.records.makeLane(), fulfilment: fulfilment,
            wantsPartials: wantsPartials, keepsAudio: isKept,
            audioFile: isKept ? kept?.told(of: id) : nil,
            hearsItself: line.hearsItself,
            interrupt: interrupt, under: lanes.makeSupervisor())
        _ = call.run()
    }

    /// Nil where none is kept, and where none can be written: then the caller is not told
    /// so, and answered all the same.
    private func recording(of call: String) -> StereoRecording? {
        do throws(StereoRecording.Failure) {
            return try kept?.recording(of: call, at: line.rate)
        } catch {
            Console.complain("tongdai serve: \(error); the call goes on without")
            return nil
        }
    }
}
