import ALSAAudio
import Foundation
import Fulfilment
import Pipeline
import Serving
import Transcript

/// A line of two ALSA devices, on a thread of its own, which is the line's: when a
/// call has ended, the next is answered.
final class ALSAThread: Sendable {
    private let line: LinesConfiguration.ALSA
    private let service: @Sendable () -> Engine
    private let lanes: ServiceLanes
    private let log: TranscriptFolder?
    private let form: CallOutput.Form
    private let fulfilment: (any Fulfilment)?
    private let interrupt = Interrupt(on: [])
    private let isClosing = Locked(false)
    private let hasEnded = DispatchSemaphore(value: 0)

    /// Between two attempts to open a device.
    private static let retry = Duration.seconds(5)

    init(
        _ line: LinesConfiguration.ALSA, service: @escaping @Sendable () -> Engine,
        lanes: ServiceLanes, log: TranscriptFolder?, form: CallOutput.Form,
        fulfilment: (any Fulfilment)?
    ) {
        (self.line, self.service, self.lanes) = (line, service, lanes)
        (self.log, self.form, self.fulfilment) = (log, form, fulfilment)
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
        let id = "\(digits)-\(ProcessInfo.processInfo.processIdentifier)-\(line.name)"
        let output = CallOutput(
            call: id, line: line.name, start: start, form: form, folder: log, isLive: true)
        var call = try LiveCall(
            open, engine: service(), output: output, recording: nil,
            fulfilment: fulfilment, wantsPartials: false,
            interrupt: interrupt, under: lanes.makeSupervisor())
        _ = call.run()
    }
}
