import CallLog
import Testing

@Suite struct QuestionGroupsTests {
    private let questions = [
        "can i pay my electricity bill here": 3, "how do i pay the electricity bill": 2,
        "paying electricity bills": 1, "where do i park": 4, "is there parking": 1, "hello": 1,
    ]

    @Test func withoutAnEncoderSharedWordsGroup() {
        let groups = QuestionGroups(encode: nil).groups(of: questions)
        #expect(groups.map(\.count) == [6, 5, 1])
        #expect(groups[0].example == "can i pay my electricity bill here")
        #expect(groups[0].wordings.map(\.count) == [3, 2, 1])
        #expect(groups[1].example == "where do i park")
    }

    @Test func withAnEncoderMeaningGroups() {
        var asked: [String] = []
        let groups = QuestionGroups { texts in
            asked = texts
            return texts.map {
                $0.contains("park") ? [1, 0] : $0.contains("bill") ? [0, 1] : [-1, 0]
            }
        }
        .groups(of: questions)
        #expect(groups.map(\.count) == [6, 5, 1])
        #expect(asked.count == 6)
        #expect(asked.first == "where do i park")
    }

    @Test func theSameQuestionsGiveTheSameGroups() {
        let once = QuestionGroups(encode: nil).groups(of: questions)
        for _ in 0..<5 { #expect(QuestionGroups(encode: nil).groups(of: questions) == once) }
        #expect(QuestionGroups(encode: nil).groups(of: [:]).isEmpty)
        // Nothing but function words, or no words at all.
        #expect(QuestionGroups(encode: nil).groups(of: ["is it": 1, "…": 1]).count == 2)
    }

    /// Rarer ones than the encoder is asked for are compared by words, with each other
    /// and with those.
    @Test func manyQuestionsAreNotAllEncoded() {
        var many: [String: Int] = [:]
        for number in 0..<(QuestionGroups.encodedLimit + 50) { many["q\(number)"] = 1 }
        var count = 0
        let groups = QuestionGroups { texts in
            count = texts.count
            return texts.indices.map { [Float($0 == 0 ? 1 : 0)] }
        }
        .groups(of: many)
        #expect(count == QuestionGroups.encodedLimit)
        #expect(groups.reduce(0) { $0 + $1.count } == many.count)
    }
}
