public import Knowledge

/// What came of a request.
public enum FulfilmentResponse: Sendable, Equatable {
    /// The number of a turn: one to twelve letters, digits and hyphens.
    case ticket(number: String)
    /// How far an application has got, and since when or until when, if that is known.
    case status(ApplicationState, day: Day?)
    case accepted
    case refused(Refusal)
}

/// How far an application has got.
public enum ApplicationState: String, Sendable, Equatable, CaseIterable {
    case received
    case processing
    /// Something is missing in it.
    case incomplete
    /// The result can be fetched.
    case ready
    case finished
    case rejected
}

/// Why something is not done although everything works.
public enum Refusal: String, Sendable, Equatable, CaseIterable {
    /// The caller has as many turns on that day as one may have.
    case tooMany = "too_many"
    /// The caller has a turn in that service on that day.
    case sameService = "same_service"
    /// No turns are given out for that day.
    case dayNotOpen = "day_not_open"
    /// No turn is left.
    case full
    case unknownCode = "unknown_code"
    /// Whoever answers does not do this at all.
    case notOffered = "not_offered"
}

extension FulfilmentResponse {
    private static let longestNumber = 12

    public var json: JSONValue {
        switch self {
        case .ticket(let number): ["result": "ticket", "number": .string(number)]
        case .status(let state, let day):
            [
                "result": "status", "state": .string(state.rawValue),
                "day": day.map { .string($0.description) } ?? .null,
            ]
        case .accepted: ["result": "accepted"]
        case .refused(let reason): ["result": "refused", "reason": .string(reason.rawValue)]
        }
    }

    /// Nil when it is no response to such an errand: nothing of it is believed then.
    public init?(json: JSONValue, to errand: Errand) {
        switch (json["result"]?.text, errand) {
        case ("ticket", .queueTicket):
            guard let number = json["number"]?.text, Self.isNumber(number) else { return nil }
            self = .ticket(number: number)
        case ("status", .applicationStatus):
            guard let state = json["state"]?.text.flatMap({ ApplicationState(rawValue: $0) })
            else { return nil }
            var day: Day?
            switch json["day"] {
            case nil, .null: break
            case .string(let text)?:
                day = Day(text)
                if day == nil { return nil }
            default: return nil
            }
            self = .status(state, day: day)
        case ("accepted", .feedback), ("accepted", .callBack), ("accepted", .report),
            ("accepted", .transfer):
            self = .accepted
        case ("refused", _):
            guard let reason = json["reason"]?.text.flatMap({ Refusal(rawValue: $0) })
            else { return nil }
            self = .refused(reason)
        default: return nil
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        (1...longestNumber).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
