import Audio
import Conversation
import Fulfilment
import Hearing
import Pipeline
import Speaking
import Transcript
import Understanding

/// The hub of a call: hears what the caller says and what the mouth has played,
/// lets the conversation decide, and keeps the turns apart.
///
/// Time is what the ticks of the line say. When the caller starts to speak over
/// the line, the line falls silent but keeps what it was saying; only what was
/// said decides whether it goes on or gives up (decision 8 of the design).
struct Converse: Stage {
    private var state: TurnState
    private let patience: Patience
    private let opening: CallOpening
    private let stopwatch: Stopwatch
    private let givenUp: GivenUp
    /// Tells the ears what the line has asked for, and whether what was heard is settled.
    private let expect: @Sendable (Expectation) -> Void
    /// Has an errand done; its result comes back as a cue.
    private let fulfil: @Sendable (Errand, Int) -> Void

    private var now: MediaTime
    private var lastTick: MediaTime
    private var floor: Floor
    private var isCallerSpeaking = false
    private var hasAnswered = false
    private var closing: Closing?
    private var nextID = 0
    private var errands = OpenErrands()
    /// Prompts that the mouth has not reported the end of, in order.
    private var spoken: [SpokenPrompt] = []
    /// "Sorry?" is not said at once: perhaps the caller only paused.
    private var held: HeldReply?
    /// What was before the latest utterance was answered, until something follows from it that
    /// cannot be undone.
    private var revocable: BeforeReply?
    /// How the utterance that goes on now interrupted the line, which was given up for it.
    private var interruption: Interruption?
    /// An errand was begun for the latest utterance; and the one that goes on now has that in it.
    private var hasErrand = false
    private var isActedOn = false
    /// The transcript has the latest utterance.
    private var isRecorded = false
    /// The utterance whose reply has not begun to sound.
    private var awaitsReply: Asked?

    init(
        _ conversation: Conversation, opening: CallOpening, patience: Patience,
        stopwatch: Stopwatch, givenUp: GivenUp,
        expect: @escaping @Sendable (Expectation) -> Void = { _ in },
        fulfil: @escaping @Sendable (Errand, Int) -> Void
    ) {
        state = TurnState(conversation: conversation)
        self.opening = opening
        self.patience = patience
        self.stopwatch = stopwatch
        self.givenUp = givenUp
        self.fulfil = fulfil
        self.expect = expect
        now = .zero(opening.rate)
        lastTick = now
        floor = .open(since: now)
    }

    mutating func handle(_ cue: Cue, emit: (Act) -> Void) {
        switch cue {
        case .heard(let heard): closing == nil ? hear(heard, emit) : hearOut(heard, emit)
        case .played(let event, let time): note(event, at: time, emit)
        case .failed(let stage, let operation, let isRecovered):
            recordFault(stage: stage, operation: operation, isRecovered: isRecovered, emit)
        case .fulfilled(let errand, let result):
            errands.finish(errand, result)
            tellFinished(emit)
        case .lost(let stage, let operation):
            recordFault(stage: stage, operation: operation, kind: "lost", emit)
        case .closed(let closing): self.closing = closing
        }
    }

    /// What the ears still held when the call was closed has been recorded.
    mutating func finish(emit: (Act) -> Void) {
        guard let closing else { return }
        emit(.record(closing.event(turns: state.turns), at: closing.at))
    }

    // MARK: The caller's side

    private mutating func hear(_ heard: Heard, _ emit: (Act) -> Void) {
        if !hasAnswered { answerCall(emit) }
        switch heard {
        case .tick(let time): tick(time, emit)
        case .speechStarted(let time): callerStarts(time, emit)
        case .partial(let words): callerGoesOn(words, emit)
        case .speechEnded(let time): emit(.record(.speechEnded, at: time))
        case .utterance(let utterance): callerHasSpoken(utterance, emit)
        case .speechResumed(let time): callerGoesOn(from: time, emit)
        case .dtmf(let key): callerPresses(key, emit)
        case .fault(let operation):
            recordFault(stage: "hear", operation: operation, emit)
        }
    }

