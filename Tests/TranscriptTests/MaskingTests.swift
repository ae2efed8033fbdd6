import Knowledge
import Testing
import Transcript

@Suite struct MaskingTests {
    @Test(arguments: [
        ("my number is 0912345678", "my number is ##########"),
        ("it's 0912 345 678.", "it's ##########."),
        ("091.234.5678 or 091-234-5678", "########## or ##########"),
        ("(024) 3825-1234 please", "(########### please"),
        ("+84 912 345 678", "+###########"),
        ("card 001099012345", "card ############"),
        ("passport C1234567", "passport C#######"),
        ("zero nine one two three four five six seven eight", "##########"),
        ("it is oh nine one two, three four five, six", "it is ########"),
        ("nine twelve thirty four fifty six", "#######"),
        ("zero nine double one triple five two", "########"),
        ("zero nine uh one two um three four dash five six", "########"),
        ("0 nine one 2345", "#######"),
        ("một hai ba bốn năm sáu", "######"),
        ("không chín một hai ba bốn năm", "#######"),
        ("１２３４５６", "######"), ("١٢٣٤٥٦", "######"),
        ("born on 12/05/1990", "born on ########"),
        ("my code is h 2 6 dash g 1 2 3 4 5", "my code is h #######"),
        ("one hundred twenty three thousand four hundred fifty six", "######"),
    ])
    func longNumbersAreMaskedHoweverTheyAreSaid(text: String, masked: String) {
        #expect(Masking.masked(text) == masked)
    }

    @Test(arguments: [
        "", "how much is it", "in 2026", "12345", "one two three four five",
        "fifteen thousand dong", "two hundred and fifty thousand", "at 7:30 or 11:30",
        "call one one three", "i have 2 children and 1 dog and 3 cats and 4 birds",
        "decree 168 of 2024", "one or two", "double trouble", "uh um er", "o",
    ])
    func shortNumbersAndOrdinaryWordsStay(text: String) {
        #expect(Masking.masked(text) == text)
        #expect(
            Masking.masked(text, isGrowing: true) == text || text.contains(where: \.isNumber)
                || text.contains("two") || text.contains("three"))
    }

    @Test(arguments: [
        ("write to lan.nguyen+a@example.com.vn please", "write to [e-mail] please"),
        ("a@b, c@d.e", "[e-mail], [e-mail]"),
        ("lan dot nguyen at example dot com", "[e-mail]"),
        ("my email is lan nguyen at gmail dot com thanks", "my email is [e-mail] thanks"),
        ("it's j o h n underscore 5 at hot mail dot com", "it's [e-mail]"),
        ("send it to lan 1990 at example dot com dot vn", "send it to [e-mail]"),
        ("lan at gmail.com", "[e-mail]"),
        ("lan@gmail dot com", "[e-mail] dot com"),
        ("lan a còng gmail chấm com", "[e-mail]"),
        ("nguyễn@ví-dụ.vn", "[e-mail]"),
        ("lan 0912345678 at gmail dot com", "[e-mail]"),
    ])
    func addressesAreMaskedWrittenOrSpoken(text: String, masked: String) {
        #expect(Masking.masked(text) == masked)
    }

    @Test(arguments: [
        "meet me at the office", "apply online at dichvucong dot gov dot vn", "@", "@home",
        "at dot com", "are you at home dot", "we live at number five",
    ])
    func otherUsesOfAtStay(text: String) { #expect(Masking.masked(text) == text) }

    @Test func maskingTwiceIsMaskingOnce() {
        let text = "0912 345 678 and lan@example.com and one two three four five six"
        let once = Masking.masked(text)
        #expect(once == "########## and [e-mail] and ######")
        #expect(Masking.masked(once) == once)
    }

    @Test func aNumberThatIsStillGrowingIsMaskedFromItsSecondDigit() {
        #expect(Masking.masked("it is zero nine", isGrowing: true) == "it is ##")
        #expect(Masking.masked("it is zero nine and", isGrowing: true) == "it is zero nine and")
        #expect(Masking.masked("it is zero", isGrowing: true) == "it is zero")
    }

    @Test func hostileTextIsMaskedInTime() {
        for text in [
            String(repeating: "1 ", count: 20_000), String(repeating: "a@", count: 20_000),
            String(repeating: "at dot ", count: 5000), String(repeating: "a at b ", count: 5000),
            String(repeating: "uh one ", count: 5000), "\u{0}\u{1B}@\u{202E}@@..@",
        ] {
            #expect(Masking.masked(text) != "")
        }
    }
}

@Suite struct MaskedEventTests {
    private func lines(_ events: [TranscriptEvent], stepMS: Int = 1000) -> [JSONValue] {
        var chain = TranscriptChain(call: "call-1", line: "test", start: SampleCall.start)
        return events.enumerated().map { chain.append($1, ms: $0 * stepMS).record.json }
    }

    private func said(_ text: String, _ alternatives: String...) -> TranscriptEvent {
        .callerSaid(
            .init(
                best: .init(text: text, confidence: 0.9),
                alternatives: alternatives.map { .init(text: $0, confidence: 0.05) }, startMS: 0,
                endMS: 10))
    }

