import Fulfilment
import Knowledge

/// Something that must be known before an action can be done. The raw value is part of
/// the keys of its phrases: `ask_day`, `help_day`.
enum Slot: String, Sendable, Equatable, CaseIterable {
    case service, branch, day, time, code, rating, comment, number

    /// What an action needs, in the order in which it is asked for.
    static func needed(for kind: Actions.Kind) -> [Slot] {
        switch kind {
        case .queueTicket: [.service, .branch, .day, .time]
        case .applicationStatus: [.code]
        case .feedback: [.rating, .comment]
        case .callBack: [.number, .time]
        case .report: []
        }
    }

    /// What a caller discloses of himself is not in the log.
    var isSecret: Bool { self == .code || self == .number }
}

/// What is known so far.
struct SlotValues: Sendable, Equatable {
    var service: String?
    var branch: String?
    var day: Day?
    var time: DayPart?
    var code: String?
    var rating: Int?
    var comment: String?
    var number: String?

    func has(_ slot: Slot) -> Bool {
        switch slot {
        case .service: service != nil
        case .branch: branch != nil
        case .day: day != nil
        case .time: time != nil
        case .code: code != nil
        case .rating: rating != nil
        case .comment: comment != nil
        case .number: number != nil
        }
    }

    /// What the other knows, it knows better.
    mutating func take(_ other: SlotValues) {
        service = other.service ?? service
        branch = other.branch ?? branch
        day = other.day ?? day
        time = other.time ?? time
        code = other.code ?? code
        rating = other.rating ?? rating
        comment = other.comment ?? comment
        number = other.number ?? number
    }

    var isEmpty: Bool { self == SlotValues() }

    /// Nil while something is missing.
    func errand(_ kind: Actions.Kind, about entry: String?) -> Errand? {
        switch kind {
        case .queueTicket:
            guard let service, let branch, let day, let time else { return nil }
            return .queueTicket(
                TicketWish(service: service, branch: branch, day: day, part: time))
        case .applicationStatus: return code.map { .applicationStatus(code: $0) }
        case .feedback:
            guard let rating, let comment else { return nil }
            return .feedback(rating: rating, comment: comment)
        case .callBack:
            guard let number, let time else { return nil }
            return .callBack(number: number, part: time, about: entry)
        case .report: return .report(kind: "emergency")
        }
    }
}
