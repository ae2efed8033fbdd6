public import Audio
public import AudioSocket
import CallFlow
import Hearing
import Pipeline

/// One caller of an AudioSocket line, from the first frame to the last: he waits, or
/// talks, or both in turn.
public final class ServedCaller: Answerer {
    fileprivate enum Stage {
        /// His call is being made.
        case starting
        case waiting
        case talking(StartedCall)
        /// His outcome is being written. He hears silence.
        case leaving(Outcome)
        case over
    }

    fileprivate struct State {
        var stage = Stage.starting
        var waiting: Waiting?
        /// What he is to hear while he waits.
        var sound: ArraySlice<Int16> = []
        /// A phrase is being spoken into `sound`.
        var isSaying = false
        /// Where in the connection's time his call began.
        var origin: MediaTime?
        var leavingTicks = 0
        var hasLeft = false
    }

    public let uuid: CallUUID
    private let number: Int
    private let host: any CallHost
    private let reception: Reception
    private let patience: Duration
    private let state = Locked(State())

    /// In ticks: a disk that stalls keeps nobody on the line.
    private static let leavingLimit = 150

    /// - Parameters:
    ///   - number: Tells him from the other callers of the reception.
    ///   - patience: For which he waits before he is offered to be called back.
    public init(
        _ uuid: CallUUID, number: Int, host: any CallHost, reception: Reception,
        patience: Duration
    ) {
        (self.uuid, self.number, self.host) = (uuid, number, host)
        (self.reception, self.patience) = (reception, patience)
        switch reception.ask(number) {
        case .enter: start()
        case .wait: wait(isFull: false)
        case .full: wait(isFull: true)
        }
    }

    private func wait(isFull: Bool) {
        state.withLock { state in
            state.stage = .waiting
            state.waiting = Waiting(patience: patience, isFull: isFull)
        }
    }

    private func start() {
        state.withLock { $0.stage = .starting }
        host.lane.run { [self] in
            do {
                begin(try host.makeCall())
            } catch {
                host.complain("\(error)")
                leave(.hangUp(reason: "fault"))
            }
        }
    }

    private func begin(_ started: StartedCall) {
        started.supervisor.whenEnded { [self] end in
            if case .failed(let failure) = end { host.complain("\(failure)") }
            writeOutcome(of: started)
        }
        started.call.start()
        let isWanted = state.withLock { state in
            guard case .starting = state.stage else { return false }
            state.stage = .talking(started)
            return true
        }
        // He hung up while his call was made.
        if !isWanted { started.call.close(reason: "caller hung up") }
    }

    /// Whether nothing more comes of him.
    public var isOver: Bool {
        if case .over = state.withLock({ $0.stage }) { true } else { false }
    }

    public func press(_ key: Character) {
        let started = state.withLock { state -> StartedCall? in
            state.waiting?.press(key)
            guard case .talking(let started) = state.stage else { return nil }
            return started
        }
        started?.call.hear(.dtmf(key))
    }

    public func tick(_ heard: AudioFrame) -> [Int16]? {
        let silence = [Int16](repeating: 0, count: heard.samples.count)
        switch state.withLock({ $0.stage }) {
        case .starting: return silence
        case .waiting: return hold(heard) ?? silence
        case .talking(let started): return talk(started.call, heard)
        case .leaving(let outcome):
            if state.withLock({ $0.isOverdue(Self.leavingLimit) }) { leaveNow(outcome) }
            return silence
        case .over: return nil
        }
    }

    // MARK: Talking

    private func talk(_ call: Call, _ heard: AudioFrame) -> [Int16] {
        let origin = state.withLock { state in
            let origin = state.origin ?? heard.start
            state.origin = origin
            return origin
        }
        let start = MediaTime.zero(heard.rate).advanced(
            bySamples: heard.start.samples(since: origin))
        call.hear(.frame(AudioFrame(start: start, samples: heard.samples)))
        let said = call.nextFrame()
        if let reason = call.hangUpReason { finish(call, reason: reason) }
        return said.samples
    }

