import Audio
import AudioSocket
import Dispatch
import Foundation
import Fulfilment
import Knowledge
import Pipeline
import Serving
import SocketLine
import Transcript

/// The service: its lines, its knowledge, and the thread that minds them.
final class Server: Sendable {
    private struct State {
        var service: ServedEngine
        var callers: [Int: ServedCaller] = [:]
        var count = 0
        var isReloading = false
        var seconds = 0
        var lastStatistics = SocketStatistics()
    }

    private let configuration: LinesConfiguration
    private let folder: URL
    private let notice: ServiceNotice
    private let lanes: ServiceLanes
    private let reception: Reception
    private let host: SocketHost?
    private let doorkeeper: Doorkeeper?
    private let sockets: SocketLines?
    private let threads: [ALSAThread]
    private let metrics: MetricsOutput?
    private let kept: KeptAudio?
    private let state: Locked<State>

    /// Loads the knowledge, and listens; nobody is answered before `run`.
    init(
        _ configuration: LinesConfiguration, folder: URL, log: TranscriptFolder?,
        form: CallOutput.Form, fulfilment: (any Fulfilment)?, metrics: MetricsOutput?
    ) throws {
        let workers =
            configuration.workers ?? ProcessInfo.processInfo.activeProcessorCount
        let lanes = ServiceLanes(workers: workers)
        let rate = configuration.socket?.rate ?? .telephone
        let service = try ServedEngine.load(folder, rate: rate)
        let kept = try KeptAudio(
            configuration.keepAudio, coding: configuration.audioCoding, log: log,
            pack: service.engine.pack)
        let state = Locked(State(service: service))
        let reception = Reception(
            Admission(
                limit: configuration.calls ?? workers * ServeCommand.callsPerCore,
                waitingLimit: configuration.waiting))
        (self.configuration, self.folder, self.lanes) = (configuration, folder, lanes)
        (self.state, self.reception, self.metrics) = (state, reception, metrics)
        self.kept = kept
        notice = ServiceNotice(environment: ProcessInfo.processInfo.environment)
        threads = configuration.alsa.map { line in
            ALSAThread(
                line, service: { state.withLock { $0.service.engine } }, lanes: lanes, log: log,
                kept: kept, wantsPartials: configuration.wantsPartials, form: form,
                fulfilment: fulfilment, metrics: metrics)
        }
        guard let socket = configuration.socket else {
            (host, sockets, doorkeeper) = (nil, nil, nil)
            return
        }
        let outcomes = socket.outcomes.map { OutcomeFolder(url: URL(filePath: $0)) }
        try outcomes?.prepare()
        let doorkeeper = Doorkeeper(socket)
        try doorkeeper.prepare()
        let host = SocketHost(
            socket, service: service, lanes: lanes, log: log, kept: kept,
            wantsPartials: configuration.wantsPartials, form: form, outcomes: outcomes,
            fulfilment: fulfilment, metrics: metrics)
        (self.host, self.doorkeeper) = (host, doorkeeper)
        let patience = configuration.patience
        sockets = try SocketLines(
            host: socket.host, port: socket.port, rate: socket.rate,
            limits: SocketLines.Limits(socket)
        ) { uuid, _ in
            guard doorkeeper.lets(uuid) else { return nil }
            let number = state.withLock { state in
                state.count += 1
                return state.count
            }
            let caller = ServedCaller(
                uuid, number: number, host: host, reception: reception, patience: patience)
            state.withLock { $0.callers[number] = caller }
            return caller
        }
    }

    /// Answers until a signal ends it.
    /// - Returns: The exit status.
    func run() throws -> Int32 {
        let signals = ServerSignals()
        try sockets?.start()
        for thread in threads { thread.start() }
        if let sockets, let socket = configuration.socket {
            tell("answers AudioSocket callers on \(socket.host), port \(sockets.port)")
        }
        for line in configuration.alsa { tell("answers the ALSA line \(line.name)") }
        notice.send("READY=1", "STATUS=\(status)")
        while true {
            switch signals.next(atMost: .seconds(1)) {
            case .reload: reload()
            case .stop: return drain(signals)
            case nil: mind()
            }
        }
    }

