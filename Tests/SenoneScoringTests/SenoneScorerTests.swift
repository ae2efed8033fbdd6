import SenoneScoring
import Testing

@Suite struct SenoneScorerTests {
    let model = SmallModel()
    var everything: [Int] { Array(model.owners.indices) }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func scoresAreThoseOfTheDefinition(_ seed: UInt64) throws {
        let scorer = SenoneScorer(try #require(model.parameters))
        let frame = SmallModel.frame(seed)
        let expected = model.scores(frame, of: everything)
        #expect(scorer.scores(frame, number: 0, of: everything) == expected)
        #expect(scorer.scores(frame, number: 0, of: nil) == expected)
    }

    @Test(arguments: [[0], [1, 5, 6], [2, 40, 43, 44], [39, 45, 46], [3, 18, 19, 20, 46]])
    func onlyTheSenonesThatAreAskedForCount(_ asked: [Int]) throws {
        let scorer = SenoneScorer(try #require(model.parameters))
        let frame = SmallModel.frame(7)
        // What was asked for before leaves nothing behind.
        _ = scorer.scores(frame, number: 0, of: everything)
        #expect(scorer.scores(frame, number: 0, of: asked) == model.scores(frame, of: asked))
    }

    @Test func aFrameThatWasSeenIsRelativeToWhatItWasThen() throws {
        let scorer = SenoneScorer(try #require(model.parameters))
        let frame = SmallModel.frame(3)
        _ = scorer.scores(frame, number: 4, of: [0, 1])
        // Codebook 2 was not asked for then, and counts as far behind.
        #expect(
            scorer.scores(frame, number: 4, isNew: false, of: [0, 1, 2])
                == model.scores(frame, of: [0, 1, 2], reference: [0, 1]))
    }

    @Test func anotherFrameOfTheSameNumberIsFoundAnew() throws {
        let scorer = SenoneScorer(try #require(model.parameters))
        for seed in [1, 2, 1] as [UInt64] {
            let frame = SmallModel.frame(seed)
            #expect(
                scorer.scores(frame, number: 9, isNew: false, of: everything)
                    == model.scores(frame, of: everything))
        }
    }

    /// More frames than are kept: the later ones take the places of the first.
    @Test func aLongUtteranceIsScoredToItsEnd() throws {
        let scorer = SenoneScorer(try #require(model.parameters))
        for number in [0, 2_047, 2_048, 30_000] {
            let frame = SmallModel.frame(UInt64(number))
            #expect(
                scorer.scores(frame, number: number, of: everything)
                    == model.scores(frame, of: everything))
        }
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity, 3e38, -3e38])
    func featuresThatAreNoNumbersEndNothing(_ feature: Float) throws {
        let scorer = SenoneScorer(try #require(model.parameters))
        let frame = [[Float]](repeating: .init(repeating: feature, count: 5), count: 2)
        let scores = scorer.scores(frame, number: 0, of: everything)
        #expect(scores.values.min() == 0)
    }

    @Test func nothingIsAskedFor() throws {
        let scorer = SenoneScorer(try #require(model.parameters))
        #expect(scorer.scores(SmallModel.frame(1), number: 0, of: []).isEmpty)
    }
}

@Suite struct AcousticParametersTests {
    let model = SmallModel()

    @Test func otherShapesAreNotScored() {
        func made(_ codebooks: Int, _ densities: Int) -> GaussianCodebooks? {
            let values = [Float](repeating: 0, count: max(0, codebooks * 2 * densities * 5))
            return GaussianCodebooks(
                codebooks: codebooks, streams: 2, densities: densities, length: 5,
                means: values, precisions: values,
                offsets: Array(values.prefix(values.count / 5)))
        }
        #expect(made(3, 32) != nil)
        #expect(made(0, 32) == nil)
        #expect(made(65, 32) == nil)
        #expect(made(3, 24) == nil)
        #expect(made(3, 272) == nil)
        #expect(
            GaussianCodebooks(
                codebooks: 3, streams: 2, densities: 32, length: 5, means: [], precisions: [],
                offsets: []) == nil)
    }

    @Test func whatDoesNotFitTogetherIsRefused() throws {
        let gaussians = try #require(model.gaussians)
        func made(_ weights: [UInt8], _ owners: [Int], _ steps: [UInt8]) -> AcousticParameters? {
            AcousticParameters(
                gaussians: gaussians, weights: weights, codebooks: owners, steps: steps)
        }
        #expect(made(model.weights, model.owners, SmallModel.steps) != nil)
        #expect(made(Array(model.weights.dropLast()), model.owners, SmallModel.steps) == nil)
        #expect(made(model.weights, model.owners.map { $0 + 1 }, SmallModel.steps) == nil)
        #expect(made([], [], SmallModel.steps) == nil)
        #expect(made(model.weights, model.owners, []) == nil)
        #expect(made(model.weights, model.owners, [1, 2, 0]) == nil)
        #expect(made(model.weights, model.owners, [8, 0]) == nil)
        #expect(made(model.weights, model.owners, [3, 2, 1]) == nil)
    }
}

extension SenoneScorer {
    /// By senone.
    func scores(
        _ frame: [[Float]], number: Int, isNew: Bool = true, of senones: [Int]?
    ) -> [Int: Int] {
        let count = SmallModel().owners.count
        var scores = [Int16](repeating: -1, count: count)
        let (first, second) = (frame[0], frame[1])
        let asked = senones?.map(UInt16.init)
        first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                guard let one = first.baseAddress, let other = second.baseAddress else { return }
                let streams = [one, other]
                guard let asked else {
                    score(
                        features: streams, frame: number, isNew: isNew, senones: nil, into: &scores)
                    return
                }
                asked.withUnsafeBufferPointer { asked in
                    score(
                        features: streams, frame: number, isNew: isNew, senones: asked,
                        into: &scores)
                }
            }
        }
        return Dictionary(
            uniqueKeysWithValues: (senones ?? Array(0..<count)).map { ($0, Int(scores[$0])) })
    }
}
