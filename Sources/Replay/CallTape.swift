import Audio
import Foundation
import Pipeline
import Replay

/// The sound of a served call, on its way to the disk.
///
/// The lines' thread leaves it here and goes on; a lane writes it, a portion at a time.
/// What a disk that stalls leaves lying is limited: beyond that the recording ends where
/// it is, and the call goes on without.
final class CallTape: Sendable {
    private struct Pending {
        var caller: [Int16] = []
        var line: [Int16] = []
        var isWriting = false
        var isLost = false
    }

    private static let portion = Duration.seconds(1)
    private static let most = Duration.seconds(30)

    private let pending = Locked(Pending())
    private let recording: Locked<StereoRecording>
    private let portionLength: Int
    private let mostLength: Int
    private let lane: any Lane

    init(_ recording: sending StereoRecording, rate: SampleRate, on lane: any Lane) {
        self.recording = Locked(recording)
        self.lane = lane
        portionLength = rate.samples(in: Self.portion)
        mostLength = rate.samples(in: Self.most)
    }

    /// Takes as many samples of each.
    var record: @Sendable (_ caller: [Int16], _ line: [Int16]) -> Void {
        { [self] caller, line in append(caller: caller, line: line) }
    }

    private func append(caller: [Int16], line: [Int16]) {
        let (isDue, isFull) = pending.withLock { pending in
            guard !pending.isLost else { return (false, false) }
            pending.caller += caller
            pending.line += line
            guard pending.caller.count <= mostLength else {
                pending = Pending(isLost: true)
                return (false, true)
            }
            guard pending.caller.count >= portionLength, !pending.isWriting else {
                return (false, false)
            }
            pending.isWriting = true
            return (true, false)
        }
        if isFull { complain("the disk does not keep up with the sound of a call") }
        if isDue { lane.run { [self] in write() } }
    }

    /// Nothing is appended after.
    func finish(_ whenDone: @escaping @Sendable () -> Void) {
        lane.run { [self] in
            write()
            do throws(StereoRecording.Failure) {
                try recording.withLock { recording throws(StereoRecording.Failure) in
                    try recording.finish()
                }
            } catch {
                Console.complain("tongdai serve: \(error)")
            }
            whenDone()
        }
    }

    private func write() {
        let (caller, line) = pending.withLock { pending in
            defer { pending = Pending(isLost: pending.isLost) }
            return (pending.caller, pending.line)
        }
        guard !caller.isEmpty else { return }
        do throws(StereoRecording.Failure) {
            try recording.withLock { recording throws(StereoRecording.Failure) in
                try recording.append(caller: caller, line: line)
            }
        } catch {
            pending.withLock { $0 = Pending(isLost: true) }
            complain("\(error)")
        }
    }

    private func complain(_ text: String) {
        Console.complain("tongdai serve: \(text); the call goes on without")
    }
}
