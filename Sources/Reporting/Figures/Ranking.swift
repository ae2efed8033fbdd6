/// The largest of any number of elements.
struct Ranking<Element: Sendable>: Sendable {
    private let limit: Int
    private(set) var elements: [(size: Double, element: Element)] = []

    init(limit: Int) { self.limit = limit }

    /// Of equal ones, the earlier stays before the later.
    mutating func add(_ element: @autoclosure () -> Element, size: Double) {
        if elements.count == limit, let last = elements.last, last.size >= size { return }
        let place = elements.firstIndex { $0.size < size } ?? elements.count
        elements.insert((size, element()), at: place)
        if elements.count > limit { elements.removeLast() }
    }
}
