internal import Transcript

/// What a number of simulated calls come to, as figures.
public struct CallsReport: Sendable {
    /// One call.
    public struct Call: Sendable {
        public let plan: CallerPlan
        public let turns: [SimulatedCaller.Turn]
        public let arrivals: FrameArrivals
        /// Nil when there is no transcript of it.
        public let answers: GivenAnswers?
        /// Why it ended, when neither the caller nor the measurement ended it.
        public let failure: String?

        public init(
            plan: CallerPlan, turns: [SimulatedCaller.Turn], arrivals: FrameArrivals,
            answers: GivenAnswers?, failure: String?
        ) {
            (self.plan, self.turns, self.arrivals) = (plan, turns, arrivals)
            (self.answers, self.failure) = (answers, failure)
        }
    }

    /// What the server's process used.
    public struct Use: Sendable {
        /// Processor time over so many seconds of all lines together.
        public let processorSeconds: Double
        public let callSeconds: Double
        /// Resident, before the first call and while all lines were in one.
        public let idleBytes: Int
        public let loadedBytes: Int
        /// What neither the server nor the callers used, as a share of all cores.
        public let othersShare: Double

        public init(
            processorSeconds: Double, callSeconds: Double, idleBytes: Int, loadedBytes: Int,
            othersShare: Double
        ) {
            (self.processorSeconds, self.callSeconds) = (processorSeconds, callSeconds)
            (self.idleBytes, self.loadedBytes) = (idleBytes, loadedBytes)
            self.othersShare = othersShare
        }
    }

    /// A question of a plan, and what came of it once.
    struct Outcome {
        struct Question: Hashable {
            let plan: String
            let number: Int
        }

        let question: Question
        let recording: String
        let answers: [GivenAnswers.Answer]
    }

    /// A question that was not answered as it was answered to the caller alone.
    public struct Change: Sendable, Equatable {
        public let recording: String
        public let alone: String
        public let underLoad: String
    }

    public let lines: Int
    public let calls: [Call]
    /// Whether the line's transcripts could be read.
    public let hasTranscripts: Bool
    public let use: Use?
    /// Of the callers' side, in nanoseconds: how late it was itself.
    public let ownLateness: Quantiles

    public init(
        lines: Int, calls: [Call], hasTranscripts: Bool, use: Use?, ownLateness: Quantiles
    ) {
        (self.lines, self.calls, self.hasTranscripts) = (lines, calls, hasTranscripts)
        (self.use, self.ownLateness) = (use, ownLateness)
    }

    /// Calls that no transcript begins with: they were not answered at once.
    public var heldCount: Int { hasTranscripts ? calls.count { $0.answers == nil } : 0 }

    /// Those that were answered at once; what the others heard was no reply.
    private var answered: [Call] {
        hasTranscripts ? calls.filter { $0.answers != nil } : calls
    }

    /// From the end of the caller's voice to the reply's first sample, in milliseconds.
    public var latency: Quantiles {
        Quantiles(
            answered.flatMap(\.turns).compactMap { turn in
                if case .after(let time) = turn.reply { Double(time) / 1_000_000 } else { nil }
            })
    }

    /// Whether everybody was served well: 95 of 100 replies came within `target` milliseconds,
    /// every question had one, no frame was late or missing, no call failed or was held.
    public func keeps(_ target: Double) -> Bool {
        let isHeardWhole = calls.allSatisfy {
            $0.failure == nil && $0.arrivals.lateCount == 0 && $0.arrivals.missingCount == 0
        }
        let isAnswered = answered.flatMap(\.turns).allSatisfy { turn in
            if case .none = turn.reply { false } else { true }
        }
        return isHeardWhole && isAnswered && heldCount == 0 && latency.count > 0
            && latency[0.95] <= target
    }

    /// What came of each question, by the transcript.
    var outcomes: [Outcome] {
        calls.flatMap { call -> [Outcome] in
            guard let given = call.answers else { return [] }
            return call.turns.enumerated().map { index, turn in
                Outcome(
                    question: .init(plan: call.plan.name, number: turn.question),
                    recording: call.plan.questions[turn.question].id,
                    answers: given.answers(
                        to: turn, before: call.turns.dropFirst(index + 1).first))
            }
        }
    }

    /// - Parameter alone: The same callers without load.
    public func changes(since alone: CallsReport) -> [Change] {
        let before = Dictionary(
            alone.outcomes.map { ($0.question, $0.answers.key) },
            uniquingKeysWith: { first, _ in first })
        return outcomes.compactMap { outcome in
            guard let earlier = before[outcome.question], earlier != outcome.answers.key else {
                return nil
            }
            return Change(
                recording: outcome.recording, alone: earlier, underLoad: outcome.answers.key)
        }
    }

    /// - Parameter facts: Of an entry of the knowledge.
    public func figures(alone: CallsReport?, facts: (String) -> [String]) -> [Figure] {
        let sound = latencyFigures + stepFigures + frameFigures
        return [
            Figure("calls_lines", Double(lines), "", better: .same, "callers at once"),
            Figure(
                "calls_turns", Double(calls.reduce(0) { $0 + $1.turns.count }), "",
                better: .higher, "questions asked"),
        ] + sound + answerFigures(alone, facts) + useFigures
    }

