internal import Knowledge

extension TranscriptEvent {
    /// The members of the event's line after `event`, in their fixed order.
    /// What is nil is left out.
    var fields: [(String, JSONValue)] {
        switch self {
        case .speechStarted, .speechEnded, .speechResumed: []
        case .callStarted(let started):
            [
                ("language", .string(started.language)), ("source", .string(started.source)),
                ("knowledge", .string(started.knowledge)), ("version", .string(started.version)),
            ] + (started.acoustic.map { [("acoustic", .string($0))] } ?? [])
                + (started.encoder.map { [("encoder", .string($0))] } ?? [])
                + (started.audioKept ? [("audio_kept", .bool(true))] : [])
                + (started.audioFile.map { [("audio_file", .string($0))] } ?? [])
                + (started.uuid.map { [("uuid", .string($0))] } ?? [])
        case .callerPartial(let text): [("text", .string(text))]
        case .callerSaid(let said): said.fields
        case .answerChosen(let chosen): chosen.fields
        case .agentSaid(let said): said.fields
        case .agentPartial(let partial):
            [("text", .string(partial.text)), ("heard", .string(partial.heard))]
                + (partial.answer.map { [("answer", .string($0))] } ?? [])
        case .bargeIn(let resumed): [("resumed", .bool(resumed))]
        case .noInput(let count), .noMatch(let count): [("count", .integer(count))]
        case .dtmf(let digits): [("digits", .string(digits))]
        case .action(let action):
            [
                ("name", .string(action.name)), ("slots", .object(action.slots)),
                ("result", .string(action.result)),
            ]
        case .transfer(let to, let reason):
            [("to", .string(to)), ("reason", .string(reason))]
        case .turnLatency(let latency): latency.fields
        case .fault(let fault):
            [
                ("stage", .string(fault.stage)), ("kind", .string(fault.kind)),
                ("operation", .string(fault.operation)), ("recovered", .bool(fault.recovered)),
            ]
        case .callEnded(let ended): ended.fields
        case .other(_, let fields): fields.members.map { ($0.key, $0.value) }
        }
    }
}

extension TranscriptEvent.Reading {
    fileprivate var value: JSONValue {
        ["text": .string(text), "confidence": .share(confidence)]
    }
}

extension TranscriptEvent.CallerSaid {
    fileprivate var fields: [(String, JSONValue)] {
        [
            ("text", .string(best.text)), ("confidence", .share(best.confidence)),
            ("alternatives", .array(alternatives.map(\.value))), ("start_ms", .integer(startMS)),
            ("end_ms", .integer(endMS)),
        ]
    }
}

extension TranscriptEvent.AnswerChosen {
    fileprivate var fields: [(String, JSONValue)] {
        var fields: [(String, JSONValue)] = [("outcome", .string(outcome.rawValue))]
        if let answer { fields.append(("answer", .string(answer))) }
        fields.append(("score", .share(score)))
        if let runnerUp {
            let value: JSONValue = [
                "answer": .string(runnerUp.answer), "score": .share(runnerUp.score),
            ]
            fields.append(("runner_up", value))
        }
        if !offered.isEmpty { fields.append(("offered", .array(offered.map { .string($0) }))) }
        if !source.isEmpty { fields.append(("source", .array(source.map { .string($0) }))) }
        if let validFrom { fields.append(("valid_from", .string(validFrom.description))) }
        if let validUntil { fields.append(("valid_until", .string(validUntil.description))) }
        if !evidence.isEmpty { fields.append(("evidence", .object(evidence))) }
        return fields
    }
}

extension TranscriptEvent.AgentSaid {
    fileprivate var fields: [(String, JSONValue)] {
        var fields: [(String, JSONValue)] = [
            ("text", .string(text)), ("heard", .string(heard)), ("complete", .bool(complete)),
            ("start_ms", .integer(startMS)), ("end_ms", .integer(endMS)),
        ]
        if let answer { fields.append(("answer", .string(answer))) }
        return fields
    }
}

extension TranscriptEvent.TurnLatency {
    fileprivate var fields: [(String, JSONValue)] {
        let machine: [(String, Double?)] = [
            ("recognise_ms", recogniseMS), ("understand_ms", understandMS),
            ("synthesise_ms", synthesiseMS), ("total_ms", totalMS),
        ]
        return [("endpoint_ms", .integer(endpointMS))]
            + machine.compactMap { name, milliseconds in
                milliseconds.map { (name, .rounded($0, decimals: 10)) }
            }
    }
}

extension TranscriptEvent.CallEnded {
    fileprivate var fields: [(String, JSONValue)] {
        var fields: [(String, JSONValue)] = [
            ("reason", .string(reason)), ("duration_ms", .integer(durationMS)),
            ("turns", .integer(turns)),
        ]
        if let audio { fields.append(("audio", .string(audio))) }
        return fields
    }
}

extension JSONValue {
    /// A number from 0 to 1, with four decimals.
    fileprivate static func share(_ number: Double) -> JSONValue {
        rounded(number, decimals: 10_000)
    }

    fileprivate static func rounded(_ number: Double, decimals: Double) -> JSONValue {
        guard number.isFinite else { return .null }
        let rounded = (number * decimals).rounded() / decimals
        // Minus zero would be written as "-0.0".
        return .number(rounded == 0 ? 0 : rounded)
    }
}
