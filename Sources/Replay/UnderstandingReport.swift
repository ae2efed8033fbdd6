public import Conversation
public import Knowledge
public import Understanding

/// How well typed questions are understood, as numbers.
public struct UnderstandingReport: Sendable {
    /// Questions of a kind together: a level, a split, a topic.
    public struct Row: Sendable, Equatable {
        public let group: String
        public var evaluation = Evaluation()
    }

    /// A question that was not answered as it should be.
    public struct Miss: Sendable, Equatable {
        public let text: String
        /// The entry that was answered before; nil in a conversation as it was written.
        public let after: String?
        public let expected: [String]
        public let outcome: Outcome
        /// The likeliest entries, best first, with their scores.
        public let candidates: [String]
    }

    /// One entry answered in the place of another, and how often.
    public struct Confusion: Sendable, Equatable {
        public let wanted: String
        public let answered: String
        public let count: Int
    }

    public let rows: [Row]
    public let misses: [Miss]
    /// Median and longest time for one decision, in microseconds.
    public let medianMicroseconds: Int
    public let longestMicroseconds: Int

    /// Words of the questions that the knowledge lacks, and how many questions have each;
    /// the commonest first. Of questions that it answers, or asks back about.
    public let lackingWords: [(word: String, count: Int)]
    /// Entries that are too alike to be told apart.
    public let alike: [Understanding.Likeness]

    private static let all = "all"

    /// Asks each question of the set, each call in its own conversation.
    ///
    /// - Parameter progress: called after each line with how many are done.
    public init(
        _ set: QuestionSet, conversation: Conversation, progress: (Int) -> Void = { _ in }
    ) {
        var costs: [Int] = []
        var misses: [Miss] = []
        var rows: [Row] = [Row(group: Self.all)]
        var lacking: [String: Int] = [:]
        let pack = conversation.pack
        let negatives = KnownNegatives(pack)
        let clock = ContinuousClock()
        for (index, line) in set.lines.enumerated() {
            var call = conversation
            for (place, turn) in line.turns.enumerated() {
                let hypotheses = [Hypothesis(text: turn.text, posterior: 1)]
                let start = clock.now
                let decision = call.understanding.decide(hypotheses, context: call.context)
                costs.append(Int((clock.now - start) / .microseconds(1)))
                let expected = Self.expectation(of: turn, pack)
                for group in Self.groups(
                    line, turn, isFollowUp: place > 0, expected, pack, negatives)
                { Self.record(decision, expecting: expected, in: group, of: &rows) }
                if expected != .outOfDomain {
                    for word in call.understanding.unknownWords(of: turn.text) {
                        lacking[word, default: 0] += 1
                    }
                }
                if let miss = Self.miss(turn, decision, expected) { misses.append(miss) }
                if line.turns.count == 1, let other = Self.otherEntry(than: expected, index, pack) {
                    let decision = call.understanding.decide(
                        hypotheses, context: call.understanding.context(after: other.id))
                    Self.record(
                        decision, expecting: expected, in: Self.afterOthers(expected), of: &rows)
                    if let miss = Self.miss(turn, decision, expected, after: other.id) {
                        misses.append(miss)
                    }
                }
                if place + 1 < line.turns.count { _ = call.heard(hypotheses) }
            }
            progress(index + 1)
        }
        (self.rows, self.misses) = (rows, misses)
        lackingWords = lacking.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { ($0.key, $0.value) }
        alike = conversation.understanding.tooAlike()
        costs.sort()
        medianMicroseconds = costs.isEmpty ? 0 : costs[costs.count / 2]
        longestMicroseconds = costs.last ?? 0
    }

    private static func record(
        _ decision: Decision, expecting expected: Evaluation.Expectation, in group: String,
        of rows: inout [Row]
    ) {
        let row = rows.firstIndex { $0.group == group } ?? rows.endIndex
        if row == rows.endIndex { rows.append(Row(group: group)) }
        rows[row].evaluation.record(decision, expecting: expected)
    }

    /// An entry of another topic, as what was talked about before a question that has
    /// its own subject, or none of ours. Nil for a vague one, which the entry would make
    /// clear. Another entry for each question, and the same ones in each run.
    private static func otherEntry(
        than expected: Evaluation.Expectation, _ index: Int, _ pack: LanguagePack
    ) -> Entry? {
        let topics: [String]
        switch expected {
        case .entry(let ids): topics = ids.compactMap { pack.entry($0)?.topic }
        case .outOfDomain: topics = []
        case .between, .control: return nil
        }
        let others = pack.entries.filter { !topics.contains($0.topic) }
        return others.isEmpty ? nil : others[index * 37 % others.count]
    }

    private static func afterOthers(_ expected: Evaluation.Expectation) -> String {
        expected == .outOfDomain ? "out of domain, after an answer" : "after another subject"
    }