    private var latencyFigures: [Figure] {
        let latency = latency
        func count(_ reply: SimulatedCaller.Turn.Reply) -> Double {
            Double(answered.reduce(0) { $0 + $1.turns.count { $0.reply == reply } })
        }
        return [
            Figure("calls_p50_ms", latency.median, "ms", "end of the voice to the reply; median"),
            Figure("calls_p95_ms", latency[0.95], "ms", "the same; 95 of 100 are no later"),
            Figure("calls_p99_ms", latency[0.99], "ms", "the same; 99 of 100"),
            Figure("calls_max_ms", latency.maximum, "ms", "the same; the latest"),
            Figure("calls_unanswered", count(.none), "", "questions without a reply in 10 s"),
            Figure("calls_spoken_over", count(.spokenOver), "", "the line spoke into a question"),
            Figure(
                "calls_held", Double(heldCount), "", "calls that were not answered at once"),
            Figure(
                "calls_failed", Double(calls.count { $0.failure != nil }), "",
                "calls that the other side ended or refused"),
        ]
    }

    /// Where the time goes, as the line's transcripts have it.
    private var stepFigures: [Figure] {
        let turns = answered.compactMap(\.answers).flatMap(\.latencies)
        guard !turns.isEmpty else { return [] }
        func median(_ time: (TranscriptEvent.TurnLatency) -> Double?) -> Double {
            Quantiles(turns.compactMap(time)).median
        }
        return [
            Figure(
                "calls_endpoint_ms", median { Double($0.endpointMS) }, "ms",
                "of that, silence that was waited for; median, by the transcript"),
            Figure(
                "calls_recognise_ms", median { $0.recogniseMS }, "ms",
                "of that, the decoder's last pass"),
            Figure(
                "calls_understand_ms", median { $0.understandMS }, "ms", "of that, understanding"),
            Figure(
                "calls_synthesise_ms", median { $0.synthesiseMS }, "ms",
                "of that, until the first samples of the reply"),
        ]
    }

    private var frameFigures: [Figure] {
        let arrivals = calls.map(\.arrivals)
        func milliseconds(_ time: Int) -> Double { Double(time) / 1_000_000 }
        return [
            Figure(
                "calls_frames", Double(arrivals.reduce(0) { $0 + $1.count }), "", better: .higher,
                "frames of the line that came"),
            Figure(
                "calls_late_frames", Double(arrivals.reduce(0) { $0 + $1.lateCount }), "",
                "of them more than 40 ms after the one before"),
            Figure(
                "calls_missing_frames", Double(arrivals.reduce(0) { $0 + $1.missingCount }), "",
                "frames that never came"),
            Figure(
                "calls_longest_gap_ms", milliseconds(arrivals.map(\.longestGap).max() ?? 0), "ms",
                "between two frames; 20 is perfect"),
            Figure(
                "calls_most_ahead_ms", milliseconds(arrivals.map(\.mostAhead).max() ?? 0), "ms",
                "a frame before its time"),
            Figure(
                "calls_own_lateness_ms", ownLateness[0.99] / 1_000_000, "ms",
                "of the callers' own frames; 99 of 100 are no later"),
        ]
    }

    private func answerFigures(_ alone: CallsReport?, _ facts: (String) -> [String]) -> [Figure] {
        let accepted = Dictionary(
            calls.flatMap(\.plan.questions).map { ($0.id, $0.accept) }, uniquingKeysWith: { $1 })
        let outcomes = outcomes
        guard !outcomes.isEmpty else { return [] }
        let right = outcomes.count {
            $0.answers.isRight(accepted[$0.recording] ?? [], facts: facts)
        }
        let share = Figure(
            "calls_right_percent", 100 * Double(right) / Double(outcomes.count), "%",
            better: .higher, "right answers, by the transcript of \(outcomes.count) questions")
        guard let alone else { return [share] }
        return [
            share,
            Figure(
                "calls_changed", Double(changes(since: alone).count), "",
                "answers that the same caller alone did not get"),
        ]
    }

    private var useFigures: [Figure] {
        guard let use else { return [] }
        let mebibyte = 1_048_576.0
        let cores = use.processorSeconds / max(use.callSeconds, 1)
        return [
            Figure(
                "calls_cpu_percent", 100 * cores, "%", "of a core for each call, on the average"),
            Figure(
                "calls_memory_mb", Double(use.loadedBytes) / mebibyte, "MiB",
                "resident, with all lines in a call"),
            Figure(
                "calls_memory_each_mb",
                Double(use.loadedBytes - use.idleBytes) / mebibyte / Double(max(lines, 1)), "MiB",
                "the same, beyond the idle process, for each call"),
            Figure(
                "machine_others_percent", 100 * use.othersShare, "%", better: .neither,
                "of the machine, used by neither the line nor the callers: 0 is a fair run"),
        ]
    }
}
