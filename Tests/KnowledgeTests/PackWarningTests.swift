import Foundation
import Knowledge
import Testing

@Suite struct PackWarningTests {
    private let identity = "knowledge/identity.json"

    @Test func anAnswerPastItsDateIsFlaggedFromTheDayAfter() throws {
        let folder = FixturePack.fixtures.appending(path: "expired")
        let lastDay = try #require(Day("2026-09-30"))
        let dayAfter = try #require(Day("2026-10-01"))
        // "checked" lies after these days, which is flagged, too.
        func dated(_ today: Day) -> [String] {
            LanguagePack.validate(folder, today: today).map(\.message)
                .filter { $0.contains("valid until") }
        }
        #expect(dated(lastDay) == [])
        #expect(dated(dayAfter) == ["the answer of 'identity.lost.how' was valid until 2026-09-30"])
    }

    @Test func anAnswerNotYetValidOrLongUncheckedIsFlagged() throws {
        let pack = try FixturePack()
        try pack.replace("\"2026-07-01\"", with: "\"2027-01-01\"", in: identity)
        try pack.replace("\"2026-11-15\"", with: "\"2025-11-22\"", in: identity)
        #expect(
            pack.problems() == [
                "knowledge/identity.json:5:5: warning: the answer of 'identity.lost.how' is valid "
                    + "only from 2027-01-01; remedy: correct \"valid_from\", or add what holds until "
                    + "then",
                "knowledge/identity.json:5:5: warning: 'identity.lost.how' was last checked on "
                    + "2025-11-22; remedy: compare it with its sources and set \"checked\"",
            ])
    }

    @Test(arguments: [("No, report it", true), ("Nobody need report it", false)])
    func anAnswerToOneFormOfTheQuestionIsFlagged(_ answer: String, _ isFlagged: Bool) throws {
        let pack = try FixturePack()
        try pack.replace("Report it", with: answer, in: identity)
        #expect(pack.problems().contains { $0.contains("begins with \"No\"") } == isFlagged)
    }

    @Test func aYearToTheDayIsStillChecked() throws {
        let pack = try FixturePack()
        try pack.replace("\"2026-11-15\"", with: "\"2025-11-23\"", in: identity)
        #expect(pack.problems() == [])
    }

    @Test func theSameQuestionInTwoEntriesIsFlaggedOnceATemplate() throws {
        let pack = try FixturePack()
        try pack.replace(
            "\"temporary residence fee\"",
            with: "\"[where] do [i] go to the Ward  Police, for temporary residence?\"",
            in: "knowledge/residence.json")
        #expect(
            pack.problems() == [
                "knowledge/residence.json:55:9: warning: \"do i go to the ward police for temporary "
                    + "residence\" is also a question of 'residence.temporary.fee', "
                    + "knowledge/residence.json:19; remedy: word one of the two so that it says "
                    + "which is meant"
            ])
    }

    @Test(arguments: [
        ("Report it", "**Report** it", "'*', which is not spoken"),
        ("Report it", "See https://dichvucong.gov.vn", "a web address"),
        ("Report it", "See dichvucong.gov.vn,", "a web address"),
        ("Report it", "Report 📞 it", "the character U+1F4DE, which has no sound"),
        ("Report it", "Report\\nit", "a line break"),
    ])
    func whatAVoiceCannotSayIsFlagged(old: String, new: String, finding: String) throws {
        let pack = try FixturePack()
        try pack.replace(old, with: new, in: identity)
        let problems = pack.problems()
        #expect(problems.count == 1)
        #expect(
            problems.first?.hasPrefix(
                "knowledge/identity.json:26:17: warning: the answer holds \(finding); remedy: ")
                == true, "\(problems)")
    }

    @Test func ordinaryPunctuationCanBeSaid() throws {
        let pack = try FixturePack()
        try pack.replace(
            "Report it", with: "It's 15,000 VND (7.5 % off), e.g. at No. 2/B – for “đăng ký”: yes!",
            in: identity)
        #expect(pack.problems() == [])
    }

    @Test func unknownConfidenceAndUnequalProceduresAreFlagged() throws {
        let pack = try FixturePack()
        try pack.replace("\"verified\"", with: "\"sure\"", in: identity)
        try pack.replace(
            "identity card re-issue", with: "Temporary residence  registration", in: identity)
        #expect(
            pack.problems() == [
                "knowledge/identity.json:5:5: warning: \"confidence\" of 'identity.lost.how' is "
                    + "'sure'; remedy: write \"verified\" or \"secondary\"",
                "knowledge/residence.json:6:5: warning: the procedure \"temporary residence "
                    + "registration\" is \"Temporary residence  registration\" elsewhere; remedy: "
                    + "write both in the same way",
                "knowledge/residence.json:40:5: warning: the procedure \"temporary residence "
                    + "registration\" is \"Temporary residence  registration\" elsewhere; remedy: "
                    + "write both in the same way",
            ])
    }
}
