import Testing

@testable import Understanding

@Suite struct CompletenessTests {
    private func completeness(_ text: String) throws -> Completeness {
        try SmallPack.understanding().completeness(of: text)
    }

    @Test(arguments: [
        "how much is a passport", "i lost my identity card", "goodbye", "say that again",
        "how long does a passport take", "where do i get form c t zero one", "yes",
    ]) func aWholeQuestionOrCommandIsComplete(_ text: String) throws {
        #expect(try completeness(text) == .complete)
    }

    @Test(arguments: [
        "", "um", "hello", "hello i would like to know", "can you tell me",
        "how much is a", "where do i go for the", "i lost my", "my wife and",
    ]) func whatMustGoOnIsIncomplete(_ text: String) throws {
        #expect(try completeness(text) == .incomplete)
    }

    @Test(arguments: [
        "my code is h zero one two", "zero nine one two", "it is 0 1 2", "a b c d",
    ]) func digitsAndLettersAreDictation(_ text: String) throws {
        #expect(try completeness(text) == .dictating)
    }
}
