import Foundation

/// The same numbers in every run.
struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// From 0 up to, but not including, `bound`.
    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func shuffled(_ indices: Range<Int>) -> [Int] {
        var order = Array(indices)
        for last in order.indices.reversed() where last > 0 { order.swapAt(last, next(last + 1)) }
        return order
    }
}

/// What several threads found: whether everything that each saw was right.
final class Outcomes: @unchecked Sendable {
    /// Serializes the access to `outcomes`.
    private let lock = NSLock()
    private var outcomes: [Bool]

    init(count: Int) { outcomes = [Bool](repeating: true, count: count) }

    func count(_ isRight: Bool, for line: Int) {
        lock.withLock { outcomes[line] = outcomes[line] && isRight }
    }

    var all: [Bool] { lock.withLock { outcomes } }
}
