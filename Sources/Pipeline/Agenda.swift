/// What is to be done, the earliest due first; of what is due at the same moment, what
/// came first.
///
/// A binary heap: each step costs the logarithm of the length.
struct Agenda<Task> {
    private struct Entry {
        let task: Task
        let due: ContinuousClock.Instant
        let since: ContinuousClock.Instant
        let number: Int

        /// How late it is: not before it was there to be done.
        func delay(at now: ContinuousClock.Instant) -> Duration { now - max(due, since) }

        func isBefore(_ other: Entry) -> Bool { (due, number) < (other.due, other.number) }
    }

    private var heap: [Entry] = []
    private var count = 0

    /// How late the latest of all is; negative before anything is due.
    func longestDelay(at now: ContinuousClock.Instant) -> Duration? {
        heap.map { $0.delay(at: now) }.max()
    }

    /// - Parameter since: When it could have been done first.
    mutating func insert(
        _ task: Task, due: ContinuousClock.Instant, since: ContinuousClock.Instant
    ) {
        heap.append(Entry(task: task, due: due, since: since, number: count))
        count += 1
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBefore(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// - Returns: The first, and how late it is.
    mutating func popFirst(at now: ContinuousClock.Instant) -> (task: Task, delay: Duration)? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        sink()
        return (first.task, first.delay(at: now))
    }

    /// Lets what stands first go down to where it belongs.
    private mutating func sink() {
        var parent = 0
        while true {
            let children = (2 * parent + 1..<2 * parent + 3).clamped(to: 0..<heap.count)
            let next = children.min { heap[$0].isBefore(heap[$1]) }
            guard let next, heap[next].isBefore(heap[parent]) else { return }
            heap.swapAt(parent, next)
            parent = next
        }
    }
}
