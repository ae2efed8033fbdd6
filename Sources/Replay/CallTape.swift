package import Audio
package import Pipeline

/// The sound of a live call, on its way to the disk.
///
/// The line's thread leaves it here and goes on; a lane writes it, a portion at a time.
/// What a disk that stalls leaves lying is limited: beyond that the recording ends where
/// it is, and the call goes on without.
package final class CallTape: Sendable {
    private struct Pending {
        var caller: [Int16] = []
        var line: [Int16] = []
        var isScheduled = false
        var isLost = false
    }

    /// What is written at a time, and what may lie here at most.
    package static let portion = Duration.seconds(1)
    package static let most = Duration.seconds(30)

    private let pending = Locked(Pending())
    private let recording: Locked<StereoRecording>
    private let portionLength: Int
    private let mostLength: Int
    private let lane: any Lane
    private let complain: @Sendable (String) -> Void

    /// - Parameters:
    ///   - lane: Nothing that a call waits for may be on it.
    ///   - complain: Is told what was lost and why, once, on the thread of either side.
    package init(
        _ recording: sending StereoRecording, rate: SampleRate, on lane: any Lane,
        complain: @escaping @Sendable (String) -> Void
    ) {
        self.recording = Locked(recording)
        self.lane = lane
        self.complain = complain
        portionLength = rate.samples(in: Self.portion)
        mostLength = rate.samples(in: Self.most)
    }

    /// Takes as many samples of each.
    package func append(caller: [Int16], line: [Int16]) {
        let (isDue, isFull) = pending.withLock { pending in
            guard !pending.isLost else { return (false, false) }
            pending.caller += caller
            pending.line += line
            guard pending.caller.count <= mostLength else {
                pending = Pending(isLost: true)
                return (false, true)
            }
            guard pending.caller.count >= portionLength, !pending.isScheduled else {
                return (false, false)
            }
            pending.isScheduled = true
            return (true, false)
        }
        if isFull { complain("the disk does not keep up with the sound of a call") }
        if isDue { lane.run { [self] in write() } }
    }

    /// Nothing is appended after.
    ///
    /// - Parameter whenDone: Is told, on the lane, whether all sound was written.
    package func finish(_ whenDone: @escaping @Sendable (_ isWhole: Bool) -> Void) {
        lane.run { [self] in
            write()
            do throws(StereoRecording.Failure) {
                try recording.withLock { recording throws(StereoRecording.Failure) in
                    try recording.finish()
                }
            } catch {
                lose("\(error)")
            }
            whenDone(pending.withLock { !$0.isLost })
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
            lose("\(error)")
        }
    }

    private func lose(_ reason: String) {
        let isNew = pending.withLock { pending in
            defer { pending = Pending(isLost: true) }
            return !pending.isLost
        }
        if isNew { complain(reason) }
    }
}