    private func agent(_ text: String, heard: String? = nil) -> TranscriptEvent {
        .agentSaid(
            .init(
                text: text, heard: heard ?? text, complete: heard == nil, startMS: 0, endMS: 10))
    }

    @Test func whatTheCallerSaysIsMaskedInEveryReading() {
        let json = SampleCall.masked(
            said("it is 0912345678", "it is zero nine one two three four", "eat one two"))
        #expect(json["text"]?.text == "it is ##########")
        #expect(
            json["alternatives"]?.array?.map { $0["text"]?.text } == [
                "it is ######", "eat one two",
            ])
    }

    @Test func slotsAndResultsAndEvidenceAreMasked() {
        let slots: JSONObject = [
            "phone": "0912345678", "number": 123_456_789, "ward": "Cua Nam",
            "more": ["a@b.vn", 12345],
        ]
        let action = SampleCall.masked(
            .action(.init(name: "call_back", slots: slots, result: "will call 0912345678")))
        #expect(
            action["slots"] == [
                "phone": "##########", "number": "#########", "ward": "Cua Nam",
                "more": ["[e-mail]", 12345],
            ])
        #expect(action["result"]?.text == "will call ##########")
        let chosen = SampleCall.masked(
            .answerChosen(
                .init(
                    outcome: .noMatch, answer: nil, score: 0,
                    evidence: ["heard": "0912345678", "score": 0.123_456_789])))
        #expect(chosen["evidence"] == ["heard": "##########", "score": 0.123_456_789])
    }

    @Test func theLineMaySayItsHotlinesPricesAndYears() {
        let text =
            "Call 1900 1009, it costs 1,500,000 dong from 2024 2025, at hanoi dot gov dot vn."
        #expect(SampleCall.masked(agent(text))["text"]?.text == text)
    }

    @Test func whatTheLineReadsBackIsMasked() {
        let texts = lines([
            said("my number is zero nine one two three four five six seven eight"),
            agent("Your number is 0912 345 678, and ours is 1900 1009."),
            agent("You said 0 9 1 2 3 4 5 6 7 8?", heard: "You said 0 9 1 2"),
            said("write to lan dot nguyen at example dot com"),
            agent("I write to lan nguyen at example dot com, or lan.nguyen@example.com."),
            agent("Or at hanoi dot gov dot vn."),
        ])
        #expect(texts[1]["text"] == "Your number is ##########, and ours is 1900 1009.")
        #expect(texts[2]["text"] == "You said ##########?")
        #expect(texts[2]["heard"] == "You said ####")
        #expect(texts[4]["text"] == "I write to [e-mail], or [e-mail].")
        #expect(texts[5]["text"] == "Or at hanoi dot gov dot vn.")
    }

    @Test func aNumberKeyedDigitByDigitIsMaskedFromTheSixth() {
        let keys = "0912345678".map { TranscriptEvent.dtmf(digits: String($0)) }
        let texts = lines(keys, stepMS: 400)
        #expect(texts[4]["digits"] == "3")
        #expect(texts[5...].allSatisfy { $0["digits"] == "#" })
        #expect(
            SampleCall.masked(.dtmf(digits: "*0912345678#"))["digits"]?.text == "*###########")
    }

    @Test func singleKeysFarApartStay() {
        let keys = (0..<8).map { _ in TranscriptEvent.dtmf(digits: "0") }
        #expect(lines(keys, stepMS: 11_000).allSatisfy { $0["digits"] == "0" })
    }

    @Test func aNumberDictatedInPiecesIsMaskedFromTheSixthDigit() {
        let texts = lines([
            said("zero nine one"), .callerPartial(text: "two three four"),
            said("two three four", "two three for"), said("five six"), said("yes"), said("one two"),
            agent("So 091 234 56?"),
        ])
        #expect(texts[0]["text"] == "zero nine one")
        #expect(texts[1]["text"] == "###")
        #expect(texts[2]["text"] == "###")
        #expect(texts[2]["alternatives"]?.array?.first?["text"] == "## for")
        #expect(texts[3]["text"] == "##")
        #expect(texts[5]["text"] == "one two")
        #expect(texts[6]["text"] == "So ########?")
    }

    /// What the README and docs/transcript.md say of it.
    @Test func digitsWithWordsBetweenThemAreNumbersOfTheirOwn() {
        let said = "oh nine one two my friend three four five six seven eight"
        #expect(Masking.masked(said) == "oh nine one two my friend ######")
    }

    @Test func aFaultAndAnUnknownEventCarryNoAddress() {
        let fault = SampleCall.masked(
            .fault(
                .init(stage: "a", kind: "b", operation: "send to lan@example.com", recovered: true))
        )
        #expect(fault["operation"]?.text == "send to [e-mail]")
        let other = SampleCall.masked(
            .other(name: "feedback", fields: ["comment": "call 0912345678"]))
        #expect(other["comment"]?.text == "call ##########")
    }

    @Test func theCityOwnDestinationsStay() {
        #expect(
            SampleCall.masked(.transfer(to: "sip:19001009@pbx", reason: "asked"))["to"]?.text
                == "sip:19001009@pbx")
    }
}
