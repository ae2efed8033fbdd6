import Audio
import CallTestKit
import Conversation
import Fulfilment
import Knowledge
import Testing
import Transcript

@testable import Replay

/// Calls of the small pack, played again by their words.
@Suite struct WordReplayTests {
    typealias Chosen = TranscriptEvent.AnswerChosen

    /// What the caller said, and what was chosen for it then.
    private struct Said {
        let text: String
        let chosen: Chosen?
        /// Before it, from the end of what was said before.
        var pause = 3_000
        var isInterrupting = false
        var reply: String?

        init(
            _ text: String, _ chosen: Chosen?, pause: Int = 3_000, isInterrupting: Bool = false,
            reply: String? = nil
        ) {
            (self.text, self.chosen, self.pause) = (text, chosen, pause)
            (self.isInterrupting, self.reply) = (isInterrupting, reply)
        }
    }

    private static let nonsense = "purple elephants dance on the moon"
    private static let cost = "what does temporary residence cost"

    private func answer(_ id: String) -> Chosen { .init(outcome: .answer, answer: id, score: 0.9) }

    private let refused = Chosen(outcome: .noMatch, answer: nil, score: 0.1)

    private func call(_ turns: [Said], source: String = "alsa") throws -> RecordedCall {
        let start = try #require(TranscriptTime("2026-11-23T09:00:00Z"))
        var chain = TranscriptChain(call: "c", line: "l", start: start)
        var records: [TranscriptRecord] = []
        func add(_ event: TranscriptEvent, _ ms: Int) {
            records.append(chain.append(event, ms: ms).record)
        }
        add(
            .callStarted(.init(language: "en-US", source: source, knowledge: "k", version: "1")), 0)
        var ms = 0
        for turn in turns {
            ms += turn.pause
            let end = ms + 1_000
            add(
                .callerSaid(
                    .init(best: .init(text: turn.text, confidence: 0.9), startMS: ms, endMS: end)),
                end)
            if turn.isInterrupting { add(.bargeIn(resumed: turn.chosen == nil), end) }
            if let chosen = turn.chosen { add(.answerChosen(chosen), end) }
            if let reply = turn.reply {
                add(
                    .agentSaid(
                        .init(
                            text: reply, heard: reply, complete: true, startMS: end, endMS: end,
                            answer: turn.chosen?.answer)), end)
            }
            ms = end
        }
        add(.callEnded(.init(reason: "goodbye", durationMS: ms, turns: turns.count)), ms)
        return try #require(RecordedCall(records))
    }

    private func replay(_ turns: [Said], source: String = "alsa") throws -> [TurnDifference] {
        let known = try DialoguePack.load()
        var replay = WordReplay(
            Conversation(
                pack: known.pack, understanding: known.understanding, today: known.today,
                canAct: true), today: known.today, fulfilment: MemoryFulfilment())
        return replay.differences(in: try call(turns, source: source))
    }

    @Test func whatIsAnsweredAsThenIsTheSame() throws {
        let differences = try replay([Said(Self.cost, answer("residence.temporary.fee"))])
        #expect(differences.map(\.verdict) == [.same])
        #expect(differences.map(\.isReworded) == [false])
    }

    @Test func anAnswerWhereItWasRefusedIsBetter() throws {
        #expect(try replay([Said(Self.cost, refused)]).map(\.verdict) == [.better])
    }

    @Test func aQuestionBackWhereItWasRefusedIsBetterThanNothing() throws {
        let clarified = Chosen(
            outcome: .clarify, answer: nil, score: 0.5, offered: ["a.b", "residence.temporary.fee"])
        #expect(try replay([Said(Self.cost, clarified)]).map(\.verdict) == [.better])
    }

    @Test func aRefusalWhereItWasAnsweredIsWorse() throws {
        let differences = try replay([
            Said(Self.nonsense, answer("residence.temporary.fee"))
        ])
        #expect(differences.map(\.verdict) == [.worse])
        #expect(differences.first.map { TurnDifference.label($0.new) } == "refused")
    }

