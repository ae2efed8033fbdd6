import Testing

@testable import Understanding

@Suite struct ModelBytesTests {
    @Test func twoTrainingsGiveTheSameBytes() throws {
        let (pack, model) = try SmallPack.trained.get()
        let again = UnderstandingModel.train(on: pack, resources: SmallPack.resources)
        #expect(again.bytes == model.bytes)
    }

    @Test func aStoredModelDecidesAsTheTrainedOneDid() throws {
        let (pack, model) = try SmallPack.trained.get()
        let stored = try UnderstandingModel(bytes: model.bytes)
        #expect(stored.bytes == model.bytes)
        let one = Understanding(pack: pack, model: model)
        let other = Understanding(pack: pack, model: stored)
        for text in ["how much is a passport", "i lost it", "what is the weather like"] {
            let said = [Hypothesis(text: text)]
            #expect(
                one.decide(said, context: DialogueContext())
                    == other.decide(said, context: DialogueContext()))
        }
    }

    @Test func otherBytesAreNoModel() throws {
        #expect(throws: ModelError.notAModel) { try UnderstandingModel(bytes: []) }
        #expect(throws: ModelError.notAModel) {
            try UnderstandingModel(bytes: Array("RIFF and so on, not a model".utf8))
        }
        var bytes = try SmallPack.trained.get().model.bytes
        bytes.append(0)
        #expect(throws: ModelError.truncated) { try UnderstandingModel(bytes: bytes) }
    }

    @Test func aModelThatIsCutOffIsRefused() throws {
        let bytes = try SmallPack.trained.get().model.bytes
        for length in stride(from: 0, to: bytes.count, by: bytes.count / 40 + 1) {
            #expect(throws: ModelError.self) {
                try UnderstandingModel(bytes: Array(bytes[..<length]))
            }
        }
    }

    /// Changed bytes either are refused or give a model that can be asked.
    @Test func aCorruptModelNeverTraps() throws {
        let (pack, model) = try SmallPack.trained.get()
        var random = SplitMix64(seed: 11)
        for _ in 0..<40 {
            var bytes = model.bytes
            for _ in 0..<8 { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            guard let corrupt = try? UnderstandingModel(bytes: bytes) else { continue }
            let understanding = Understanding(pack: pack, model: corrupt)
            _ = understanding.decide(
                [Hypothesis(text: "how much is a passport")], context: DialogueContext())
        }
    }

    @Test func entriesThatThePackHasLostAreNotDecidedFor() throws {
        let (pack, model) = try SmallPack.trained.get()
        let smaller = Understanding(
            pack: try SmallPack.make(without: "passport.fee"), model: model)
        let decision = smaller.decide(
            [Hypothesis(text: "how much is a passport")], context: DialogueContext())
        #expect(!decision.candidates.contains { $0.entry == "passport.fee" })
        #expect(decision.outcome != .answer("passport.fee"))
        _ = pack
    }
}
