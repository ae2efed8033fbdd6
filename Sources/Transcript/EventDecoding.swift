internal import Knowledge

extension TranscriptEvent {
    /// Reads an event's members. What is missing or of the wrong kind gets an
    /// empty value: a transcript is read to find out what can still be known.
    init(name: String, fields: JSONObject) {
        let line = JSONValue.object(fields)
        switch name {
        case "call.started":
            self = .callStarted(
                CallStarted(
                    language: line.text("language"), source: line.text("source"),
                    knowledge: line.text("knowledge"), version: line.text("version"),
                    acoustic: line["acoustic"]?.text, encoder: line["encoder"]?.text,
                    audioKept: line["audio_kept"]?.bool ?? false,
                    audioFile: line["audio_file"]?.text, uuid: line["uuid"]?.text))
        case "speech.started": self = .speechStarted
        case "speech.ended": self = .speechEnded
        case "speech.resumed": self = .speechResumed
        case "caller.partial": self = .callerPartial(text: line.text("text"))
        case "caller.said": self = .callerSaid(CallerSaid(line))
        case "answer.chosen":
            self =
                AnswerChosen(line).map { .answerChosen($0) } ?? .other(name: name, fields: fields)
        case "agent.said": self = .agentSaid(AgentSaid(line))
        case "agent.partial":
            self = .agentPartial(
                AgentPartial(
                    text: line.text("text"), heard: line.text("heard"),
                    answer: line["answer"]?.text))
        case "bargein": self = .bargeIn(resumed: line["resumed"]?.bool ?? false)
        case "noinput": self = .noInput(count: line.integer("count"))
        case "nomatch": self = .noMatch(count: line.integer("count"))
        case "dtmf": self = .dtmf(digits: line.text("digits"))
        case "action":
            self = .action(
                Action(
                    name: line.text("name"), slots: line["slots"]?.object ?? JSONObject(),
                    result: line.text("result")))
        case "transfer": self = .transfer(to: line.text("to"), reason: line.text("reason"))
        case "turn.latency": self = .turnLatency(TurnLatency(line))
        case "fault":
            self = .fault(
                Fault(
                    stage: line.text("stage"), kind: line.text("kind"),
                    operation: line.text("operation"),
                    recovered: line["recovered"]?.bool ?? false))
        case "call.ended":
            self = .callEnded(
                CallEnded(
                    reason: line.text("reason"), durationMS: line.integer("duration_ms"),
                    turns: line.integer("turns"), audio: line["audio"]?.text))
        default: self = .other(name: name, fields: fields)
        }
    }
}

extension TranscriptEvent.Reading {
    fileprivate init(_ line: JSONValue) {
        self.init(text: line.text("text"), confidence: line["confidence"]?.number ?? 0)
    }
}

extension TranscriptEvent.CallerSaid {
    fileprivate init(_ line: JSONValue) {
        self.init(
            best: TranscriptEvent.Reading(line),
            alternatives: (line["alternatives"]?.array ?? []).map { TranscriptEvent.Reading($0) },
            startMS: line.integer("start_ms"), endMS: line.integer("end_ms"))
    }
}

extension TranscriptEvent.AnswerChosen {
    /// Nil when the outcome is none that this version knows.
    fileprivate init?(_ line: JSONValue) {
        guard let outcome = Outcome(rawValue: line.text("outcome")) else { return nil }
        self.init(
            outcome: outcome, answer: line["answer"]?.text, score: line["score"]?.number ?? 0,
            runnerUp: line["runner_up"].map {
                Scored(answer: $0.text("answer"), score: $0["score"]?.number ?? 0)
            },
            offered: line.texts("offered"), source: line.texts("source"),
            validFrom: line["valid_from"]?.text.flatMap { Day($0) },
            validUntil: line["valid_until"]?.text.flatMap { Day($0) },
            evidence: line["evidence"]?.object ?? JSONObject())
    }
}

extension TranscriptEvent.AgentSaid {
    fileprivate init(_ line: JSONValue) {
        self.init(
            text: line.text("text"), heard: line.text("heard"),
            complete: line["complete"]?.bool ?? true, startMS: line.integer("start_ms"),
            endMS: line.integer("end_ms"), answer: line["answer"]?.text)
    }
}

extension TranscriptEvent.TurnLatency {
    fileprivate init(_ line: JSONValue) {
        self.init(
            endpointMS: line.integer("endpoint_ms"), recogniseMS: line["recognise_ms"]?.number,
            understandMS: line["understand_ms"]?.number,
            synthesiseMS: line["synthesise_ms"]?.number, totalMS: line["total_ms"]?.number)
    }
}

extension JSONValue {
    fileprivate func text(_ key: String) -> String { self[key]?.text ?? "" }

    fileprivate func integer(_ key: String) -> Int { self[key]?.integer ?? 0 }

    fileprivate func texts(_ key: String) -> [String] {
        self[key]?.array?.compactMap(\.text) ?? []
    }
}