    /// Ends a call that is running, and whoever waits; the outcome follows when the
    /// call's stages have finished what they hold.
    public func interrupt() {
        switch state.withLock({ $0.stage }) {
        case .talking(let started): finish(started.call, reason: "interrupted")
        case .starting, .waiting: leave(.busy)
        case .leaving, .over: break
        }
    }

    private func finish(_ call: Call, reason: String) {
        state.withLock { $0.stage = .leaving(.hangUp(reason: reason)) }
        call.close(reason: reason)
    }

    private func writeOutcome(of started: StartedCall) {
        reception.leave(number)
        let outcome = state.withLock { state -> Outcome? in
            guard case .leaving(let outcome) = state.stage else { return nil }
            return outcome
        }
        guard let outcome else {
            // The pipeline failed under a caller who is still there.
            if case .talking = state.withLock({ $0.stage }) { leave(.hangUp(reason: "fault")) }
            return
        }
        let transfer = started.transfer()
        host.lane.run { [self] in
            leaveNow(transfer.map { .transfer(to: $0) } ?? outcome)
        }
    }

    // MARK: Leaving

    private func leave(_ outcome: Outcome) {
        reception.leave(number)
        state.withLock { $0.stage = .leaving(outcome) }
        host.lane.run { [self] in leaveNow(outcome) }
    }

    private func leaveNow(_ outcome: Outcome) {
        let isFirst = state.withLock { state in
            defer { state.hasLeft = true }
            return !state.hasLeft
        }
        guard isFirst else { return }
        host.note(outcome, of: uuid)
        state.withLock { $0.stage = .over }
    }

    public func ended(_ end: Exchange.End) {
        let stage = state.withLock { state in
            defer { (state.stage, state.hasLeft) = (.over, true) }
            return state.stage
        }
        switch stage {
        case .talking(let started): started.call.close(reason: end.reason)
        // Its supervisor gives back the place when the call has ended.
        case .leaving: break
        case .starting, .waiting, .over: reception.leave(number)
        }
    }

    public func noteLate(_ count: Int) {
        if case .talking(let started) = state.withLock({ $0.stage }) {
            started.call.lose(count, .underrun)
        }
    }

    // MARK: Waiting

    private func hold(_ heard: AudioFrame) -> [Int16]? {
        let answer = reception.ask(number)
        if answer == .enter {
            state.withLock { ($0.sound, $0.waiting) = ([], nil) }
            start()
            return nil
        }
        let place: Int? = if case .wait(let place) = answer { place } else { nil }
        let step = state.withLock { state in
            state.waiting?.tick(place: place, isSpeaking: state.isSaying || !state.sound.isEmpty)
        }
        switch step {
        case .say(let phrase): say(phrase)
        case .end(let outcome): leave(outcome)
        case .nothing, nil: break
        }
        return state.withLock { $0.takeSound(heard.samples.count) }
    }

    private func say(_ phrase: Waiting.Phrase) {
        state.withLock { $0.isSaying = true }
        host.lane.run { [self] in
            let sound = host.sound(of: phrase)
            state.withLock { state in
                state.isSaying = false
                state.sound += sound
            }
        }
    }
}

extension ServedCaller.State {
    fileprivate mutating func takeSound(_ count: Int) -> [Int16] {
        let frame = Array(sound.prefix(count))
        sound = sound.dropFirst(count)
        return frame + [Int16](repeating: 0, count: count - frame.count)
    }

    fileprivate mutating func isOverdue(_ limit: Int) -> Bool {
        leavingTicks += 1
        return leavingTicks == limit
    }
}

extension Exchange.End {
    /// As `call.ended` has it.
    fileprivate var reason: String {
        switch self {
        case .hungUp, .closed: "caller hung up"
        default: "line lost"
        }
    }
}
