/// A quantity that an answer may state: "how much" and "how long" ask for one.
enum Measure: Sendable, Equatable {
    case amount
    case span

    /// Entries with one of these aspects state it.
    var aspects: Set<String> {
        switch self {
        case .amount: ["fee", "fine"]
        case .span: ["time", "validity", "deadline"]
        }
    }
}
