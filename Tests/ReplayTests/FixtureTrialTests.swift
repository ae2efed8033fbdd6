import Audio
import CallTestKit
import Conversation
import PipelineTestKit
import Testing
import Understanding

@testable import Replay

@Suite struct FixtureTrialTests {
    private func caller(
        _ text: String, kind: FixtureManifest.Caller.Kind = .question, accept: [String],
        control: String? = nil, context: [String] = [], speechEndMS: Int = 500
    ) -> FixtureManifest.Caller {
        FixtureManifest.Caller(
            id: "test", path: "test.wav", text: text, kind: kind, accept: accept,
            control: control, context: context, voice: "slt", isHuman: false, channel: "16k",
            noise: nil,
            effects: [], speechEndMS: speechEndMS, split: "tune")
    }

    private static let question =
        Sound.silence(.milliseconds(200)) + .vowel(pitch: 150, .milliseconds(300))

    private func run(
        _ caller: FixtureManifest.Caller, hearing said: [ScriptedDecoder.Said],
        sound: Sound = question
    ) throws -> FixtureTrial {
        try run(caller, by: ScriptedDecoder(said), sound: sound)
    }

    private func run(
        _ caller: FixtureManifest.Caller, by decoder: sending ScriptedDecoder,
        sound: Sound = question,
        delay: Duration = .zero
    ) throws -> FixtureTrial {
        let known = try DialoguePack.load()
        return FixtureTrial.run(
            caller,
            recording: CallerRecording(samples: sound.pcm, rate: sound.rate, fileRate: sound.rate),
            decoder: decoder,
            conversation: Conversation(
                pack: known.pack, understanding: known.understanding, today: known.today),
            delay: delay)
    }

    private func result(
        _ said: String, kind: FixtureManifest.Caller.Kind = .question, accept: [String] = [],
        control: String? = nil, context: [String] = []
    ) throws -> FixtureTrial.Result {
        try run(
            caller(said, kind: kind, accept: accept, control: control, context: context),
            hearing: [ScriptedDecoder.Said(stringLiteral: said)]
        ).result
    }

    // MARK: Results

    @Test func theRightAnswerIsThatOfTheFactOrTheEntry() throws {
        let question = "what does temporary residence cost"
        #expect(try result(question, accept: ["T-01"]) == .right)
        #expect(try result(question, accept: ["residence.temporary.fee"]) == .right)
        #expect(try result(question, accept: ["P-01"]) == .wrong)
        #expect(try result(question, kind: .outOfDomain, accept: []) == .wrong)
    }

    @Test func whatIsForeignIsRefused() throws {
        let nonsense = "purple elephants dance on the moon"
        #expect(try result(nonsense, kind: .outOfDomain, accept: []) == .refused)
        #expect(try result(nonsense, accept: ["T-01"]) == .refused)
    }

    @Test func whatIsUnclearIsAskedBack() throws {
        let question = "what does residence cost"
        #expect(try result(question, accept: ["T-01"]) == .clarified)
        #expect(try result(question, accept: ["I-02"]) == .misasked)
        #expect(try result(question, kind: .ambiguous, accept: ["T-01"]) == .right)
    }

    @Test func aControlIsRightWhenItIsObeyed() throws {
        #expect(try result("repeat that", kind: .control, control: "repeat") == .right)
        #expect(try result("repeat that", kind: .control, control: "slower") == .wrong)
    }

    @Test func aBackChannelIsRightWhenNothingHappens() throws {
        #expect(try result("uh huh", kind: .control, control: "backchannel") == .right)
        #expect(try result("repeat that", kind: .control, control: "backchannel") == .wrong)
    }

