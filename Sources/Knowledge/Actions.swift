/// What the line can do for a caller, beside answering: how it is asked for, and how
/// what must be known for it is said.
public struct Actions: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case queueTicket = "queue_ticket"
        case applicationStatus = "application_status"
        case feedback
        case callBack = "call_back"
        /// A crime or an emergency: noted when the entry with the right numbers is
        /// answered. Nothing is asked then.
        case report
    }

    /// One of several values, and how callers say it.
    public struct Choice: Sendable, Hashable {
        public let id: String
        /// As the line says it.
        public let name: String
        public let said: [Template]

        public init(id: String, name: String, said: [Template]) {
            self.id = id
            self.name = name
            self.said = said
        }
    }

    public struct Offer: Sendable, Hashable {
        public let kind: Kind
        /// Ways to ask for it outright.
        public let requests: [Template]
        /// Ids of the entries after whose answers it is offered.
        public let after: [String]

        public init(kind: Kind, requests: [Template], after: [String]) {
            self.kind = kind
            self.requests = requests
            self.after = after
        }
    }

    public var offers: [Offer]
    /// Fields of work with a queue of their own.
    public var services: [Choice]
    /// The name of the list of wards or branches.
    public var branches: String
    /// `+0` is today, `+1` tomorrow; `monday` … `sunday` the next day so called.
    public var days: [Choice]
    /// `morning` and `afternoon`.
    public var times: [Choice]
    /// `1` to `5`.
    public var ratings: [Choice]
    /// Words that callers put before a value, and after it: "at", "please".
    public var before: [String] = []
    public var after: [String] = []

    public init(
        offers: [Offer] = [], services: [Choice] = [], branches: String = "", days: [Choice] = [],
        times: [Choice] = [], ratings: [Choice] = []
    ) {
        self.offers = offers
        self.services = services
        self.branches = branches
        self.days = days
        self.times = times
        self.ratings = ratings
    }

    public static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    static let dayIDs = (0...6).map { "+\($0)" } + weekdays
    static let timeIDs = ["morning", "afternoon"]
    static let ratingIDs = (1...5).map(String.init)

    public func offer(_ kind: Kind) -> Offer? { offers.first { $0.kind == kind } }

    /// What is offered after the answer of an entry.
    public func offered(after entry: String) -> Kind? {
        offers.first { $0.after.contains(entry) }?.kind
    }

    /// All templates in it, for whoever compiles them.
    public var templates: [Template] {
        offers.flatMap(\.requests) + (services + days + times + ratings).flatMap(\.said)
    }
}