    /// What was said up to the end of the call is recorded, and not answered.
    private mutating func hearOut(_ heard: Heard, _ emit: (Act) -> Void) {
        switch heard {
        case .speechStarted(let time): emit(.record(.speechStarted, at: time))
        case .speechEnded(let time): emit(.record(.speechEnded, at: time))
        case .utterance(let utterance): record(utterance, emit)
        case .fault(let operation): recordFault(stage: "hear", operation: operation, emit)
        case .speechResumed(let time):
            let isVoid = isRecorded && revocable != nil
            emit(.record(isVoid ? .speechResumed : .speechStarted, at: time))
        case .tick, .partial, .dtmf: break
        }
    }

    private func recordFault(
        stage: String, operation: String, kind: String = "failed", isRecovered: Bool = true,
        _ emit: (Act) -> Void
    ) {
        let fault = TranscriptEvent.Fault(
            stage: stage, kind: kind, operation: operation, recovered: isRecovered)
        emit(.record(.fault(fault), at: now))
    }

    private mutating func tick(_ time: MediaTime, _ emit: (Act) -> Void) {
        now = max(now, time)
        // A silence that nobody heard is none.
        let frame = time.rate.samples(inMilliseconds: 20)
        floor.leaveOut(time.samples(since: lastTick) - frame, until: time)
        lastTick = time
        if isTimeUp, state.conversation.ending == nil {
            dropHeld()
            cutShort(resumed: false, emit)
            return carryOut(state.conversation.timeUp(), emit)
        }
        if isTimeUp, floor == .pausedLine { goOn(emit) }
        if errands.hasFinished { tellFinished(emit) }
        if let held, now >= held.due {
            self.held = nil
            let before = revocable
            carryOut(held.reply, emit)
            // If it is the latest utterance's, it can still be undone.
            settle(unless: before.flatMap { $0.meansNothing ? nil : $0 })
        }
        guard case .open(let since) = floor, !isCallerSpeaking, state.conversation.ending == nil
        else { return }
        if state.conversation.isBusy { return bridge(emit) }
        let waits = patience.noInput
        let wait =
            state.conversation.isWaiting
            ? patience.asked : waits[min(state.conversation.noInputCount, waits.count - 1)]
        if now.duration(since: since) >= wait { carryOut(state.conversation.noInput(), emit) }
    }

    /// What is being done takes longer than a breath: the caller is told, once.
    private mutating func bridge(_ emit: (Act) -> Void) {
        guard let since = errands.silentSince,
            now.duration(since: since) >= patience.beforeMoment
        else { return }
        errands.noteTold()
        carryOut(state.conversation.moment(), emit)
    }

    /// Once the call is over, it is only noted.
    private mutating func tellFinished(_ emit: (Act) -> Void) {
        let isQuiet = !isCallerSpeaking && floor != .pausedLine && held == nil
        guard isQuiet || closing != nil else { return }
        for (errand, result) in errands.takeFinished() {
            var reply = state.conversation.fulfilled(errand, result)
            if closing != nil || state.conversation.ending != nil { reply.prompts = [] }
            carryOut(reply, emit)
        }
    }

    /// From now on the line says its last words to their end, whoever speaks.
    private var isTimeUp: Bool { now.duration >= patience.longestCall }

    /// The first that is heard, be it silence: somebody is there.
    private mutating func answerCall(_ emit: (Act) -> Void) {
        hasAnswered = true
        emit(.record(opening.event, at: .zero(opening.rate)))
        carryOut(state.conversation.begin(keepsAudio: opening.keepsAudio), emit)
    }

    private mutating func callerStarts(_ time: MediaTime, _ emit: (Act) -> Void) {
        isCallerSpeaking = true
        emit(.record(.speechStarted, at: time))
        interruption = nil
        settle()
        state.mayContinue =
            state.lastUtterance.map { time.duration(since: $0.end) < patience.continuation }
            ?? false
        // Perhaps it was only the beginning of what the caller wants to say.
        state.suspended = held
        dropHeld()
        guard floor == .line, !isTimeUp else { return }
        floor = .pausedLine
        emit(.pause)
    }

    /// The utterance that was answered was not over: what was decided about it is undone.
    private mutating func callerGoesOn(from time: MediaTime, _ emit: (Act) -> Void) {
        guard let before = revocable else {
            // The ears went on before they knew that it is settled: nothing is done twice.
            isActedOn = hasErrand
            callerStarts(time, emit)
            state.mayContinue = false
            return
        }
        isCallerSpeaking = true
        emit(.record(before.isRecorded ? .speechResumed : .speechStarted, at: time))
        state = before.state
        held = nil
        settle()
        interruption = before.meansNothing ? nil : before.interruption
        // The line goes on with what it was saying, or has begun a reply.
        if before.meansNothing {
            guard floor == .line, !isTimeUp else { return }
            floor = .pausedLine
            emit(.pause)
        } else {
            awaitsReply = nil
            // Last words that were interrupted are none.
            state.conversation.goOn()
            giveUp(emit)
        }
    }

