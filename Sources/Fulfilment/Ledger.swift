internal import Knowledge

/// What has been done, as far as it decides what may be done next: a value.
struct Ledger: Sendable {
    private struct Counter: Hashable {
        let service: String
        let branch: String
        let day: Day

        init(_ wish: TicketWish) {
            (service, branch, day) = (wish.service, wish.branch, wish.day)
        }
    }

    private struct Visit: Hashable {
        let caller: String
        let day: Day
    }

    struct Entry: Sendable, Equatable {
        let request: FulfilmentRequest
        let response: FulfilmentResponse
    }

    private var entries: [String: Entry] = [:]
    private var lastNumbers: [Counter: Int] = [:]
    private var services: [Visit: [String]] = [:]

    /// The first entry with a key counts.
    mutating func note(_ entry: Entry) {
        guard entries[entry.request.key] == nil else { return }
        entries[entry.request.key] = entry
        guard case .queueTicket(let wish) = entry.request.errand,
            case .ticket(let number) = entry.response
        else { return }
        lastNumbers[Counter(wish)] = max(lastNumbers[Counter(wish)] ?? 0, Int(number) ?? 0)
        services[Visit(caller: entry.request.caller, day: wish.day), default: []].append(
            wish.service)
    }

    func entry(_ key: String) -> Entry? { entries[key] }

    /// What is answered to a request that is new, with all that was noted in `ledgers`.
    static func response(
        to request: FulfilmentRequest, after ledgers: [Ledger],
        applications: (String) -> FulfilmentResponse?
    ) -> FulfilmentResponse {
        switch request.errand {
        case .queueTicket(let wish):
            let wait = wish.day.daysSince1970 - request.today.daysSince1970
            guard (0...TicketWish.daysAhead).contains(wait) else { return .refused(.dayNotOpen) }
            let visit = Visit(caller: request.caller, day: wish.day)
            let taken = ledgers.flatMap { $0.services[visit] ?? [] }
            if taken.contains(wish.service) { return .refused(.sameService) }
            guard taken.count < TicketWish.mostADay else { return .refused(.tooMany) }
            let last = ledgers.compactMap { $0.lastNumbers[Counter(wish)] }.max() ?? 0
            return .ticket(number: String(last + 1))
        case .applicationStatus(let code): return applications(code) ?? .refused(.unknownCode)
        case .feedback, .callBack, .report, .transfer: return .accepted
        }
    }
}
