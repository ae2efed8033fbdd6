/// How long, how often and how many at once the city's own system is asked.
public struct ServiceLimits: Sendable, Equatable {
    /// For one wish, with all that is tried for it. A caller waits for it.
    public var timeOut: Duration
    /// How often a web address is asked for one wish when it does not answer.
    public var attempts: Int
    /// Between two of them.
    public var pause: Duration
    /// How many wishes are with the system at one time; others wait.
    public var mostAtOnce: Int

    public init(
        timeOut: Duration = .seconds(6), attempts: Int = 3, pause: Duration = .milliseconds(250),
        mostAtOnce: Int = 8
    ) {
        (self.timeOut, self.attempts) = (timeOut, attempts)
        (self.pause, self.mostAtOnce) = (pause, mostAtOnce)
    }
}
