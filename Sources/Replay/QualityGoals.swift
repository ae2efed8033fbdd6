public import Foundation
public import Knowledge

/// What recorded callers must come to at least: a file for `check --goals`, so that
/// a change that makes the line worse does not pass unseen.
public struct QualityGoals: Sendable, Equatable {
    struct Goal: Sendable, Equatable {
        let group: String
        /// Shares, 0–1.
        var mostWordErrors: Double?
        var leastRight: Double?
        var mostAnswered: Double?
        var mostWrongCuts: Double?

        var isEmpty: Bool {
            mostWordErrors == nil && leastRight == nil && mostAnswered == nil
                && mostWrongCuts == nil
        }
    }

    let goals: [Goal]

    /// Reads `{"goals": [{"group": …, "wer": …, "right": …, "answered": …,
    /// "cut": …}]}`.
    public static func load(_ file: URL) throws(PackError) -> QualityGoals {
        let source = MeasurementFile(
            file, remedy: "write {\"goals\": [{\"group\": …, \"wer\": 0.12, \"right\": 0.85}]}")
        guard let nodes = try source.root().member("goals")?.elements, !nodes.isEmpty else {
            throw source.problem(1, "there are no \"goals\"")
        }
        var goals: [Goal] = []
        for node in nodes {
            guard let group = node.member("group")?.text else {
                throw source.problem(node.place.line, "the goal names no \"group\"")
            }
            let goal = Goal(
                group: group, mostWordErrors: node.member("wer")?.number,
                leastRight: node.member("right")?.number,
                mostAnswered: node.member("answered")?.number,
                mostWrongCuts: node.member("cut")?.number)
            guard !goal.isEmpty else {
                throw source.problem(node.place.line, "the goal sets no figure")
            }
            goals.append(goal)
        }
        return QualityGoals(goals: goals)
    }

    /// One sentence for each goal that is not reached, or whose callers are missing.
    public func missed(by report: QualityReport) -> [String] {
        goals.flatMap { goal -> [String] in
            if let row = report.rows.first(where: { $0.group.hasSuffix(goal.group) }) {
                return missed(goal, row)
            }
            if let row = report.foreignRows.first(where: { $0.group.hasSuffix(goal.group) }) {
                let share = row.count == 0 ? 0 : Double(row.answered) / Double(row.count)
                return Self.compare(goal.group, "answered", share, atMost: goal.mostAnswered)
            }
            return ["\(goal.group): no such callers"]
        }
    }

    private func missed(_ goal: Goal, _ row: QualityReport.Row) -> [String] {
        var missed = Self.compare(
            goal.group, "word errors", row.errors.rate ?? 1, atMost: goal.mostWordErrors)
        missed += Self.compare(
            goal.group, "wrong cuts", row.share(row.wrongCuts), atMost: goal.mostWrongCuts)
        if let least = goal.leastRight, row.share(row.right) < least {
            missed.append(
                "\(goal.group): right \(Self.percent(row.share(row.right))), not \(Self.percent(least))"
            )
        }
        return missed
    }

    private static func compare(
        _ group: String, _ figure: String, _ share: Double, atMost most: Double?
    ) -> [String] {
        guard let most, share > most else { return [] }
        return ["\(group): \(figure) \(percent(share)), not \(percent(most))"]
    }

    private static func percent(_ share: Double) -> String {
        "\((share * 1_000).rounded() / 10) %"
    }
}
