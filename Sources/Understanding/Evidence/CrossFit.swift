internal import Dispatch
internal import Synchronization

/// Trains a model and, on texts that a model has not seen, how to weigh its
/// evidence and what to refuse.
///
/// Every fold holds out a part of the templates (texts that are answered), a
/// part of the negatives, and whole procedures (texts that sound as if they
/// were answered, and are not). Each is looked at as it was written and as a
/// recognizer might hear it.
struct CrossFit {
    var folds = 3
    /// Texts of one template that take part in the folds, at most; all of them
    /// train the final model.
    var mostOfGroup = 1
    /// Labels that compete in the weighing of evidence.
    var mostRivals = 12
    /// Texts that are looked at in all folds, about.
    var mostLookedAt = 2_500

    /// One of so many texts is looked at as it might be heard, too. That costs a vector
    /// and a look each; all of them teach no more.
    private static let misheardQuestions = 4
    private static let misheardNegatives = 2
    private static let lookedAtTogether = 8

    private struct Held {
        var evidence: Evidence
        let kind: Kind

        /// The same, as it would be without an encoder.
        var lexical: Held {
            var copy = self
            copy.evidence.meaningOfNone = nil
            return copy
        }
    }

    private enum Kind: Equatable {
        case known(label: Int)
        case misheard(label: Int)
        case negative
        case misheardNegative
        case leftOut

        /// Share of these in a call, as the rejector is to expect it.
        var share: Double {
            switch self {
            case .known: 0.4
            case .misheard: 0.2
            case .negative: 0.2
            case .misheardNegative: 0.15
            case .leftOut: 0.05
            }
        }

        var label: Int? {
            switch self {
            case .known(let label), .misheard(let label): label
            case .negative, .misheardNegative, .leftOut: nil
            }
        }

        /// Place among the kinds, whatever the label.
        var place: Int {
            switch self {
            case .known: 0
            case .misheard: 1
            case .negative: 2
            case .misheardNegative: 3
            case .leftOut: 4
            }
        }
    }

    /// - Parameters:
    ///   - analyse: makes comparable text of normalised words.
    ///   - encoder: of meanings; nil learns from words alone.
    func train(
        _ set: TrainingSet, encoder: (any MeaningEncoder)? = nil,
        analyse: ([String]) -> NormalisedText
    ) -> MatchModel {
        let thin = set.thinned(to: mostOfGroup)
        let labelled = thin.examples.filter { $0.label != nil }
        var mishearing = Mishearing(vocabulary: Set(labelled.flatMap(\.text.words)))
        let heard = Dictionary(grouping: set.examples.filter(\.isHeard), by: \.group)
        let plans = (0..<folds).map {
            plan(thin, heard: heard, fold: $0, mishearing: &mishearing, analyse: analyse)
        }
        let vectors = encoder.map { encoder in
            var table = MeaningTable(encoder)
            table.add(
                thin.examples.map(\.text) + set.labels.map(\.answer)
                    + plans.flatMap { $0.map(\.text) })
            return table
        }
        // The folds and the model itself need nothing of each other.
        let work = Mutex<(held: [[Held]], whole: EvidenceModel?)>(([], nil))
        work.withLock { $0.held = [[Held]](repeating: [], count: folds) }
        // The model, which takes longest, comes first.
        DispatchQueue.concurrentPerform(iterations: folds + 1) { index in
            guard index > 0 else {
                let whole = EvidenceModel(training: set, vectors: vectors)
                work.withLock { $0.whole = whole }
                return
            }
            let fold = index - 1
            let held = hold(thin, fold: fold, plan: plans[fold], vectors: vectors)
            work.withLock { $0.held[fold] = held }
        }
        let (folded, learned) = work.withLock { $0 }
        guard let whole = learned else { preconditionFailure("one iteration learns the whole") }
        let held = folded.flatMap { $0 }
        let meaning = Set(EvidenceKind.ofMeaning)
        let weighings = Mutex<[MatchModel.Weighing?]>([nil, nil])
        DispatchQueue.concurrentPerform(iterations: vectors == nil ? 1 : 2) { index in
            let weighing =
                index == 0
                ? weigh(
                    held.map(\.lexical), EvidenceKind.allCases.filter { !meaning.contains($0) },
                    vague: set.vague)
                : weigh(held, EvidenceKind.allCases, vague: set.vague)
            weighings.withLock { $0[index] = weighing }
        }
        let found = weighings.withLock { $0 }
        guard let lexical = found[0] else { preconditionFailure("words are always weighed") }
        return MatchModel(evidence: whole, lexical: lexical, full: found[1])
    }

    /// How much each of these kinds counts, and what is refused.
    private func weigh(
        _ held: [Held], _ kinds: [EvidenceKind], vague: Range<Int>
    ) -> MatchModel.Weighing {
        let prior = EvidenceKind.allCases.map { kinds.contains($0) ? $0.prior : 0 }
        let weights = ConditionalLogit().train(
            held.compactMap { text in
                text.kind.label.map { choice(text.evidence, right: $0, prior: prior) }
            }, prior: prior)
        return MatchModel.Weighing(
            weights: weights, rejector: rejector(held, weights: weights),
            vagueJudge: vagueJudge(held, weights: weights, vague: vague))
    }