    /// The commonest first.
    public var confusions: [Confusion] {
        var counts: [[String]: Int] = [:]
        for miss in misses {
            guard case .answer(let answered) = miss.outcome, let wanted = miss.expected.first else {
                continue
            }
            counts[[wanted, answered], default: 0] += 1
        }
        return counts.map { Confusion(wanted: $0.key[0], answered: $0.key[1], count: $0.value) }
            .sorted {
                ($1.count, $0.wanted, $0.answered) < ($0.count, $1.wanted, $1.answered)
            }
    }

    /// A fact stands for every entry that was written from it.
    private static func expectation(
        of turn: QuestionSet.Turn, _ pack: LanguagePack
    ) -> Evaluation.Expectation {
        func entries(_ names: [String]) -> [String] {
            pack.entries.filter { entry in
                names.contains(entry.id) || entry.facts.contains(where: names.contains)
            }.map(\.id)
        }
        return switch turn.expectation {
        case .accept(let names): .entry(entries(names))
        case .between(let names): .between(entries(names))
        case .outOfDomain: .outOfDomain
        }
    }

    private static func groups(
        _ line: QuestionSet.Line, _ turn: QuestionSet.Turn, isFollowUp: Bool,
        _ expected: Evaluation.Expectation, _ pack: LanguagePack, _ negatives: KnownNegatives
    ) -> [String] {
        if case .outOfDomain(let isNear) = turn.expectation {
            if negatives.contains(turn.text) { return ["nearly as a negative of the pack"] }
            return [isNear ? "out of domain, near" : "out of domain, far"]
        }
        if isFollowUp { return ["follow-ups"] }
        guard case .entry(let ids) = expected else { return ["ambiguous"] }
        guard line.turns.count == 1 else { return ["first turns of calls"] }
        var groups = [all]
        if let level = line.level { groups.append("level \(level)") }
        if let split = line.split { groups.append("split \(split)") }
        if let topic = ids.first.flatMap(pack.entry)?.topic { groups.append("topic \(topic)") }
        return groups
    }

    /// Nil when it was answered as it should be.
    private static func miss(
        _ turn: QuestionSet.Turn, _ decision: Decision, _ expected: Evaluation.Expectation,
        after: String? = nil
    ) -> Miss? {
        var wanted: [String] = []
        let isGood: Bool
        switch (expected, decision.outcome) {
        case (.entry(let ids), .answer(let id)):
            (wanted, isGood) = (ids, ids.contains(id))
        case (.entry(let ids), .clarify(let offered)):
            (wanted, isGood) = (ids, offered.contains(where: ids.contains))
        case (.entry(let ids), _):
            (wanted, isGood) = (ids, false)
        case (.between(let ids), .clarify(let offered)):
            (wanted, isGood) = (ids, offered.filter(ids.contains).count >= 2)
        case (.between(let ids), _):
            (wanted, isGood) = (ids, false)
        case (.outOfDomain, .answer), (.outOfDomain, .clarify):
            isGood = false
        default:
            isGood = true
        }
        guard !isGood else { return nil }
        return Miss(
            text: turn.text, after: after, expected: wanted, outcome: decision.outcome,
            candidates: decision.candidates.prefix(3).map {
                "\($0.entry) \(Int(($0.score * 100).rounded())) %"
            })
    }
}

extension UnderstandingReport {
    /// For programs.
    public var json: JSONValue {
        let rows = rows.map { row -> JSONValue in
            let counts = row.evaluation.counts
            return [
                "group": .string(row.group), "questions": .integer(counts.inDomain),
                "top_1": .integer(counts.topOne), "top_3": .integer(counts.topThree),
                "answered_right": .integer(counts.answeredRight),
                "answered_wrong": .integer(counts.answeredWrong),
                "asked_rightly": .integer(counts.clarifiedRight),
                "asked_wrongly": .integer(counts.clarifiedWrong),
                "refused": .integer(counts.refused),
                "taken_for_control": .integer(counts.takenForControl),
                "ambiguous": .integer(counts.ambiguous), "asked_back": .integer(counts.askedBack),
                "out_of_domain": .integer(counts.outOfDomain),
                "false_answers": .integer(counts.falseAnswers),
                "false_questions": .integer(counts.falseClarifications),
            ]
        }
        let bins = (self.rows.first?.evaluation.reliability ?? []).map { bin -> JSONValue in
            [
                "from": .number(bin.from), "count": .integer(bin.count),
                "promised": .number(bin.meanScore), "right": .number(bin.accuracy),
            ]
        }
        return [
            "groups": .array(rows), "reliability": .array(bins),
            "confusions": .array(
                confusions.map {
                    [
                        "wanted": .string($0.wanted), "answered": .string($0.answered),
                        "count": .integer($0.count),
                    ]
                }),
            "lacking_words": .array(
                lackingWords.map { ["word": .string($0.word), "count": .integer($0.count)] }),
            "too_alike": .array(
                alike.map {
                    [
                        "entry": .string($0.one), "other": .string($0.other),
                        "share": .number($0.share),
                    ]
                }),
            "median_us": .integer(medianMicroseconds), "longest_us": .integer(longestMicroseconds),
        ]
    }
}