    /// What was done stays done, but for what can be undone still.
    private mutating func settle(unless before: BeforeReply? = nil) {
        revocable = before
        expect(Expectation(grammar: state.conversation.expecting, isSettled: before == nil))
    }

    private mutating func callerGoesOn(_ words: String, _ emit: (Act) -> Void) {
        if opening.wantsPartials {
            emit(.record(.callerPartial(text: disclosed(words)), at: now))
        }
        // A stop word cuts at once; what follows is still listened to.
        guard floor == .pausedLine, state.conversation.isStop(words) else { return }
        interruption = Interruption(hasAsked: hasAsked)
        state.conversation.goOn()
        cutShort(resumed: false, emit)
    }

    private mutating func callerPresses(_ key: Character, _ emit: (Act) -> Void) {
        let isSecret = state.conversation.expectsSecret && key.isNumber
        emit(.record(.dtmf(digits: isSecret ? "#" : String(key)), at: now))
        dropHeld()
        (state.suspended, interruption) = (nil, nil)
        let reply = state.conversation.key(key)
        guard reply.manner == .speak else {
            // Who keys in a number needs no prompt to its end, and no reminder.
            guard state.conversation.isBeingKeyed else { return }
            cutShort(resumed: false, emit)
            if case .open = floor { floor = .open(since: now) }
            return
        }
        state.turns += 1
        awaitsReply = nil
        cutShort(resumed: false, emit)
        carryOut(reply, emit)
    }

    /// What was not understood has not been answered.
    private mutating func dropHeld() {
        guard let held else { return }
        state.conversation = held.before
        self.held = nil
        settle(unless: revocable)
    }

    /// The caller has said nothing more: what was not understood was all.
    private mutating func takeUpHeld() {
        guard let suspended = state.suspended else { return }
        state.conversation = suspended.after
        (held, state.suspended) = (suspended, nil)
        settle(unless: revocable)
    }

    private mutating func callerHasSpoken(_ utterance: Utterance, _ emit: (Act) -> Void) {
        isCallerSpeaking = false
        // The tick of its last frame is still to come.
        now = max(now, utterance.endpoint)
        let earlier = state.mayContinue ? state.unfinished : []
        record(utterance, emit)
        if isActedOn {
            isActedOn = false
            return goOn(emit)
        }
        let interruption =
            floor == .pausedLine ? Interruption(hasAsked: hasAsked) : interruption
        var before = BeforeReply(
            state: state, interruption: interruption, isRecorded: isRecorded)
        let reply = reply(to: utterance, continuing: earlier, interruption)
        self.interruption = nil
        let asked = Asked(
            utterance: utterance, recogniseMS: stopwatch.take(.recognise),
            understandMS: stopwatch.take(.understand))
        before.meansNothing = reply.manner == .resume
        hasErrand = reply.errand != nil
        defer { settle(unless: hasErrand || before.isBeingPutThrough ? nil : before) }
        if reply.manner == .resume { return goOn(emit) }
        state.turns += 1
        state.lastUtterance = utterance
        state.unfinished = Conversation.joined(earlier, utterance.alternatives)
        awaitsReply = asked
        state.suspended = nil
        if reply.isNoMatch, floor != .pausedLine, !utterance.isCutOff {
            let due = utterance.end.advanced(by: patience.beforeNoMatch)
            held = HeldReply(
                reply: reply, before: before.state.conversation, after: state.conversation, due: due
            )
            floor = .open(since: now)
        } else {
            cutShort(resumed: false, emit)
            carryOut(reply, emit)
        }
    }

    private mutating func reply(
        to utterance: Utterance, continuing earlier: [Hypothesis], _ interruption: Interruption?
    ) -> Reply {
        stopwatch.time(.understand) {
            guard !utterance.isLost else { return state.conversation.lost() }
            let reply = state.conversation.heard(
                utterance.alternatives, continuing: earlier, interrupting: interruption != nil,
                hasAsked: interruption?.hasAsked ?? true, isCutOff: utterance.isCutOff)
            // Nothing is meant by it; but what it interrupted was given up for its beginning.
            let isGivenUp = floor != .pausedLine && interruption != nil
            return isGivenUp && reply.manner == .resume ? state.conversation.sayAgain() : reply
        }
    }