    @Test func anotherAnswerIsAChange() throws {
        #expect(
            try replay([Said(Self.cost, answer("identity.lost.how"))]).map(\.verdict) == [.changed])
    }

    @Test func otherWordsForTheSameAnswerAreTold() throws {
        let fee = "residence.temporary.fee"
        let old = try replay([Said(Self.cost, answer(fee), reply: "It costs ten thousand dong.")])
        #expect(old.map(\.verdict) == [.same])
        #expect(old.map(\.isReworded) == [true])
        let same = try replay([
            Said(
                Self.cost, answer(fee), reply: "Temporary residence costs fifteen thousand dong.")
        ])
        #expect(same.map(\.isReworded) == [false])
    }

    @Test func theContextOfACallIsKept() throws {
        let choice = Said("the second one", answer("residence.permanent.fee"))
        let asked = Chosen(outcome: .clarify, answer: nil, score: 0.5, offered: ["a", "b"])
        let differences = try replay([Said("what does residence cost", asked), choice])
        #expect(differences.last?.verdict == .same)
        // Other things are offered than then.
        #expect(differences.first?.verdict == .changed)
        #expect(try replay([choice]).map(\.verdict) == [.worse])
    }

    @Test func maskedWordsAreSkippedAndWhatFollowsIsPlayed() throws {
        let differences = try replay([
            Said("my number is # # # #", refused),
            Said(Self.cost, answer("residence.temporary.fee")),
        ])
        #expect(differences.map(\.verdict) == [.skipped, .same])
    }

    @Test func aRedactedTurnIsSkipped() throws {
        let differences = try replay([Said("[redacted]", answer("residence.temporary.fee"))])
        #expect(differences.map(\.verdict) == [.skipped])
    }

    @Test func whatFollowsAMaskedWordInTheSameFormIsSkippedToo() throws {
        let action = Chosen(outcome: .action, answer: "call_back", score: 1)
        let differences = try replay([
            Said("# # # #", action), Said("yes", action),
            Said(Self.cost, answer("residence.temporary.fee")),
        ])
        #expect(differences.map(\.verdict) == [.skipped, .skipped, .same])
    }

    @Test func aMurmurOverTheLineIsStillNone() throws {
        let differences = try replay([
            Said(Self.cost, answer("residence.temporary.fee")),
            Said("uh huh", nil, isInterrupting: true),
        ])
        #expect(differences.map(\.verdict) == [.same, .same])
    }

    @Test func aQuestionWithAPauseInItIsOne() throws {
        let second = Said("permanent residence", answer("residence.permanent.where"), pause: 500)
        let whole = try replay([Said("where do i go for", nil), second])
        #expect(whole.last?.verdict == .same)
        #expect(try replay([second]).last?.verdict != .same)
    }

    @Test func whatWasNotUnderstoodIsNotSaidToWhoGoesOn() throws {
        let fee = answer("residence.temporary.fee")
        let near = try replay([Said(Self.nonsense, nil), Said(Self.cost, fee, pause: 400)])
        #expect(near.map(\.verdict) == [.same, .same])
        let far = try replay([Said(Self.nonsense, nil), Said(Self.cost, fee, pause: 4_000)])
        #expect(far.map(\.verdict) == [.changed, .same])
    }

    @Test func byTextThereIsNoPauseToJudgeBy() throws {
        let turn = Said(Self.nonsense, refused, pause: -1_000)
        #expect(try replay([turn, turn], source: "text").map(\.verdict) == [.same, .same])
    }

    // MARK: Many calls

    @Test func changesAreGroupedWithCountsAndExamples() throws {
        var report = ChangeReport()
        for name in ["a", "b", "c", "d", "e"] {
            report.add(try replay([Said(Self.cost, answer("identity.lost.how"))]), of: name)
        }
        report.add(try replay([Said(Self.cost, refused)]), of: "f")
        #expect(report.changes.map(\.verdict) == [.changed, .better])
        let group = try #require(report.changes.first)
        #expect(group.count == 5)
        #expect((group.old, group.new) == ("identity.lost.how", "residence.temporary.fee"))
        #expect(group.examples.map(\.call) == ["a", "b", "c"])
        #expect(group.examples.first?.text == Self.cost)
        #expect(report.turnCount == 6)
        #expect(!report.isHarmless)
        #expect(report.json["verdicts"]?["changed"]?.integer == 5)
    }

    @Test func anAnswerMoreIsNoHarm() throws {
        var report = ChangeReport()
        report.add(try replay([Said(Self.cost, refused)]), of: "f")
        #expect(report.isHarmless)
    }

    // MARK: By sound

    @Test func turnsThatOverlapAreTheSameTurn() throws {
        let fee = answer("residence.temporary.fee")
        let old = try call([Said("one", fee), Said("two", refused)])
        let new = try call([Said("won", fee), Said("to", fee, pause: 3_200)])
        let differences = HeardAgain.differences(old, new)
        #expect(differences.map(\.verdict) == [.same, .better])
        #expect(differences.map(\.heardNow) == ["won", "to"])
    }

    @Test func whatIsNotHeardAnyMoreIsWorseAndWhatIsNewIsAChange() throws {
        let fee = answer("residence.temporary.fee")
        let old = try call([Said("one", fee)])
        let new = try call([Said("two", fee, pause: 9_000)])
        let differences = HeardAgain.differences(old, new)
        #expect(differences.map(\.verdict) == [.worse, .changed])
        #expect(differences.map(\.text) == ["one", ""])
    }

    @Test func keysArePressedWhenTheyWere() throws {
        let start = try #require(TranscriptTime("2026-11-23T09:00:00Z"))
        var chain = TranscriptChain(call: "c", line: "l", start: start)
        let record = chain.append(.dtmf(digits: "0"), ms: 40).record
        let call = try #require(RecordedCall([record]))
        let samples = (0..<800).map { Int16($0) }
        #expect(
            call.steps(samples, rate: .telephone) == [
                .init(.start, .play(Array(samples[..<320]))), .init(.start, .keys(["0"])),
                .init(.start, .play(Array(samples[480...]))),
            ])
    }
}
