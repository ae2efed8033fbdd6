internal import Foundation

/// Titles as sets of words, each of which counts the more, the fewer titles have it.
struct Titles: Sendable {
    /// By title: its words by number, rising.
    private var words: [[Int]]
    private var lengths: [Double]
    /// By word: the square of its weight.
    private var squares: [Double]

    init(_ titles: [Set<String>]) {
        var counts: [String: Int] = [:]
        for word in titles.joined() { counts[word, default: 0] += 1 }
        let vocabulary = counts.keys.sorted()
        let numbers = Dictionary(uniqueKeysWithValues: vocabulary.enumerated().map { ($1, $0) })
        let total = Double(titles.count)
        let squares = vocabulary.map { pow(log(1 + total / Double(counts[$0] ?? 1)), 2) }
        words = titles.map { $0.compactMap { numbers[$0] }.sorted() }
        lengths = words.map { $0.reduce(0) { $0 + squares[$1] }.squareRoot() }
        self.squares = squares
    }

    /// Cosine, 0–1; nothing is like what has no words.
    func likeness(of one: Int, to other: Int) -> Double {
        let scale = lengths[one] * lengths[other]
        guard scale > 0 else { return 0 }
        var (first, second) = (words[one][...], words[other][...])
        var sum = 0.0
        while let left = first.first, let right = second.first {
            if left <= right { first.removeFirst() }
            if right <= left { second.removeFirst() }
            if left == right { sum += squares[left] }
        }
        return sum / scale
    }
}
