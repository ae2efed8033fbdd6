import CallLog
import Testing

@Suite struct WordPatternTests {
    @Test(arguments: [
        (["lost", "card"], "I have lost my identity cards", true),
        (["card"], "discard it", false),
        (["CARD"], "The Card.", true),
        (["identity card"], "my identity  card", true),
        (["identity card"], "card of identity", false),
        (["ho khau"], "sổ hộ khẩu ở đâu", true),
        (["đâu"], "so ho khau o dau", true),
        (["dau"], "sổ hộ khẩu ở Đâu", true),
        (["a"], "", false),
        ([], "anything", true),
        (["longer than the text"], "short", false),
    ])
    func wordsAreFoundWhateverTheirMarks(_ words: [String], _ text: String, _ isFound: Bool) {
        #expect(WordPattern(words).matches(text) == isFound)
    }
}
