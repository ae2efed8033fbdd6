public import Knowledge

extension Errand {
    public static let longestComment = 500

    /// The values by their names, in a fixed order.
    public var slots: JSONObject {
        switch self {
        case .queueTicket(let wish):
            [
                "service": .string(wish.service), "branch": .string(wish.branch),
                "day": .string(wish.day.description), "time": .string(wish.part.rawValue),
            ]
        case .applicationStatus(let code): ["code": .string(code)]
        case .feedback(let rating, let comment):
            ["rating": .integer(rating), "comment": .string(comment)]
        case .callBack(let number, let part, let about):
            [
                "number": .string(number), "time": .string(part.rawValue),
                "about": about.map { .string($0) } ?? .null,
            ]
        case .report(let kind): ["kind": .string(kind)]
        case .transfer(let to, let reason): ["to": .string(to), "reason": .string(reason)]
        }
    }

    /// Nil when a value is missing or is none that can be meant.
    public init?(name: String, slots: JSONValue) {
        func text(_ key: String) -> String? { slots[key]?.text }
        switch name {
        case "queue_ticket":
            guard let service = text("service"), let branch = text("branch"),
                let day = text("day").flatMap({ Day($0) }),
                let part = text("time").flatMap({ DayPart(rawValue: $0) })
            else { return nil }
            self = .queueTicket(
                TicketWish(service: service, branch: branch, day: day, part: part))
        case "application_status":
            guard let code = text("code") else { return nil }
            self = .applicationStatus(code: code)
        case "feedback":
            guard let rating = slots["rating"]?.integer, (1...5).contains(rating),
                let comment = text("comment")
            else { return nil }
            self = .feedback(rating: rating, comment: comment)
        case "call_back":
            guard let number = text("number"),
                let part = text("time").flatMap({ DayPart(rawValue: $0) })
            else { return nil }
            self = .callBack(number: number, part: part, about: text("about"))
        case "report":
            guard let kind = text("kind") else { return nil }
            self = .report(kind: kind)
        case "transfer":
            guard let to = text("to"), let reason = text("reason") else { return nil }
            self = .transfer(to: to, reason: reason)
        default: return nil
        }
    }
}
