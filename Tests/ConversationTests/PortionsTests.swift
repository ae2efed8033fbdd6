import CallTestKit
import Testing

@testable import Conversation

@Suite struct PortionsTests {
    private let first =
        "Apply online on the National Public Service Portal or in the app at any time."
    private let second =
        "You can also go to the police of your ward, with form CT01 under Art. 28 of the law."
    private let third =
        "They decide within seven working days, and send you a message when it is done there."

    @Test func aShortAnswerIsToldInOneGo() {
        #expect(Portions.of(first) == [first])
        #expect(Portions.of("") == [""])
    }

    @Test func aLongAnswerIsPartedBetweenSentences() {
        let text = [first, second, third].joined(separator: " ")
        let portions = Portions.of(text)
        #expect(portions.count == 2)
        #expect(portions.joined(separator: " ") == text)
        #expect(portions.allSatisfy { $0.hasSuffix(".") })
    }

    @Test func oneLongSentenceIsNotParted() {
        let text = String(repeating: "word ", count: 60) + "end."
        #expect(Portions.of(text) == [text])
    }

    @Test func namesAndCodesAreSpelled() throws {
        let names = SpelledNames(pack: try Dialogue().known.pack)
        #expect(names.words(in: ["Take form CT01 and open VNeID."]) == ["CT01", "VNeID"])
        #expect(names.words(in: ["Nothing to spell here."]) == [])
        #expect(SpelledNames.spelled("CT01") == "C, T, 0, 1")
    }
}
