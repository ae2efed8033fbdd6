extension NGramCounts {
    /// Counts what callers say around a question: "hello" before it, "please"
    /// after it.
    ///
    /// How questions begin and end was noted when they were counted; a carrier
    /// is joined to all beginnings at once, so that carriers times questions is
    /// never built. Carriers share the mass equally.
    mutating func join(before: [[Segment]], after: [[Segment]]) {
        let openings = sortedOpenings
        for carrier in before {
            let mass = openings.reduce(0) { $0 + $1.weight } / Double(before.count)
            let ends = walkFromStart(carrier, weight: mass)
            for opening in openings {
                let share =
                    opening.weight / Double(before.count) / max(mass, .leastNonzeroMagnitude)
                for end in ends {
                    countJoint(
                        end.older, end.last, opening.first, opening.second,
                        weight: end.weight * share)
                }
            }
        }
        let endings = sortedEndings
        for carrier in after {
            let states = endings.map {
                State(
                    older: $0.first, last: $0.second, weight: $0.weight / Double(after.count))
            }
            finish(carrier, from: states)
        }
    }
}
