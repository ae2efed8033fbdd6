public import Knowledge

/// What a caller wants done, with all that must be known for it.
public enum Errand: Sendable, Equatable {
    case queueTicket(TicketWish)
    /// By the code of the file: capital letters and digits only.
    case applicationStatus(code: String)
    /// From 1, the worst, to 5.
    case feedback(rating: Int, comment: String)
    /// `number` is digits only; `about` is the entry that was answered last.
    case callBack(number: String, part: DayPart, about: String?)
    /// A crime or an emergency: what has been done about it, by the caller's own need.
    case report(kind: String)
    case transfer(to: String, reason: String)

    /// As the transcript and the JSON form have it.
    public var name: String {
        switch self {
        case .queueTicket: "queue_ticket"
        case .applicationStatus: "application_status"
        case .feedback: "feedback"
        case .callBack: "call_back"
        case .report: "report"
        case .transfer: "transfer"
        }
    }
}

/// A turn at a counter.
public struct TicketWish: Sendable, Hashable {
    /// How many days ahead, after today, a turn can be had.
    public static let daysAhead = 6
    /// How many turns one caller may have on one day, each in another service.
    public static let mostADay = 2

    /// The id of a field of work.
    public let service: String
    /// A ward's or branch's name.
    public let branch: String
    public let day: Day
    public let part: DayPart

    public init(service: String, branch: String, day: Day, part: DayPart) {
        self.service = service
        self.branch = branch
        self.day = day
        self.part = part
    }
}
