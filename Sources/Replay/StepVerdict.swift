internal import Knowledge
public import Transcript

/// How a step of a scenario went.
public struct StepVerdict: Sendable, Equatable {
    public let step: Int
    /// What was expected and did not happen, in words; empty when all is well.
    public let failures: [String]

    public var hasPassed: Bool { failures.isEmpty }

    /// What a step can expect to come, or not to come.
    static let eventNames = [
        "call.started", "speech.started", "speech.ended", "speech.resumed", "caller.partial",
        "caller.said",
        "answer.chosen", "agent.said", "bargein", "bargein.resumed", "bargein.yielded", "noinput",
        "nomatch", "dtmf", "action", "transfer", "turn.latency", "fault", "call.ended", "ended",
    ]

    init(step: Int, failures: [String]) { (self.step, self.failures) = (step, failures) }

    /// - Parameters:
    ///   - events: The transcript between this step's beginning and the next one's.
    ///   - facts: The fact ids of an entry.
    init(
        step: Int, _ expected: Scenario.Expectation, events: [JSONValue],
        facts: (String) -> [String]
    ) {
        self.step = step
        let seen = Seen(events)
        var failures: [String] = []
        func expect(_ holds: Bool, _ failure: @autoclosure () -> String) {
            if !holds { failures.append(failure()) }
        }
        if !expected.answer.isEmpty {
            let answered = Set(seen.answers + seen.answers.flatMap(facts))
            expect(
                !answered.isDisjoint(with: expected.answer),
                "answered \(Seen.list(seen.answers)), not \(Seen.list(expected.answer))")
        }
        if let outcome = expected.outcome {
            let outcomes = seen.outcomes
            let name = outcome == "control" ? "smalltalk" : outcome
            expect(outcomes.contains(name), "outcome \(Seen.list(outcomes)), not \(outcome)")
        }
        if let control = expected.control {
            expect(seen.controls.contains(control), "no control '\(control)'")
        }
        for text in expected.contains {
            let ways = text.lowercased().split(separator: "|")
            expect(ways.contains { seen.spoken.contains($0) }, "the line did not say '\(text)'")
        }
        if let limit = expected.withinMS {
            expect(
                seen.latency.map { $0 <= limit } ?? false,
                "reply after \(seen.latency.map { "\($0) ms" } ?? "no time"), not \(limit) ms")
        }
        for name in expected.events {
            expect(seen.names.contains(name), "no event \(name)")
        }
        for name in expected.absent {
            expect(!seen.names.contains(name), "event \(name) happened")
        }
        for name in expected.once {
            let count = seen.all.count { $0 == name }
            expect(count == 1, "event \(name) came \(count) times, not once")
        }
        if let resumed = expected.resumed {
            let name = resumed ? "bargein.resumed" : "bargein.yielded"
            expect(seen.names.contains(name), resumed ? "did not resume" : "did not yield")
        }
        if let ended = expected.ended {
            expect(seen.names.contains("ended") == ended, ended ? "no end" : "the call ended")
        }
        self.failures = failures
    }
}

/// What the events of a step come down to.
private struct Seen {
    let answers: [String]
    let controls: [String]
    let outcomes: [String]
    /// Event names; `bargein.resumed` and `bargein.yielded` tell the two apart, and
    /// `ended` is an end that the line itself wanted.
    let names: Set<String>
    /// Every event's name, in order.
    let all: [String]
    let spoken: String
    let latency: Int?

    init(_ events: [JSONValue]) {
        let chosen = events.filter { $0["event"]?.text == "answer.chosen" }
        outcomes = chosen.compactMap { $0["outcome"]?.text }
        answers = chosen.filter { $0["outcome"]?.text == "answer" }
            .compactMap { $0["answer"]?.text }
        controls = chosen.filter { $0["outcome"]?.text == "smalltalk" }
            .compactMap { $0["answer"]?.text }
        all = events.compactMap { $0["event"]?.text }
        var names = Set(all)
        for event in events where event["event"]?.text == "bargein" {
            names.insert(event["resumed"]?.bool == true ? "bargein.resumed" : "bargein.yielded")
        }
        let endings = ["goodbye", "noinput", "transfer", "limit"]
        for event in events where event["event"]?.text == "call.ended" {
            if endings.contains(event["reason"]?.text ?? "") { names.insert("ended") }
        }
        self.names = names
        spoken = events.filter { $0["event"]?.text == "agent.said" }
            .compactMap { $0["text"]?.text?.lowercased() }.joined(separator: "\n")
        latency = events.first { $0["event"]?.text == "turn.latency" }?["total_ms"]?.number
            .map { Int($0.rounded()) }
    }

    static func list(_ names: [String]) -> String {
        names.isEmpty ? "nothing" : names.joined(separator: ", ")
    }
}

extension Scenario {
    /// How each step went.
    /// - Parameters:
    ///   - records: The call's transcript, in order. What was taken back does not count.
    ///   - beginnings: The tick of 20 ms at which each step began.
    ///   - facts: The fact ids of an entry.
    public func verdicts(
        of records: [TranscriptRecord], beginnings: [Int], facts: (String) -> [String]
    ) -> [StepVerdict] {
        let events = records.standing.map(\.json)
        return steps.indices.map { index in
            guard index < beginnings.count else {
                return StepVerdict(step: index, failures: ["the call ended before this step"])
            }
            let start = beginnings[index] * 20
            let next = index + 1 < beginnings.count ? beginnings[index + 1] * 20 : Int.max
            let between = events.filter { event in
                // What the line said belongs to the step in which it began to say it.
                guard let time = event["start_ms"]?.integer ?? event["ms"]?.integer
                else { return false }
                return time >= start && time < next
            }
            return StepVerdict(
                step: index, steps[index].expectation, events: between, facts: facts)
        }
    }
}
