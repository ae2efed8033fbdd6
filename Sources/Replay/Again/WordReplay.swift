import CallFlow
public import Conversation
public import Fulfilment
public import Knowledge
import Transcript
import Understanding

/// Plays a recorded call again by what was heard in it: the same readings, through
/// today's understanding and knowledge, in the call's context. No sound is needed, and
/// a call takes milliseconds.
///
/// What the transcript does not tell is left out: a masked turn is skipped, and with it
/// what follows in the same form, since what was filled in is not known.
public struct WordReplay {
    private let fresh: Conversation
    private let today: Day
    private let fulfilment: any Fulfilment
    private let patience = Patience()

    private var conversation: Conversation
    private var errandCount = 0
    /// What of the words before may be one question with those that come.
    private var unfinished: [Hypothesis] = []
    private var lastEndMS: Int?
    private var isLost = false

    /// - Parameters:
    ///   - conversation: Not begun.
    ///   - fulfilment: One for each replay, that does nothing in the world.
    public init(_ conversation: Conversation, today: Day, fulfilment: any Fulfilment) {
        (fresh, self.conversation) = (conversation, conversation)
        (self.today, self.fulfilment) = (today, fulfilment)
    }

    /// One for each turn that is more than silence.
    public mutating func differences(in call: RecordedCall) -> [TurnDifference] {
        _ = conversation.begin()
        var differences: [TurnDifference] = []
        for (index, turn) in call.turns.enumerated() {
            if turn.isSilence {
                // Who asked for a moment is asked first whether he is still there.
                if conversation.noInput().notes.isEmpty { _ = conversation.noInput() }
            } else if isUnknown(turn) {
                differences.append(TurnDifference(skipped: turn))
            } else {
                let reply = reply(to: turn, at: index, of: call)
                differences.append(
                    TurnDifference(turn, new: choices(of: reply), wordings: wordings(of: reply)))
            }
        }
        return differences
    }

    /// Masked, or after what was masked in the same form.
    private mutating func isUnknown(_ turn: RecordedTurn) -> Bool {
        if turn.isMasked {
            conversation = fresh
            _ = conversation.begin()
            conversation.assume(
                turn.choices.filter { $0.outcome == .answer }
                    .compactMap { $0.answer.flatMap(fresh.pack.entry) }.suffix(1))
            (isLost, unfinished, lastEndMS) = (true, [], nil)
            return true
        }
        if isLost, turn.choices.allSatisfy({ $0.outcome == .action }) { return true }
        isLost = false
        return false
    }

    /// Nil when nothing is said to it.
    private mutating func reply(
        to turn: RecordedTurn, at index: Int, of call: RecordedCall
    ) -> Reply? {
        let before = conversation
        let reply: Reply
        switch turn.input {
        case .key(let key): reply = conversation.key(key)
        case .silence: return nil
        case .words(let readings):
            let isNear = isWithin(patience.continuation, from: lastEndMS, to: turn, call)
            let earlier = isNear ? unfinished : []
            reply = conversation.heard(
                readings, continuing: earlier, interrupting: turn.isInterrupting)
            guard reply.manner == .speak else { return nil }
            (unfinished, lastEndMS) = (Conversation.joined(earlier, readings), turn.endMS)
            if reply.isNoMatch, !turn.isInterrupting, isHeld(turn, at: index, of: call) {
                conversation = before
                return nil
            }
        }
        if let errand = reply.errand { fulfil(errand, of: call) }
        return reply
    }

    /// "Sorry?" is not said when the caller goes on at once.
    private func isHeld(_ turn: RecordedTurn, at index: Int, of call: RecordedCall) -> Bool {
        guard index + 1 < call.turns.count, call.turns[index + 1].isSpoken else { return false }
        return isWithin(patience.beforeNoMatch, from: turn.endMS, to: call.turns[index + 1], call)
    }

    private func isWithin(
        _ pause: Duration, from end: Int?, to turn: RecordedTurn, _ call: RecordedCall
    ) -> Bool {
        guard call.hasMedia, let end else { return false }
        return .milliseconds(turn.startMS - end) < pause
    }

    private mutating func fulfil(_ errand: Errand, of call: RecordedCall) {
        errandCount += 1
        let request = FulfilmentRequest(
            key: "\(call.id)/\(errandCount)", call: call.id, caller: call.id,
            language: fresh.pack.tag, today: today, errand: errand)
        let result: Result<FulfilmentResponse, FulfilmentError>
        do throws(FulfilmentError) {
            result = .success(try fulfilment.fulfil(request))
        } catch {
            result = .failure(error)
        }
        _ = conversation.fulfilled(errand, result)
    }

    private func choices(of reply: Reply?) -> [TurnChoice] {
        (reply?.notes ?? []).compactMap { note in
            guard case .answerChosen(let chosen) = note.event else { return nil }
            return TurnChoice(chosen)
        }
    }

    private func wordings(of reply: Reply?) -> [String: String] {
        var wordings: [String: String] = [:]
        for prompt in reply?.prompts ?? [] {
            guard let answer = prompt.answer, wordings[answer] == nil else { continue }
            wordings[answer] = prompt.masked(prompt.text)
        }
        return wordings
    }
}
