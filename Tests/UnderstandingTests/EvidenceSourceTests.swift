import Knowledge
import Testing

@testable import Understanding

/// What can be left out of a decision, to see what it gives.
@Suite struct EvidenceSourceTests {
    private func best(
        _ nBest: [Hypothesis], without: Set<EvidenceSource>, encoder: (any MeaningEncoder)? = nil
    ) throws -> Candidate? {
        let (pack, model) = try SmallPack.trained.get()
        return Understanding(pack: pack, model: model, encoder: encoder, without: without)
            .decide(nBest, context: DialogueContext()).candidates.first
    }

    private let readings = [
        Hypothesis(text: "um the um", posterior: 0.05),
        Hypothesis(text: "how much is a passport", posterior: 0.9),
    ]

    @Test func withoutTheListTheFirstReadingIsAllThatWasHeard() throws {
        #expect(try best(readings, without: [])?.entry == "passport.fee")
        let (pack, model) = try SmallPack.trained.get()
        let alone = Understanding(pack: pack, model: model)
            .decide([readings[0]], context: DialogueContext())
        #expect(try best(readings, without: [.nbest]) == alone.candidates.first)
    }

    @Test func withoutPosteriorsOnlyTheOrderCounts() throws {
        let swapped = zip(readings, readings.reversed()).map {
            Hypothesis(text: $0.text, posterior: $1.posterior)
        }
        #expect(try best(readings, without: []) != best(swapped, without: []))
        #expect(
            try best(readings, without: [.posteriors]) == best(swapped, without: [.posteriors]))
    }

    @Test func whatIsNotLearnedIsNotInTheModel() throws {
        let pack = try SmallPack.make()
        var resources = SmallPack.resources
        resources.heard = [pack.entries[0].questions[0].source: ["how match is a pass port"]]
        func bytes(_ without: Set<EvidenceSource>) -> [UInt8] {
            UnderstandingModel.train(on: pack, resources: resources, without: without).bytes
        }
        let silent = UnderstandingModel.train(on: pack, resources: SmallPack.resources)
        #expect(bytes([.heard]) == silent.bytes)
        #expect(bytes([]) != silent.bytes)
        #expect(bytes([.sounds]).count < bytes([]).count)
        #expect(bytes([.nbest, .posteriors]) == bytes([]))
    }

    @Test func withoutMeaningNoTextIsEncoded() throws {
        let pack = try SmallPack.make()
        let encoder = ThesaurusEncoder()
        let model = UnderstandingModel.train(
            on: pack, resources: SmallPack.resources, encoder: encoder, without: [.meaning])
        #expect(model.bytes == (try SmallPack.trained.get().model.bytes))
        // A model that has learned with meanings is asked without them.
        let full = UnderstandingModel.train(
            on: pack, resources: SmallPack.resources, encoder: encoder)
        func decision(_ without: Set<EvidenceSource>) -> [Candidate] {
            Understanding(pack: pack, model: full, encoder: encoder, without: without)
                .decide(readings, context: DialogueContext()).candidates
        }
        #expect(full.bytes != model.bytes)
        #expect(decision([.meaning]) != decision([]))
    }
}
