import Pipeline

/// What is read from files once, for all decoders of a model. What is not taken is remembered,
/// too. Who comes while something is read waits: read twice, it would be there twice.
struct ReadOnce<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let most: Int
    /// The latest last.
    private let known = Locked<[(key: Key, value: Value?)]>([])

    /// - Parameter most: What was read before that is forgotten; who has it keeps it.
    init(most: Int) { self.most = most }

    func value(for key: Key, read: () -> Value?) -> Value? {
        known.withLock { known in
            if let place = known.firstIndex(where: { $0.key == key }) { return known[place].value }
            let value = read()
            known.append((key, value))
            if known.count > most { known.removeFirst() }
            return value
        }
    }
}
