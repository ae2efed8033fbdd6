import Replay

/// A scenario's steps, passed and failed.
enum VerdictTable {
    static func print(_ scenario: Scenario, _ verdicts: [StepVerdict], quietly: Bool) {
        let failed = verdicts.count { !$0.hasPassed }
        if quietly {
            for verdict in verdicts where !verdict.hasPassed {
                Console.complain(row(scenario, verdict))
            }
            return
        }
        Console.print("")
        for verdict in verdicts { Console.print(row(scenario, verdict)) }
        Console.print(
            "\(scenario.name): \(verdicts.count - failed) steps passed, \(failed) failed")
    }

    private static func row(_ scenario: Scenario, _ verdict: StepVerdict) -> String {
        let step = scenario.steps[verdict.step]
        let mark = verdict.hasPassed ? "passed" : "FAILED"
        let place = "\(scenario.file):\(step.line)"
        let why = verdict.hasPassed ? "" : ": " + verdict.failures.joined(separator: "; ")
        return "  \(mark)  step \(verdict.step + 1) (\(place))\(why)"
    }
}
