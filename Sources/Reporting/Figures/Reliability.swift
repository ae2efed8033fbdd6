/// How sure the line was of its answers, against what callers said of them: ten
/// bins of confidence.
struct Reliability: Sendable, Equatable {
    struct Bin: Sendable, Equatable {
        var count = 0
        var confidence = 0.0
        var right = 0

        var meanConfidence: Double { count == 0 ? 0 : confidence / Double(count) }
        var shareRight: Double { count == 0 ? 0 : Double(right) / Double(count) }
    }

    /// A rating from here on says that the answers were right.
    static let goodRating = 4

    private(set) var bins = Array(repeating: Bin(), count: 10)
    private(set) var ratedCalls = 0
    private(set) var ratings = 0

    var count: Int { bins.reduce(0) { $0 + $1.count } }

    var meanRating: Double { ratedCalls == 0 ? 0 : Double(ratings) / Double(ratedCalls) }

    /// - Parameters:
    ///   - rating: 1 to 5, of the whole call.
    ///   - scores: Of its answers, 0–1.
    mutating func add(rating: Int, scores: [Double]) {
        ratedCalls += 1
        ratings += rating
        for score in scores where score.isFinite {
            let place = min(9, max(0, Int(score * 10)))
            bins[place].count += 1
            bins[place].confidence += min(1, max(0, score))
            if rating >= Self.goodRating { bins[place].right += 1 }
        }
    }
}
