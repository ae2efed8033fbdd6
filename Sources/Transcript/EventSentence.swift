internal import Knowledge

/// What an event says to a reader, and who speaks.
enum EventSentence {
    enum Role: String {
        case call
        case caller
        case line
        case answer
        case keys
        case action
        case latency
        case fault
        case note

        var colour: String? {
            switch self {
            case .caller: "1;36"
            case .line: "1;32"
            case .fault: "1;31"
            default: "2"
            }
        }

        var textColour: String? {
            switch self {
            case .caller, .line: nil
            case .fault: "31"
            default: "2"
            }
        }
    }

    static func sentence(of record: TranscriptRecord) -> (Role, String)? {
        switch record.event {
        case .speechStarted, .speechEnded: return nil
        case .speechResumed:
            return (.note, "the caller went on; what was said to him does not count")
        case .callStarted(let started):
            let knowledge = started.knowledge.prefix(8)
            return (
                .call,
                "\(record.call) on \(record.line) (\(started.source)), \(started.language), "
                    + "knowledge \(knowledge), version \(started.version)"
                    + (started.audioKept ? ", its sound is kept" : "")
                    + (started.uuid.map { ", exchange's id \($0)" } ?? "")
            )
        case .callerPartial(let text): return (.caller, text + " …")
        case .callerSaid(let said):
            return (.caller, "\(said.best.text) (\(share(said.best.confidence)))")
        case .answerChosen(let chosen): return (.answer, answer(chosen))
        case .agentSaid(let said):
            return (.line, said.complete ? said.text : "\(said.heard) … [interrupted]")
        case .agentPartial(let partial): return (.line, partial.text + " …")
        case .bargeIn(let resumed):
            return (.note, resumed ? "barge-in, went on" : "barge-in, stopped")
        case .noInput(let count): return (.note, "no input (\(count))")
        case .noMatch(let count): return (.note, "no match (\(count))")
        case .dtmf(let digits): return (.keys, digits)
        case .action(let action):
            return (
                .action, "\(action.name) \(JSONValue.object(action.slots).json): \(action.result)"
            )
        case .transfer(let to, let reason): return (.call, "transfer to \(to): \(reason)")
        case .turnLatency(let latency): return (.latency, sentence(latency))
        case .fault(let fault):
            return (
                .fault,
                "\(fault.stage): \(fault.kind), \(fault.operation)"
                    + (fault.recovered ? ", recovered" : ", not recovered")
            )
        case .callEnded(let ended):
            let turns = ended.turns == 1 ? "1 turn" : "\(ended.turns) turns"
            return (.call, "ended: \(ended.reason), \(clock(ended.durationMS)), \(turns)")
        case .other("call.redacted", let fields):
            let reason = fields["reason"]?.text ?? ""
            return (
                .note,
                "redacted \(fields["at"]?.text?.prefix(10) ?? "") by \(fields["by"]?.text ?? "")"
                    + (reason.isEmpty ? "" : ": \(reason)")
            )
        case .other(let name, let fields):
            return (.note, "\(name) \(JSONValue.object(fields).json)")
        }
    }

    /// Minutes, seconds and tenths: `00:03.2`; with hours from one hour on.
    static func clock(_ ms: Int) -> String {
        let tenths = max(0, ms) / 100
        let minutes = tenths / 600
        let time = "\(two(minutes % 60)):\(two(tenths / 10 % 60)).\(tenths % 10)"
        return minutes < 60 ? time : "\(minutes / 60):\(time)"
    }

    private static func answer(_ chosen: TranscriptEvent.AnswerChosen) -> String {
        var parts: [String] = []
        let score = "(\(share(chosen.score)))"
        switch chosen.outcome {
        case .clarify:
            parts.append("asked back \(score): " + chosen.offered.joined(separator: " or "))
        case .noMatch: parts.append("none \(score)")
        case .answer, .action, .smalltalk: parts.append("\(chosen.answer ?? "none") \(score)")
        }
        if let next = chosen.runnerUp { parts.append("next \(next.answer) (\(share(next.score)))") }
        if let source = chosen.source.first { parts.append("source: \(source)") }
        if let from = chosen.validFrom {
            parts.append("valid from \(from)" + (chosen.validUntil.map { " to \($0)" } ?? ""))
        }
        return parts.joined(separator: "; ")
    }

    private static func sentence(_ latency: TranscriptEvent.TurnLatency) -> String {
        var parts = ["endpoint \(latency.endpointMS) ms"]
        if let time = latency.recogniseMS { parts.append("recognise \(tenths(time))") }
        if let time = latency.understandMS { parts.append("understand \(tenths(time))") }
        if let time = latency.synthesiseMS { parts.append("synthesise \(tenths(time))") }
        if let time = latency.totalMS { parts.append("total \(tenths(time)) ms") }
        return parts.joined(separator: ", ")
    }

    private static func share(_ number: Double) -> String {
        let hundredths = Int((min(max(number.isNaN ? 0 : number, 0), 99) * 100).rounded())
        return "\(hundredths / 100).\(two(hundredths % 100))"
    }

    private static func tenths(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e12 else { return "?" }
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
