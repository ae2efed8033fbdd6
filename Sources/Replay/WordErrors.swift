/// How a recognized text differs from what was said, in words.
///
/// The word error rate is the edit distance over words divided by their number
/// (NIST's `sclite` counts the same).
public struct WordErrors: Sendable, Equatable {
    public private(set) var errorCount = 0
    public private(set) var wordCount = 0

    public init() {}

    public init(reference: [String], hypothesis: [String]) {
        wordCount = reference.count
        errorCount = Self.distance(reference, hypothesis)
    }

    /// 0 for a perfect text; nil when nothing was said.
    public var rate: Double? {
        wordCount == 0 ? nil : Double(errorCount) / Double(wordCount)
    }

    public static func += (left: inout WordErrors, right: WordErrors) {
        left.errorCount += right.errorCount
        left.wordCount += right.wordCount
    }

    private static func distance(_ reference: [String], _ hypothesis: [String]) -> Int {
        var row = Array(0...hypothesis.count)
        for (line, word) in reference.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in hypothesis.indices {
                let substitution = diagonal + (hypothesis[column] == word ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substitution, diagonal + 1, row[column] + 1)
            }
        }
        return row[hypothesis.count]
    }
}
