import Speaking
import Testing

@Suite struct ClausesTests {
    static func clauses(_ text: String) -> [String] {
        Clauses(SpokenText(text)).clauses.map { clause in
            clause.words.map(\.text).joined(separator: " ") + (clause.isCut ? " ~" : "")
        }
    }

    @Test func aClauseEndsAtEachPause() {
        #expect(
            Self.clauses("Yes. Bring a card, a form; then pay. Is it free? Yes!") == [
                "Yes", "Bring a card", "a form", "then pay", "Is it free", "Yes",
            ])
    }

    @Test func aLongClauseIsCutWhereAPhraseBegins() {
        let long =
            "You can do it on the National Public Service Portal of the whole country if your account "
            + "has level two."
        #expect(
            Self.clauses(long) == [
                "You can do it on the National Public Service Portal of the whole country ~",
                "if your account has level two",
            ])
        #expect(Self.clauses("You can do it if your account has level two.").count == 1)
    }

    @Test func whatWasWrittenAsOneIsNotCut() {
        let number = "999,999,999,999,999"
        let clauses = Clauses(SpokenText(number)).clauses
        #expect(clauses.count == 1)
        #expect(clauses.first?.words.count ?? 0 > 10)
    }

    @Test func aTextThatNeverBreathesIsCutAllTheSame() {
        let text = SpokenText(String(repeating: "documents ", count: 300))
        let clauses = Clauses(text).clauses
        #expect(clauses.flatMap(\.words) == text.words)
        #expect(clauses.allSatisfy { $0.words.count < 20 })
    }

    @Test func relativesKeepTheirPreposition() {
        let text =
            "The whole fee is waived until the end of the year for each account in which all of the "
            + "documents are kept."
        #expect(Self.clauses(text).count > 1)
        #expect(!Self.clauses(text).contains { $0.hasPrefix("which") })
    }

    @Test func nothingIsLostOrAdded() {
        for example in SpokenTextTests.signs + SpokenTextTests.laws + SpokenTextTests.money {
            let spoken = SpokenText(example.written)
            #expect(Clauses(spoken).clauses.flatMap(\.words) == spoken.words)
        }
    }

    @Test func pausesFollowTheMarks() {
        let clauses = Clauses(SpokenText("One, two; three. Four? Five")).clauses
        #expect(clauses.map(\.pause) == [.comma, .semicolon, .stop, .question, .stop])
        #expect(clauses[0].silence < clauses[1].silence)
        #expect(clauses[1].silence < clauses[2].silence)
    }

    @Test func anEmptyTextHasNoClause() {
        #expect(Clauses(SpokenText("")).clauses.isEmpty)
        #expect(Clauses(SpokenText("…!?")).clauses.isEmpty)
    }
}
