internal import CallLog
internal import Knowledge
internal import Transcript

extension WatchedCall {
    /// What is to be seen of the call's next event.
    mutating func show(_ record: TranscriptRecord) {
        shownSeq = record.seq
        lastSeq = max(lastSeq, record.seq)
        revision += 1
        let ms = record.ms
        switch record.event {
        case .callStarted(let started):
            activity = .speaking
            let knowledge = started.knowledge.prefix(8)
            append(
                ms, .call, "answered",
                remark: "\(started.source) \(started.language) knowledge \(knowledge) "
                    + "version \(started.version)"
                    + (started.uuid.map { " exchange's id \($0)" } ?? "")
                    + (started.audioKept ? ", its sound is kept" : ""))
        case .speechStarted: activity = .listening
        case .speechEnded: activity = .thinking
        case .speechResumed: goOn(ms)
        case .callerPartial(let text):
            partial = text
            lastSaid = text
        case .callerSaid(let said): take(said)
        case .answerChosen(let chosen): take(chosen, ms)
        case .agentSaid(let said): take(said)
        case .agentPartial(let said): (saying, activity) = (said, .speaking)
        case .bargeIn(let resumed):
            activity = resumed ? .speaking : .thinking
            append(
                ms, .note, resumed ? "barge-in; the line went on" : "barge-in; the line stopped")
        case .noInput(let count):
            activity = .speaking
            append(ms, .note, "no input (\(count))")
        case .noMatch(let count):
            activity = .speaking
            append(ms, .note, "no match (\(count))")
        case .turnLatency(let latency): latencyMS = latency.totalMS
        default: takeRare(record)
        }
    }

    private mutating func takeRare(_ record: TranscriptRecord) {
        let ms = record.ms
        switch record.event {
        case .dtmf(let digits): append(ms, .keys, digits)
        case .action(let action):
            append(
                ms, .action, "\(action.name): \(action.result)",
                remark: JSONValue.object(action.slots).json)
        case .transfer(let to, let reason):
            append(ms, .call, "transfer to \(to)", remark: reason)
        case .fault(let fault):
            append(ms, .fault, FaultNotice.sentence(fault))
        case .callEnded(let ended):
            (partial, chosen, saying, activity) = (nil, nil, nil, .ended)
            append(
                ms, .call, "ended: \(ended.reason)",
                remark: Figures.clock(ended.durationMS) + ", "
                    + Figures.counted(ended.turns, "turn", "turns"))
        case .other(Redaction.event, let fields):
            append(
                ms, .note, "redacted by \(fields["by"]?.text ?? "")",
                remark: fields["reason"]?.text ?? "")
        case .other(let name, let fields):
            append(ms, .note, name, remark: JSONValue.object(fields).json)
        default: break
        }
    }

    private mutating func take(_ said: TranscriptEvent.CallerSaid) {
        partial = nil
        interrupted = chosen.map { remark($0, latencyMS) }
        (chosen, latencyMS) = (nil, nil)
        answerBefore = lastAnswer
        activity = .thinking
        lastSaid = said.best.text
        append(
            said.startMS, .caller, said.best.text, remark: Figures.share(said.best.confidence))
    }

    /// What the caller said was not all: what was chosen for it does not count.
    private mutating func goOn(_ ms: Int) {
        activity = .listening
        interrupted = chosen.map { remark($0, latencyMS) }
        (chosen, latencyMS) = (nil, nil)
        lastAnswer = answerBefore
        append(ms, .note, "the caller went on; what was said to him does not count")
    }

    private mutating func take(_ chosen: TranscriptEvent.AnswerChosen, _ ms: Int) {
        self.chosen = chosen
        chosenMS = ms
        lastAnswer = chosen.answer ?? lastAnswer
        activity = .speaking
    }

    /// A prompt is told at its end. One that began before the last answer was
    /// chosen was interrupted by the question to it.
    private mutating func take(_ said: TranscriptEvent.AgentSaid) {
        let isOfBefore = chosen != nil && said.startMS < chosenMS
        var rest = ""
        if !said.complete, said.text.hasPrefix(said.heard) {
            rest = String(said.text.dropFirst(said.heard.count))
        }
        saying = nil
        append(
            said.startMS, .line, said.complete ? said.text : said.heard,
            unheard: said.complete ? "" : rest + " [interrupted]",
            remark: isOfBefore ? interrupted ?? said.answer ?? "" : remark(said))
        interrupted = nil
        guard !isOfBefore else { return }
        (chosen, latencyMS) = (nil, nil)
        if activity == .speaking { activity = .waiting }
    }

    /// What was chosen, how sure, how fast: on the first prompt of a turn. What
    /// repeats an answer names both.
    private func remark(_ said: TranscriptEvent.AgentSaid) -> String {
        let answer = said.answer ?? ""
        // Nothing was meant by what interrupted it, and it went on.
        guard let chosen else { return interrupted ?? answer }
        let remark = remark(chosen, latencyMS)
        return answer.isEmpty || answer == chosen.answer ? remark : answer + "  " + remark
    }

    private func remark(_ chosen: TranscriptEvent.AnswerChosen, _ latencyMS: Double?) -> String {
        chosen.remark + (latencyMS.map { " " + Figures.milliseconds($0) } ?? "")
    }

    private mutating func append(
        _ ms: Int, _ speaker: TranscriptRow.Speaker, _ text: String, unheard: String = "",
        remark: String = ""
    ) {
        if rows.count >= Self.rowLimit { rows.removeFirst(Self.rowLimit / 10) }
        // A prompt is told at its end, after what interrupted it.
        var place = rows.count
        while place > max(0, rows.count - 8), rows[place - 1].ms > ms { place -= 1 }
        rows.insert(
            TranscriptRow(ms: ms, speaker: speaker, text: text, unheard: unheard, remark: remark),
            at: place)
        guard searchable.utf8.count < 1 << 16 else { return }
        searchable += "\n" + SearchText.folded(text + unheard + " " + remark)
    }
}

extension TranscriptEvent.AnswerChosen {
    /// The answer's id and score, and what it is when it is none.
    var remark: String {
        switch outcome {
        case .clarify:
            "asked back: " + offered.joined(separator: " or ") + " " + Figures.share(score)
        case .noMatch: "refused " + Figures.share(score)
        case .answer, .action, .smalltalk: (answer ?? "none") + " " + Figures.share(score)
        }
    }
}
