internal import CallLog
public import Transcript

/// What the calls of one process add up to, for Prometheus.
///
/// A value: whoever has several lines keeps it in a lock, as `MetricsFile` does.
/// Nothing that a caller said is in it, nor a call's id.
public struct CallMetrics: Sendable {
    private var started = Counter(
        "tongdai_calls_started_total", "Calls that were taken.", labels: ["language", "source"])
    private var calls = Counter(
        "tongdai_calls_total", "Calls that have ended, by what became of them.",
        labels: ["outcome"], known: CallFate.outcomes.map { [$0.rawValue] })
    private var ends = Counter(
        "tongdai_call_ends_total", "Calls that have ended, by why they did.", labels: ["reason"],
        known: [
            ["caller hung up"], ["goodbye"], ["interrupted"], ["limit"], ["line lost"],
            ["noinput"], ["transfer"],
        ])
    private var turns = Counter(
        "tongdai_turns_total", "Replies of the line to something said, by their kind.",
        labels: ["outcome"],
        known: [["answer"], ["clarify"], ["nomatch"], ["action"], ["smalltalk"]])
    private var transfers = Counter(
        "tongdai_transfers_total", "Calls that were put through to a person.", labels: ["reason"])
    private var bargeIns = Counter(
        "tongdai_barge_ins_total", "Times that a caller spoke while the line did.",
        labels: ["resumed"], known: [["false"], ["true"]])
    private var takenBack = Counter(
        "tongdai_endpoints_taken_back_total",
        "Times that a caller went on when the line had taken him to be over.")
    private var noInputs = Counter(
        "tongdai_no_inputs_total", "Times that the line waited for a caller in vain.")
    private var actions = Counter(
        "tongdai_actions_total", "Actions that were carried out for callers.", labels: ["action"])
    private var faults = Counter(
        "tongdai_faults_total", "Failures within calls.", labels: ["stage", "kind"],
        known: [
            ["hear", "failed"], ["hear", "lost"], ["line", "failed"], ["line", "lost"],
            ["mouth", "failed"], ["speak", "failed"],
        ])
    private var lateFrames = Counter(
        "tongdai_late_frames_total", "Frames of 20 ms that were played later than their time.")
    private var latency = Histogram(
        "tongdai_turn_latency_seconds",
        "From the end of the caller's voice to the first sound of the reply.",
        bounds: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 5])
    private var steps = Histogram(
        "tongdai_turn_step_seconds", "What the machine took for a step of a reply.",
        bounds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1], label: "step",
        known: ["recognise", "synthesise", "understand"])
    private var durations = Histogram(
        "tongdai_call_duration_seconds", "How long calls lasted.",
        bounds: [5, 10, 20, 30, 60, 90, 120, 180, 300, 600, 900])

    private let version: String
    private let start: TranscriptTime
    private var active: [String: CallFate] = [:]

    /// - Parameters:
    ///   - version: The program's.
    ///   - start: When this process began to count.
    public init(version: String, start: TranscriptTime) {
        (self.version, self.start) = (version, start)
    }

    /// Calls that have begun and not ended.
    public var activeCalls: Int { active.count }

    /// Frames that were late since the last time; whoever owns the line counts them.
    public mutating func addLateFrames(_ count: Int) { lateFrames.add(max(0, count)) }

    /// Counts one event of a call; of any number of calls in any order.
    public mutating func take(_ event: TranscriptEvent, call: String) {
        active[call]?.take(event)
        switch event {
        case .callStarted(let begun):
            active[call] = CallFate()
            started.add(1, [begun.language, begun.source])
        case .answerChosen(let chosen): turns.add(1, [chosen.outcome.rawValue])
        case .bargeIn(let resumed): bargeIns.add(1, [String(resumed)])
        case .speechResumed: takenBack.add()
        case .noInput: noInputs.add()
        case .action(let action): actions.add(1, [action.name])
        case .transfer(_, let reason): transfers.add(1, [reason])
        case .turnLatency(let turn): take(turn)
        case .fault(let fault): faults.add(1, [fault.stage, fault.kind])
        case .callEnded(let ended): end(call, ended)
        case .speechStarted, .speechEnded, .callerPartial, .callerSaid, .agentSaid,
            .agentPartial, .noMatch, .dtmf, .other:
            break
        }
    }

    private mutating func take(_ turn: TranscriptEvent.TurnLatency) {
        if let total = turn.totalMS { latency.observe(total / 1_000) }
        if let took = turn.recogniseMS { steps.observe(took / 1_000, "recognise") }
        if let took = turn.understandMS { steps.observe(took / 1_000, "understand") }
        if let took = turn.synthesiseMS { steps.observe(took / 1_000, "synthesise") }
    }

    private mutating func end(_ call: String, _ ended: TranscriptEvent.CallEnded) {
        let fate = active.removeValue(forKey: call) ?? CallFate()
        calls.add(1, [fate.outcome.rawValue])
        ends.add(1, [ended.reason])
        durations.observe(Double(ended.durationMS) / 1_000)
    }

    /// All of it in Prometheus' text format.
    public var text: String {
        let gauges = [
            MetricFamily(
                name: "tongdai_build_info", kind: .gauge,
                help: "Always 1; the label tells which version runs.",
                samples: [.init(labels: [.init("version", version)], value: 1)]),
            MetricFamily(
                name: "tongdai_start_time_seconds", kind: .gauge,
                help: "When the process began to count, in seconds since 1970.",
                samples: [.init(value: Double(start.milliseconds) / 1_000)]),
            MetricFamily(
                name: "tongdai_calls_active", kind: .gauge, help: "Calls at this moment.",
                samples: [.init(value: Double(active.count))]),
        ]
        let counters = [
            started, calls, ends, turns, transfers, bargeIns, takenBack, noInputs, actions, faults,
            lateFrames,
        ].map(\.family)
        let histograms = [latency, steps, durations].map(\.family)
        return (gauges + counters + histograms).filter { !$0.samples.isEmpty }.map(\.text).joined()
    }
}
