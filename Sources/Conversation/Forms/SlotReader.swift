import Fulfilment
import Knowledge
import Understanding

/// Finds values of slots in what was heard.
struct SlotReader: Sendable {
    /// Digits of a telephone number, without the country's code.
    private static let telephoneLengths = 9...11
    private static let codeLengths = 6...24

    private let services: PhraseSpotter
    private let branches: PhraseSpotter
    private let days: PhraseSpotter
    private let times: PhraseSpotter
    private let ratings: PhraseSpotter
    private let codes: SpokenCode
    private let today: Day

    init(_ actions: Actions, pack: LanguagePack, understanding: Understanding, today: Day) {
        let normalizer = understanding.normalizer
        services = PhraseSpotter(actions.services, pack: pack, normalizer: normalizer)
        let names = pack.lists[actions.branches] ?? []
        branches = PhraseSpotter(names.map { ($0, [$0]) }, normalizer: normalizer)
        days = PhraseSpotter(actions.days, pack: pack, normalizer: normalizer)
        times = PhraseSpotter(actions.times, pack: pack, normalizer: normalizer)
        ratings = PhraseSpotter(actions.ratings, pack: pack, normalizer: normalizer)
        codes = SpokenCode(language: pack.tag)
        self.today = today
    }

    /// - Parameters:
    ///   - asked: What the line has asked for: there it also takes what only sounds like
    ///     a value.
    ///   - isChanging: Any of the slots may be meant, and none is asked for.
    func values(
        in nBest: [Hypothesis], for kind: Actions.Kind, asked: Slot?, isChanging: Bool = false
    ) -> SlotValues {
        var values = SlotValues()
        let slots = Slot.needed(for: kind)
        let open = nBest.filter { !$0.isByGrammar }
        // What only sounds like a value counts where no grammar has listened for one.
        let hasGrammar = open.count < nBest.count
        for slot in slots {
            let isAskedFor = slot == asked
            read(
                slot, open, isAskedFor: isAskedFor, bySound: isAskedFor && !hasGrammar,
                into: &values)
        }
        if let asked, asked != .comment {
            // Who was asked for a ward has likelier named one than said what sounds so.
            var closed = SlotValues()
            let heard = nBest.filter(\.isByGrammar)
            for slot in slots {
                read(slot, heard, isAskedFor: slot == asked, bySound: false, into: &closed)
            }
            if closed.has(asked) { values.take(closed) }
        }
        guard values.isEmpty, isChanging else { return values }
        for slot in slots where values.isEmpty {
            read(slot, nBest, isAskedFor: true, bySound: true, into: &values)
        }
        return values
    }

    private func read(
        _ slot: Slot, _ nBest: [Hypothesis], isAskedFor: Bool, bySound: Bool,
        into values: inout SlotValues
    ) {
        func spot(_ spotter: PhraseSpotter) -> String? {
            spotter.spot(nBest, isAskedFor: bySound)?.id
        }
        switch slot {
        case .service: values.service = spot(services)
        case .branch: values.branch = spot(branches)
        case .day: values.day = spot(days).flatMap(day)
        case .time: values.time = spot(times).flatMap { DayPart(rawValue: $0) }
        case .rating where isAskedFor: values.rating = spot(ratings).flatMap { Int($0) }
        case .code: values.code = code(nBest, isAskedFor: isAskedFor)
        case .number: values.number = number(nBest)
        case .comment where isAskedFor: values.comment = nBest.first?.text
        case .rating, .comment: break
        }
    }

    /// `+1`, or the next day of that name.
    func day(_ id: String) -> Day? {
        let now = today.daysSince1970
        if id.hasPrefix("+") { return Int(id.dropFirst()).flatMap { Self.day(now + $0) } }
        guard let wanted = Actions.weekdays.firstIndex(of: id) else { return nil }
        // 1970-01-01 was a Thursday.
        let weekday = ((now + 3) % 7 + 7) % 7
        return Self.day(now + (wanted - weekday + 7) % 7)
    }

    private static func day(_ days: Int) -> Day? { Day(secondsSince1970: days * 86_400) }

    /// One that begins with a zero is a Vietnamese number as it is dialled.
    private func number(_ nBest: [Hypothesis]) -> String? {
        nBest.lazy.compactMap { codes.digits(in: $0.text) }
            .first { Self.telephoneLengths.contains($0.count) }
    }

    /// Without being asked for, only what is surely one: with letters and enough digits.
    private func code(_ nBest: [Hypothesis], isAskedFor: Bool) -> String? {
        nBest.lazy.compactMap { codes.code(in: $0.text) }.first { code in
            let isLong = Self.codeLengths.contains(code.count)
            return isAskedFor ? isLong : isLong && code.first?.isLetter == true
        }
    }

    func isNumber(_ keys: String) -> Bool { Self.telephoneLengths.contains(keys.count) }
    func isCode(_ keys: String) -> Bool { Self.codeLengths.contains(keys.count) }
}
