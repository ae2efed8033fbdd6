/// Guesses what a misspelled name was meant to be.
package enum Spelling {
    /// The closest of the names, when it is close enough to be a slip: a third
    /// of its letters at most differ. The first of equally close ones.
    package static func nearest(to word: String, among names: [String]) -> String? {
        var best: (name: String, distance: Int)?
        for name in names {
            let distance = distance(Array(word.lowercased()), Array(name.lowercased()))
            if distance * 3 <= max(word.count, name.count), distance < best?.distance ?? Int.max {
                best = (name, distance)
            }
        }
        return best?.name
    }

    /// Insertions, deletions, substitutions and swaps of neighbours
    /// (optimal string alignment).
    static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var before: [Int] = []
        var above = Array(0...second.count)
        for row in 0..<first.count {
            var current = [row + 1]
            for column in 0..<second.count {
                var cost = above[column] + (first[row] == second[column] ? 0 : 1)
                cost = min(cost, above[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, first[row] == second[column - 1],
                    first[row - 1] == second[column]
                {
                    cost = min(cost, before[column - 1] + 1)
                }
                current.append(cost)
            }
            (before, above) = (above, current)
        }
        return above[second.count]
    }
}