    /// The right label against its strongest rivals.
    private func choice(
        _ evidence: Evidence, right: Int, prior: [Double]
    ) -> ConditionalLogit.Choice {
        let scores = ConditionalLogit.scores(evidence.values, prior)
        let rivals = scores.indices.filter { $0 != right }
            .sorted { (scores[$1], $0) < (scores[$0], $1) }
            .prefix(mostRivals)
        let labels = [right] + rivals
        return .init(
            values: evidence.values.map { values in labels.map { values[$0] } }, right: 0,
            weight: 1)
    }

    /// What a fold holds out, and as what. What a recognizer has heard counts as
    /// misheard; where it has heard nothing, words are exchanged.
    private func plan(
        _ set: TrainingSet, heard: [Int: [TrainingSet.Example]], fold: Int,
        mishearing: inout Mishearing,
        analyse: ([String]) -> NormalisedText
    ) -> [(text: NormalisedText, kind: Kind)] {
        var plan: [(text: NormalisedText, kind: Kind)] = []
        for (index, example) in set.examples.enumerated()
        where isHeld(example, fold) && !example.isTitle
            && (example.label == nil || isLookedAt(example, of: set))
        {
            var random = SplitMix64(seed: UInt64(index) &+ 77)
            guard let label = example.label else {
                plan.append((example.text, .negative))
                guard index.isMultiple(of: Self.misheardNegatives) else { continue }
                let words = mishearing.heard(example.text.words, rate: 0.5, random: &random)
                plan.append((analyse(words), .misheardNegative))
                continue
            }
            if isLeftOut(label, fold, set) {
                plan.append((example.text, .leftOut))
            } else {
                plan.append((example.text, .known(label: label)))
                if let hearings = heard[example.group] {
                    plan += hearings.map { ($0.text, .misheard(label: label)) }
                    continue
                }
                guard index.isMultiple(of: Self.misheardQuestions) else { continue }
                let words = mishearing.heard(example.text.words, rate: 0.2, random: &random)
                plan.append((analyse(words), .misheard(label: label)))
            }
        }
        return plan
    }

    /// Of many templates some are enough to learn the weights from.
    private func isLookedAt(_ example: TrainingSet.Example, of set: TrainingSet) -> Bool {
        let every = max(1, set.examples.count / mostLookedAt)
        return (example.group / folds).isMultiple(of: every)
    }

    private func isHeld(_ example: TrainingSet.Example, _ fold: Int) -> Bool {
        example.group % folds == fold
    }

    private func isLeftOut(_ label: Int, _ fold: Int, _ set: TrainingSet) -> Bool {
        set.labels[label].procedure.map { $0 % folds == fold } ?? false
    }

    private func hold(
        _ set: TrainingSet, fold: Int, plan: [(text: NormalisedText, kind: Kind)],
        vectors: MeaningTable?
    ) -> [Held] {
        let seen = set.keeping { example in
            guard let label = example.label else { return !isHeld(example, fold) }
            return !isLeftOut(label, fold, set) && !isHeld(example, fold)
        }
        let model = EvidenceModel(
            training: seen.hidingAnswers { isLeftOut($0, fold, set) }, vectors: vectors)
        let starts = Array(stride(from: 0, to: plan.count, by: Self.lookedAtTogether))
        let held = Mutex<[[Held]]>([[Held]](repeating: [], count: starts.count))
        DispatchQueue.concurrentPerform(iterations: starts.count) { index in
            let end = min(starts[index] + Self.lookedAtTogether, plan.count)
            let part = plan[starts[index]..<end]
            let found = model.evidence(for: part.map(\.text), vectors: vectors)
            held.withLock {
                $0[index] = zip(found, part).map { Held(evidence: $0, kind: $1.kind) }
            }
        }
        return held.withLock { $0.flatMap { $0 } }
    }

    /// Learned from questions of entries and vague ones that the evidence had not seen; nil
    /// where there are none of either.
    private func vagueJudge(
        _ held: [Held], weights: [Double], vague: Range<Int>
    ) -> VagueJudge? {
        var samples: [LogisticRegression.Sample] = []
        var clear: [[Double]] = []
        for text in held {
            guard let label = text.kind.label else { continue }
            let features = VagueJudge.features(
                shares: MatchModel.shares(text.evidence, weights: weights),
                evidence: text.evidence, vague: vague)
            let isVague = vague.contains(label)
            samples.append(.init(features: features, isPositive: isVague, weight: 1))
            if !isVague, text.kind == .known(label: label) { clear.append(features) }
        }
        guard !clear.isEmpty, samples.contains(where: \.isPositive) else { return nil }
        return VagueJudge(training: samples, clear: clear)
    }

    private func rejector(_ held: [Held], weights: [Double]) -> Rejector {
        var counts = [Int](repeating: 0, count: 5)
        for text in held { counts[text.kind.place] += 1 }
        let total = Double(held.count)
        let samples = held.map { text in
            LogisticRegression.Sample(
                features: Rejector.features(
                    shares: MatchModel.shares(text.evidence, weights: weights),
                    evidence: text.evidence),
                isPositive: text.kind.label != nil,
                weight: text.kind.share * total / Double(counts[text.kind.place]))
        }
        return Rejector(regression: LogisticRegression(training: samples, ridge: 2))
    }
}

extension TrainingSet {
    /// Without what would give a left-out label away.
    fileprivate func hidingAnswers(of isHidden: (Int) -> Bool) -> TrainingSet {
        var copy = self
        let nothing = NormalisedText(words: [], stems: [], units: [], concepts: [])
        for label in labels.indices where isHidden(label) {
            copy.labels[label].title = nothing
            copy.labels[label].answer = nothing
        }
        return copy
    }
}
