/// One number that a measurement gives.
public struct Figure: Sendable, Equatable {
    /// When a number is a change for the worse.
    public enum Better: Sendable, Equatable {
        case lower, higher
        /// A setting of the measurement: it must be the same for two to be compared.
        case same
        /// What the machine did besides: told, never compared.
        case neither
    }

    /// For programs: lower case, with the unit at its end.
    public let name: String
    public let value: Double
    public let unit: String
    public let better: Better
    /// What was measured, in a few words.
    public let meaning: String

    public init(
        _ name: String, _ value: Double, _ unit: String, better: Better = .lower, _ meaning: String
    ) {
        (self.name, self.value, self.unit, self.better) = (name, value, unit, better)
        self.meaning = meaning
    }
}