    /// Once a second: who has gone is forgotten, the load is looked at, systemd is told
    /// that all is well, if it is.
    private func mind() {
        let gone = state.withLock { state in
            let gone = state.callers.filter { $0.value.isOver }
            for number in gone.keys { state.callers[number] = nil }
            return gone.values.map(\.uuid)
        }
        for caller in gone { doorkeeper?.leave(caller) }
        let (callers, isMinute) = state.withLock { state in
            state.seconds += 1
            return (Array(state.callers.values), state.seconds.isMultiple(of: 60))
        }
        if isMinute {
            host?.trim()
            Heap.trim()
        }
        let statistics = sockets?.statistics ?? SocketStatistics()
        let last = state.withLock { state in
            defer { state.lastStatistics = statistics }
            return state.lastStatistics
        }
        reception.note(
            Admission.Load(
                longestDelay: lanes.work.takeLongestDelay(),
                backlog: callers.map(\.backlog).max() ?? .zero,
                frames: statistics.frames - last.frames,
                lateFrames: statistics.lateFrames - last.lateFrames))
        metrics?.addLateFrames(statistics.lateFrames - last.lateFrames)
        metrics?.refresh()
        // Whoever does not answer within a second is not well. Before all other work: who is
        // late is not dead.
        let answers = DispatchSemaphore(value: 0)
        lanes.work.makeLane().run(due: .now - .seconds(60)) { answers.signal() }
        sockets?.ping { answers.signal() }
        let deadline = DispatchTime.now() + 1
        let isWell = (0..<(sockets == nil ? 1 : 2)).allSatisfy { _ in
            answers.wait(timeout: deadline) == .success
        }
        if isWell { notice.send("WATCHDOG=1", "STATUS=\(status)") }
    }

    private var status: String {
        let statistics = sockets?.statistics ?? SocketStatistics()
        var status =
            "\(reception.runningCount) calls, \(reception.waitingCount) waiting, "
            + "\(statistics.calls) so far, \(statistics.lateFrames) of \(statistics.frames) frames "
            + "late, \(statistics.missingFrames) missing"
        if let host { status += ", \(host.decoderCount) decoders" }
        if reception.isOverloaded { status += ", overloaded" }
        return status
    }

    private func tell(_ text: String) { Console.complain("tongdai serve: \(text)") }

    // MARK: Reload

    /// Reads the knowledge anew, for new calls. It may take its time: calls go on.
    private func reload() {
        let isFirst = state.withLock { state in
            defer { state.isReloading = true }
            return !state.isReloading
        }
        guard isFirst else { return }
        notice.send(
            "RELOADING=1", "MONOTONIC_USEC=\(ServiceNotice.monotonicMicroseconds)")
        Thread { [self] in
            // On Linux this is the thread's own: calls go before.
            setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
            do {
                let rate = configuration.socket?.rate ?? .telephone
                let service = try ServedEngine.load(folder, rate: rate)
                if kept != nil { try KeptAudio.check(service.engine.pack) }
                state.withLock { $0.service = service }
                host?.use(service)
                tell("new calls have the knowledge \(service.engine.pack.contentHash.prefix(12))")
            } catch {
                tell("\(error)")
                tell("the knowledge was not changed: what was read before is used on")
            }
            state.withLock { $0.isReloading = false }
            notice.send("READY=1", "STATUS=\(status)")
        }.start()
    }

    // MARK: End

    /// Takes no new calls, lets the running ones come to their end, and ends those
    /// that have not by the limit, or by a second signal.
    private func drain(_ signals: ServerSignals) -> Int32 {
        notice.send("STOPPING=1", "STATUS=\(status)")
        stopListening()
        reception.close()
        tell("takes no more calls; \(reception.runningCount) are running")
        for thread in threads { thread.close() }
        let end = ContinuousClock.now + configuration.drain
        while isBusy, ContinuousClock.now < end {
            if case .stop = signals.next(atMost: .milliseconds(200)) { break }
        }
        for thread in threads { thread.end() }
        for caller in state.withLock({ Array($0.callers.values) }) { caller.interrupt() }
        let limit = ContinuousClock.now + .seconds(5)
        while isBusy, ContinuousClock.now < limit {
            _ = signals.next(atMost: .milliseconds(50))
        }
        let isComplete = !isBusy
        sockets?.stop()
        metrics?.write()
        tell("ended: \(status)")
        return isComplete ? 0 : 1
    }

    /// Whoever is told of it can be sure that nobody is connected any more.
    private func stopListening() {
        guard let sockets else { return }
        let isClosed = DispatchSemaphore(value: 0)
        sockets.stopListening()
        sockets.ping { isClosed.signal() }
        _ = isClosed.wait(timeout: .now() + 1)
    }

    private var isBusy: Bool {
        (sockets?.connectionCount ?? 0) > 0 || reception.runningCount > 0
            || host?.isRecording ?? false || threads.contains { !$0.wait(until: .now()) }
    }
}

extension SocketLines.Limits {
    fileprivate init(_ socket: LinesConfiguration.Socket) {
        self.init()
        connections = socket.connections
        connectionsOfPeer = socket.connectionsOfPeer
        exchange.handshake = socket.handshake
        exchange.idle = socket.idle
    }
}