    /// Whether a prompt of the line has begun that asks something.
    private var hasAsked: Bool { spoken.contains { $0.start != nil && $0.prompt.asks } }

    private mutating func record(_ utterance: Utterance, _ emit: (Act) -> Void) {
        let said = utterance.event(disclosed: disclosed)
        isRecorded = said != nil
        if let said { emit(.record(said, at: now)) }
    }

    /// A code or a number that the line has asked for is in no transcript.
    private func disclosed(_ text: String) -> String {
        guard state.conversation.expectsSecret else { return text }
        return text.split(separator: " ").map { _ in "#" }.joined(separator: " ")
    }

    // MARK: The line's side

    /// It was a cough, or "uh-huh": the line goes on with what it was saying.
    private mutating func goOn(_ emit: (Act) -> Void) {
        switch floor {
        case .pausedLine:
            floor = .line
            emit(.resume)
            emit(.record(.bargeIn(resumed: true), at: now))
        case .open:
            floor = .open(since: now)
            takeUpHeld()
        case .line: break
        }
    }

    /// Gives up what the line was saying, if it was saying something.
    private mutating func cutShort(resumed: Bool, _ emit: (Act) -> Void) {
        guard !spoken.isEmpty else { return }
        giveUp(emit)
        emit(.record(.bargeIn(resumed: resumed), at: now))
    }

    private mutating func giveUp(_ emit: (Act) -> Void) {
        floor = .open(since: now)
        guard !spoken.isEmpty else { return }
        givenUp.upTo(nextID)
        emit(.cancel)
    }

    private mutating func carryOut(_ reply: Reply, _ emit: (Act) -> Void) {
        state.suspended = nil
        settle()
        for note in reply.notes { emit(.record(note.event, at: now)) }
        for prompt in reply.prompts {
            spoken.append(SpokenPrompt(id: nextID, prompt: prompt))
            emit(.say(Utterable(id: nextID, prompt: prompt)))
            nextID += 1
        }
        if !reply.prompts.isEmpty { floor = .line }
        guard let errand = reply.errand else { return }
        fulfil(errand, errands.begin(at: now))
    }

    private mutating func note(_ event: PlayoutEvent, at time: MediaTime, _ emit: (Act) -> Void) {
        switch event {
        case .started(let id, _):
            guard let place = spoken.firstIndex(where: { $0.id == id.number }) else { return }
            spoken[place].start = time
            recordSaying(spoken[place], sentence: 0, at: time, emit)
            guard let asked = awaitsReply else { return }
            awaitsReply = nil
            let latency = asked.latency(
                until: time, synthesiseMS: stopwatch.take(.synthesise(prompt: id.number)))
            emit(.record(latency, at: time))
        case .reached(let id, let sentence, _):
            guard let saying = spoken.first(where: { $0.id == id.number }) else { return }
            recordSaying(saying, sentence: sentence, at: time, emit)
        case .refused: recordFault(stage: "mouth", operation: "queue a prompt", emit)
        case .ended(let id, let heard, let complete, _):
            guard let place = spoken.firstIndex(where: { $0.id == id.number }) else { return }
            let ended = spoken.remove(at: place)
            stopwatch.take(.synthesise(prompt: ended.id))
            if let said = ended.event(heard: heard, complete: complete, until: time) {
                emit(.record(said, at: time))
            }
            if spoken.isEmpty { fallSilent(at: time, emit) }
        }
    }

    private mutating func fallSilent(at time: MediaTime, _ emit: (Act) -> Void) {
        floor = .open(since: time)
        guard closing == nil, let ending = state.conversation.ending else { return }
        settle()
        if let event = ending.event { emit(.record(event, at: time)) }
        if case .transfer(let to, let reason) = ending {
            fulfil(.transfer(to: to, reason: reason), errands.begin(at: now))
        }
        emit(.hangUp(reason: ending.reason))
    }

    /// A sentence begins to be heard.
    private func recordSaying(
        _ saying: SpokenPrompt, sentence: Int, at time: MediaTime, _ emit: (Act) -> Void
    ) {
        guard opening.wantsPartials, let partial = saying.partial(sentence: sentence) else {
            return
        }
        emit(.record(partial, at: time))
    }
}
