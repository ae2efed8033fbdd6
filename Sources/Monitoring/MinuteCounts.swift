internal import Transcript

/// How many calls began in each of the last sixty minutes.
struct MinuteCounts: Sendable, Equatable {
    static let minutes = 60

    /// By minutes since 1970.
    private var counts: [Int: Int] = [:]

    mutating func add(_ time: TranscriptTime) {
        counts[time.milliseconds / 60_000, default: 0] += 1
        guard counts.count > 2 * Self.minutes, let newest = counts.keys.max() else { return }
        counts = counts.filter { $0.key > newest - Self.minutes }
    }

    /// The oldest first, in so many columns.
    func columns(_ count: Int, at now: TranscriptTime) -> [Int] {
        let minute = now.milliseconds / 60_000
        let width = max(1, Self.minutes / max(1, count))
        return (0..<count).map { column in
            let last = minute - (count - 1 - column) * width
            return ((last - width + 1)...last).reduce(0) { $0 + (counts[$1] ?? 0) }
        }
    }

    /// Counts as blocks of eight heights; nothing is a dot.
    static func sparkline(_ counts: [Int]) -> String {
        let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        let highest = max(1, counts.max() ?? 1)
        return String(
            counts.map { count in
                count == 0 ? "·" : blocks[(count * blocks.count + highest - 1) / highest - 1]
            })
    }
}
