import Testing

@testable import Replay

@Suite struct WordErrorsTests {
    private func errors(_ said: String, _ heard: String) -> WordErrors {
        func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
        return WordErrors(reference: words(said), hypothesis: words(heard))
    }

    @Test(arguments: [
        ("what does it cost", "what does it cost", 0),
        ("what does it cost", "what is it cost", 1),
        ("what does it cost", "what it cost", 1),
        ("what does it cost", "so what does it cost", 1),
        ("what does it cost", "", 4),
        ("what does it cost", "one two three four five six", 6),
        ("a b c d", "b c d a", 2),
        ("", "something", 1),
        ("", "", 0),
    ])
    func wordsThatDifferAreCounted(said: String, heard: String, count: Int) {
        #expect(errors(said, heard).errorCount == count)
    }

    @Test func theRateIsOfTheWordsThatWereSaid() {
        #expect(errors("what does it cost", "what is it").rate == 0.5)
        #expect(errors("no", "one two three").rate == 3)
        #expect(errors("", "something").rate == nil)
        #expect(WordErrors().rate == nil)
    }

    @Test func errorsOfSeveralTextsAreAdded() {
        var all = WordErrors()
        all += errors("what does it cost", "what does it")
        all += errors("goodbye", "good bye")
        all += errors("thanks", "thanks")
        #expect(all.errorCount == 3)
        #expect(all.wordCount == 6)
        #expect(all.rate == 0.5)
    }
}