    @Test func aFollowUpIsUnderstoodInItsContext() throws {
        #expect(
            try result("the second one", accept: ["P-01"], context: ["T-01", "P-01"]) == .right)
        #expect(try result("the second one", accept: ["P-01"]) == .refused)
    }

    @Test func whatHadNoWordsIsUnheard() throws {
        let silent = try run(
            caller("hello", accept: []), hearing: [], sound: .silence(.seconds(1)))
        #expect(silent.result == .unheard)
        #expect(silent.heard == "")
        let cough = try run(caller("hello", accept: []), hearing: [""])
        #expect(cough.result == .unheard)
    }

    // MARK: Numbers

    /// Half a frame later the same sound lies otherwise in the frames.
    @Test func aDelayMovesTheSoundInTheFrames() throws {
        func beginning(_ delay: Duration) throws -> Int {
            let decoder = ScriptedDecoder(["what does temporary residence cost"])
            let requests = decoder.requests
            let trial = try run(
                caller("what does temporary residence cost", accept: ["T-01"]), by: decoder,
                delay: delay)
            #expect(trial.delay == delay && trial.result == .right && !trial.isWrongCut)
            let fed = requests.elements.flatMap { request -> [Int16] in
                if case .feed(let samples) = request { samples } else { [] }
            }
            return try #require(fed.firstIndex { $0 != 0 })
        }
        #expect(try beginning(.milliseconds(10)) % 320 == (beginning(.zero) + 160) % 320)
    }

    @Test func wordErrorsAreCountedInSpokenForm() throws {
        let trial = try run(
            caller("What does TEMPORARY residence cost?", accept: ["T-01"]),
            hearing: ["what does temporary residence cause"])
        #expect(trial.heard == "what does temporary residence cause")
        #expect(trial.errors.errorCount == 1)
        #expect(trial.errors.wordCount == 5)
    }

    @Test func aQuestionThatIsCutInTwoIsAWrongCut() throws {
        let sound =
            Self.question + .silence(.milliseconds(700)) + .vowel(pitch: 150, .milliseconds(300))
        let cut = try run(
            caller("where do i go for permanent residence", accept: ["P-02"], speechEndMS: 1_500),
            hearing: ["where do i go for", "permanent residence"], sound: sound)
        #expect(cut.isWrongCut)
        #expect(cut.heard == "where do i go for permanent residence")
        // The line asks back before the second half comes: that is what counts.
        #expect(cut.result == .clarified)
        let goals = QualityGoals(goals: [
            .init(group: "questions, 16 kHz clean", mostWrongCuts: 0.5)
        ])
        #expect(
            goals.missed(by: QualityReport([cut]))
                == ["questions, 16 kHz clean: wrong cuts 100.0 %, not 50.0 %"])
        let whole = try run(
            caller("what does temporary residence cost", accept: ["T-01"]),
            hearing: ["what does temporary residence cost"])
        #expect(!whole.isWrongCut)
    }

    @Test func theLengthOfTheSoundIsToldInSeconds() throws {
        let trial = try run(caller("", accept: []), hearing: [])
        #expect(trial.mediaSeconds == 0.5)
        #expect(trial.machineSeconds > 0)
    }

    // MARK: The report

    @Test func theReportCountsEachGroupOfCallers() throws {
        let right = try run(
            caller("what does temporary residence cost", accept: ["T-01"]),
            hearing: ["what does temporary residence cost"])
        let wrong = try run(
            caller("what does temporary residence cost", accept: ["P-01"]),
            hearing: ["what does temporary residence cost"])
        let foreign = try run(
            caller("which horse won the third race", kind: .outOfDomain, accept: []),
            hearing: ["which horse won the third race"])
        let report = QualityReport([right, wrong, right, foreign])
        let row = try #require(report.rows.first { $0.group == "questions, 16 kHz clean" })
        #expect([row.count, row.right, row.wrong, row.refused, row.unheard] == [3, 2, 1, 0, 0])
        #expect(row.errors.rate == 0)
        #expect(row.share(row.right) == 2.0 / 3)
        let out = try #require(report.foreignRows.first { $0.group == "out of domain" })
        #expect([out.count, out.answered, out.askedBack] == [1, 0, 0])
        #expect(!report.rows.contains { $0.group.contains("telephone") }, "no empty rows")
        #expect(report.realTimeFactor > 0)
        #expect(QualityReport([]).realTimeFactor == 0)
    }
}
