import Testing

@testable import Understanding

@Suite struct LearningTests {
    /// Two features that tell two classes apart, and one that says nothing.
    private let rows = (0..<40).map { index in
        SparseVector(
            indices: [index.isMultiple(of: 2) ? 0 : 1, 2],
            values: [1, Float(index % 5) / 5])
    }

    private let even = Set((0..<40).filter { $0.isMultiple(of: 2) })

    @Test func theMachineSeparatesWhatCanBeSeparated() {
        let samples = SampleMatrix(rows, columns: 3)
        let weights = SupportVectorMachine().train(
            samples, members: [even], costs: [Float](repeating: 1, count: 40), seed: 1)
        let features = weights.features.map { $0[0] }
        for (index, row) in rows.enumerated() {
            #expect((row.dot(features) + weights.bias[0] > 0) == even.contains(index))
        }
        #expect(abs(features[2]) < abs(features[0]))
    }

    @Test func aRowWithoutCostIsNotLearned() {
        let samples = SampleMatrix(rows, columns: 3)
        let costs: [Float] = (0..<40).map { even.contains($0) ? 0 : 1 }
        let weights = SupportVectorMachine().train(
            samples, members: [even], costs: costs, seed: 1)
        #expect(weights.features[0][0] == 0)
    }

    /// More classes than are trained at a time, and those at the end alone.
    @Test func whatIsTrainedTogetherDoesNotDisturbEachOther() {
        let samples = SampleMatrix(rows, columns: 3)
        let costs = [Float](repeating: 1, count: 40)
        let odd = Set(0..<40).subtracting(even)
        let members = (0..<19).map { $0.isMultiple(of: 2) ? even : odd }
        let model = LinearModel.train(samples, members: members, costs: costs)
        #expect(model.classes == 19)
        for (index, row) in rows.enumerated() {
            for (place, margin) in model.margins(of: row).enumerated() {
                #expect((margin > 0) == members[place].contains(index))
            }
        }
    }

    @Test func theSameSeedGivesTheSameModel() {
        let samples = SampleMatrix(rows, columns: 3)
        let members = [even, Set([1, 3, 5])]
        let costs = [Float](repeating: 1, count: 40)
        let one = LinearModel.train(samples, members: members, costs: costs)
        let other = LinearModel.train(samples, members: members, costs: costs)
        #expect(one == other)
    }

    @Test func logisticRegressionFindsTheOddsThatItWasShown() {
        // Three of four are positive where the feature is 1, one of four where it is 0.
        let samples = (0..<400).map { index in
            let isHigh = index.isMultiple(of: 2)
            let place = (index / 2) % 4
            return LogisticRegression.Sample(
                features: [isHigh ? 1 : 0], isPositive: isHigh ? place < 3 : place < 1, weight: 1)
        }
        let regression = LogisticRegression(training: samples, ridge: 0.01)
        let high = LogisticRegression.probability(regression.logit([1]))
        let low = LogisticRegression.probability(regression.logit([0]))
        #expect(abs(high - 0.75) < 0.02)
        #expect(abs(low - 0.25) < 0.02)
    }

    @Test func evidenceThatIsRightCountsMoreThanEvidenceThatGuesses() {
        var random = SplitMix64(seed: 3)
        let choices = (0..<200).map { _ in
            let right = random.below(3)
            let telling = (0..<3).map { $0 == right ? Float(1) : 0 }
            let guessing = (0..<3).map { _ in Float(random.fraction()) }
            return ConditionalLogit.Choice(values: [telling, guessing], right: right, weight: 1)
        }
        let weights = ConditionalLogit().train(choices, prior: [1, 1])
        #expect(weights[0] > 3)
        #expect(weights[1] < 0.9)
    }

    @Test func cholskySolvesASystem() {
        let solution = Cholesky.solve([[4, 0], [2, 3]], [10, 8])
        #expect(abs(solution[0] - 1.75) < 1e-9)
        #expect(abs(solution[1] - 1.5) < 1e-9)
    }

    @Test func mishearingKeepsToTheVocabularyAndItsSeed() {
        var mishearing = Mishearing(vocabulary: ["passport", "residence", "report", "license"])
        var one = SplitMix64(seed: 5)
        let heard = mishearing.heard(
            ["password", "support", "resident"], rate: 1, swallowed: 0, random: &one)
        var other = SplitMix64(seed: 5)
        let again = mishearing.heard(
            ["password", "support", "resident"], rate: 1, swallowed: 0, random: &other)
        #expect(heard == again)
        #expect(heard.allSatisfy { ["passport", "residence", "report", "license"].contains($0) })
    }

    @Test func whatWasHeardOfATemplateIsLearnedWithIt() throws {
        let pack = try SmallPack.make()
        let question = "is a passport expensive"
        var resources = SmallPack.resources
        resources.heard = [question: ["he's a passed pork expensive", question]]
        let normalizer = Normalizer(vocabulary: Vocabulary(pack: pack, senses: resources.senses))
        let set = TrainingSet(pack: pack, resources: resources, normalizer: normalizer)
        let heard = set.examples.filter(\.isHeard)
        #expect(heard.count == 2)
        let written = try #require(
            set.examples.first { !$0.isHeard && $0.text == normalizer.question(question) })
        #expect(heard.allSatisfy { $0.group == written.group && $0.label == written.label })
        #expect(heard.reduce(0) { $0 + $1.weight } == TrainingSet.shareOfHeard)
        #expect(set.thinned(to: 1).examples.allSatisfy { !$0.isHeard })
    }
}
