import Testing

@testable import Understanding

@Suite struct IntentModelTests {
    private static let examples: [IntentModel.Example] = [
        ("card_lost", "i lost my card"), ("card_lost", "my card is gone"),
        ("card_lost", "someone stole my card"), ("card_lost", "where is my card i lost it"),
        ("cardArrival", "when will my card arrive"), ("cardArrival", "my card has not come"),
        ("cardArrival", "how long does my card take to arrive"),
        ("cardArrival", "i am waiting for my new card"),
        ("transfer-fee", "how much is a transfer"), ("transfer-fee", "what does a transfer cost"),
        ("transfer-fee", "is there a fee for sending money"),
        ("transfer-fee", "why was i charged for my transfer"),
    ].map { .init(text: $0.1, intent: $0.0) }

    private static let foreign = [
        "what is the weather like", "tell me a joke", "play some music", "who won the game",
        "how tall is the tower", "set an alarm for six",
    ]

    private static let model = IntentModel(
        learning: examples, outOfScope: foreign, language: "en", encoder: nil)

    @Test func intentsComeInTheOrderOfTheirNames() {
        #expect(Self.model.intents == ["cardArrival", "card_lost", "transfer-fee"])
    }

    @Test func textsThatWereNotLearnedAreTold() {
        let judged = Self.model.judge([
            "i have lost the card", "when does the new card arrive",
            "what is the fee of a transfer",
        ])
        #expect(judged.map(\.intent) == ["card_lost", "cardArrival", "transfer-fee"])
        #expect(judged.allSatisfy { $0.share > 0.4 && $0.share <= 1 })
    }

    @Test func whatNoIntentIsMeantByScoresLower() {
        let judged = Self.model.judge(["i lost my card", "play some more music"])
        #expect(judged[0].inScope > judged[1].inScope)
    }

    @Test func theSameTextsGiveTheSameJudgements() {
        let again = IntentModel(
            learning: Self.examples, outOfScope: Self.foreign, language: "en", encoder: nil)
        let texts = ["my card", "a transfer", "weather", ""]
        #expect(again.judge(texts) == Self.model.judge(texts))
    }

    @Test func meaningTellsWordsThatNoExampleHas() {
        let model = IntentModel(
            learning: Self.examples, language: "en", encoder: ThesaurusEncoder())
        #expect(model.judge(["plastic stolen"]).first?.intent == "card_lost")
    }

    @Test(arguments: [
        ("card_arrival", "card arrival"), ("cardArrival", "card Arrival"),
        ("card-arrival", "card arrival"), ("PIN", "PIN"), ("", ""),
    ])
    func aNameIsReadAsItIsSaid(_ name: String, _ said: String) {
        #expect(TrainingSet.spoken(name) == said)
    }
}
