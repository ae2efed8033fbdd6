import Testing

@testable import Understanding

/// An encoder to which some words mean the same: it counts meanings.
struct ThesaurusEncoder: MeaningEncoder {
    var digest = "thesaurus"
    let dimension = 24
    private static let meanings: [String: Int] = [
        "passport": 0, "booklet": 0, "card": 1, "plastic": 1, "licence": 2, "cost": 3, "fee": 3,
        "much": 3, "expensive": 3, "lost": 4, "gone": 4, "stolen": 4,
    ]

    func encode(_ texts: [String]) -> [[Float]] {
        texts.map { text in
            var vector = [Float](repeating: 0, count: dimension)
            for word in text.split(separator: " ") {
                let other = 8 + word.utf8.reduce(0) { $0 + Int($1) } % (dimension - 8)
                vector[Self.meanings[String(word)] ?? other] +=
                    Self.meanings[String(word)] == nil ? 0.2 : 1
            }
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return length > 0 ? vector.map { $0 / length } : vector
        }
    }
}

/// One that looks twice: first at how long a text is, then as a thesaurus does.
struct TwofoldEncoder: MeaningEncoder {
    let digest = "twofold"
    let dimension = 48
    let parts = 2

    func encode(_ texts: [String]) -> [[Float]] {
        zip(texts, ThesaurusEncoder().encode(texts)).map { text, meaning in
            var first = [Float](repeating: 0, count: 24)
            first[text.utf8.count % 24] = 0.6
            return first + meaning.map { $0 * 0.8 }
        }
    }
}

@Suite struct MeaningTests {
    private static let encoder = ThesaurusEncoder()

    private static let trained = Result {
        let pack = try SmallPack.make()
        return (
            pack: pack,
            model: UnderstandingModel.train(
                on: pack, resources: SmallPack.resources, encoder: encoder)
        )
    }

    private func top(
        _ text: String, encoder: (any MeaningEncoder)?, model: UnderstandingModel? = nil
    ) throws -> [Candidate] {
        let (pack, trained) = try Self.trained.get()
        return Understanding(pack: pack, model: model ?? trained, encoder: encoder)
            .decide([Hypothesis(text: text)], context: DialogueContext()).candidates
    }

    @Test func wordsThatNoQuestionHasAreUnderstoodByTheirMeaning() throws {
        let with = try #require(top("is the booklet expensive", encoder: Self.encoder).first)
        #expect(with.entry.hasPrefix("passport"))
        #expect((with.evidence["likeness"] ?? 0) > 0)
    }

    @Test func withoutTheEncoderTheWordsAloneCount() throws {
        let without = try top("how much is a passport", encoder: nil)
        #expect(without.first?.entry.hasPrefix("passport") == true)
        #expect(without.allSatisfy { $0.evidence["likeness"] == 0 && $0.evidence["meaning"] == 0 })
    }

    /// What is alike in the last part is alike, however the first one differs.
    @Test func textsAreComparedByTheLastPart() throws {
        let pack = try SmallPack.make()
        let model = UnderstandingModel.train(
            on: pack, resources: SmallPack.resources, encoder: TwofoldEncoder())
        let found = try #require(
            top("is the booklet expensive", encoder: TwofoldEncoder(), model: model).first)
        let plain = try #require(top("is the booklet expensive", encoder: Self.encoder).first)
        #expect(found.entry == plain.entry)
        let (one, other) = (found.evidence["likeness"] ?? 0, plain.evidence["likeness"] ?? 1)
        #expect(abs(one - other) < 1e-3)
        #expect(try UnderstandingModel(bytes: model.bytes).bytes == model.bytes)
    }

    @Test func anotherEncodersVectorsAreNotRead() throws {
        let other = ThesaurusEncoder(digest: "another")
        #expect(
            try top("how much is a passport", encoder: other)
                == top("how much is a passport", encoder: nil))
    }

    @Test func aModelThatLearnedWithAnEncoderIsStoredWhole() throws {
        let model = try Self.trained.get().model
        let stored = try UnderstandingModel(bytes: model.bytes)
        #expect(stored.bytes == model.bytes)
        #expect(
            try top("is the booklet expensive", encoder: Self.encoder, model: stored)
                == top("is the booklet expensive", encoder: Self.encoder))
    }

    @Test func twoTrainingsGiveTheSameBytes() throws {
        let (pack, model) = try Self.trained.get()
        let again = UnderstandingModel.train(
            on: pack, resources: SmallPack.resources, encoder: Self.encoder)
        #expect(again.bytes == model.bytes)
    }

    @Test func hypothesesBeyondThoseThatAreEncodedStillCount() throws {
        let (pack, model) = try Self.trained.get()
        let understanding = Understanding(pack: pack, model: model, encoder: Self.encoder)
        let noise = ["uh uh um one", "um two uh", "three um uh", "uh four um", "five um"]
            .map { Hypothesis(text: $0, posterior: 0.02) }
        let decision = understanding.decide(
            noise + [Hypothesis(text: "how much is a passport", posterior: 0.9)],
            context: DialogueContext())
        #expect(decision.candidates.first?.entry.hasPrefix("passport") == true)
    }
}
