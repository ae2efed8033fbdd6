internal import Knowledge
public import Transcript

/// A stretch of time as operators write it: `2026-11-23`, `yesterday`, `last tuesday`,
/// `-7d`, `14:30`, `2026-11-23T14:30+07:00`.
///
/// Days are those of a clock on the wall, which is `offset` seconds ahead of UTC.
public struct TimePhrase: Sendable, Equatable {
    public let start: TranscriptTime

    /// The first moment after it; the same as `start` for a moment.
    public let end: TranscriptTime

    /// What can be written, for help and complaints.
    public static let forms =
        """
        2026-11-23, 2026-11, "2026-11-23 14:30", 14:30, today, yesterday,
        tuesday, "last tuesday", "last week", "this month", "3 days ago", -7d, -12h, -30m
        """

    /// Nil when it is none of the forms.
    /// - Parameter offset: Seconds east of Greenwich at a moment.
    public init?(
        _ text: String, now: TranscriptTime, offset: @escaping (TranscriptTime) -> Int = { _ in 0 }
    ) {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        let clock = WallClock(now: now, offset: offset)
        guard
            let found = Self.moment(words, clock) ?? Self.named(words, clock)
                ?? Self.ago(words, clock)
        else { return nil }
        self = found
    }

    private init(_ start: TranscriptTime, _ end: TranscriptTime) {
        (self.start, self.end) = (start, end)
    }

    private init(_ days: ClosedRange<Int>, _ clock: WallClock) {
        self.init(
            clock.midnight(before: days.lowerBound), clock.midnight(before: days.upperBound + 1))
    }

    // MARK: - Dates and times

    private static func moment(_ words: [String], _ clock: WallClock) -> TimePhrase? {
        let text = words.joined(separator: "t")
        if let day = Day(text) { return TimePhrase(day.daysSince1970...day.daysSince1970, clock) }
        if text.utf8.count == 7, let first = Day(text + "-01") {
            let next = (28...31).compactMap {
                Day(secondsSince1970: (first.daysSince1970 + $0) * 86_400)
            }
            .first { $0.month != first.month }
            return next.map {
                TimePhrase(first.daysSince1970...$0.daysSince1970 - 1, clock)
            }
        }
        if let seconds = seconds(text[...]) {
            let start = clock.moment(day: clock.today, seconds: seconds)
            return TimePhrase(start, start)
        }
        guard text.utf8.count > 11, let day = Day(String(text.prefix(10))),
            text.dropFirst(10).first == "t"
        else { return nil }
        return zoned(text.dropFirst(11), day, clock)
    }

    private static func zoned(_ text: Substring, _ day: Day, _ clock: WallClock) -> TimePhrase? {
        let moment: TranscriptTime
        if let sign = text.lastIndex(where: { "z+-".contains($0) }) {
            guard let seconds = seconds(text[..<sign]) else { return nil }
            let zone = text[text.index(after: sign)...]
            var offset = 0
            if text[sign] != "z" {
                guard let ahead = Self.seconds(zone) else { return nil }
                offset = text[sign] == "-" ? -ahead : ahead
            } else if !zone.isEmpty {
                return nil
            }
            moment = TranscriptTime(
                milliseconds: (day.daysSince1970 * 86_400 + seconds - offset) * 1_000)
        } else {
            guard let seconds = seconds(text) else { return nil }
            moment = clock.moment(day: day.daysSince1970, seconds: seconds)
        }
        return TimePhrase(moment, moment)
    }

    /// `14:30` or `14:30:15`.
    private static func seconds(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return nil }
        var seconds = 0
        for (part, limit) in zip(parts, [24, 60, 60]) {
            let digits = part.split(separator: ".", maxSplits: 1).first ?? part
            guard digits.utf8.count <= 2, let number = Int(digits), (0..<limit).contains(number)
            else { return nil }
            seconds = seconds * 60 + number
        }
        return parts.count == 2 ? seconds * 60 : seconds
    }

    // MARK: - Names

    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    private static func named(_ words: [String], _ clock: WallClock) -> TimePhrase? {
        let today = clock.today
        // 1970-01-01 was a Thursday.
        let weekday = ((today + 3) % 7 + 7) % 7
        switch words {
        case ["now"]: return TimePhrase(clock.now, clock.now)
        case ["today"]: return TimePhrase(today...today, clock)
        case ["yesterday"]: return TimePhrase(today - 1...today - 1, clock)
        case ["this", "week"]: return TimePhrase(today - weekday...today - weekday + 6, clock)
        case ["last", "week"]:
            return TimePhrase(today - weekday - 7...today - weekday - 1, clock)
        case ["this", "month"]: return month(today, clock)
        case ["last", "month"]:
            guard let day = Day(secondsSince1970: today * 86_400) else { return nil }
            return month(today - day.day, clock)
        default: break
        }
        guard let name = words.last, words.count == 1 || words.dropLast() == ["last"],
            let wanted = weekdays.firstIndex(where: { $0 == name || $0.prefix(3) == name })
        else { return nil }
        // The last one before today; a week ago on the same weekday.
        let back = (weekday - wanted + 6) % 7 + 1
        return TimePhrase(today - back...today - back, clock)
    }

    private static func month(_ number: Int, _ clock: WallClock) -> TimePhrase? {
        guard let day = Day(secondsSince1970: number * 86_400) else { return nil }
        return moment([String(day.description.prefix(7))], clock)
    }

    private static let units: [(name: String, seconds: Int)] = [
        ("m", 60), ("h", 3_600), ("d", 86_400), ("w", 604_800), ("minute", 60), ("hour", 3_600),
        ("day", 86_400), ("week", 604_800), ("min", 60),
    ]

    /// `-7d`, `7d`, `3 days ago`. Of days and weeks: the whole day so long ago.
    private static func ago(_ words: [String], _ clock: WallClock) -> TimePhrase? {
        var text = words.last == "ago" ? words.dropLast().joined() : words.joined()
        if text.hasPrefix("-") { text.removeFirst() }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let name = text.dropFirst(digits.count)
        guard let count = Int(digits), count <= 100_000,
            let unit = units.first(where: { $0.name == name || $0.name + "s" == name })
        else { return nil }
        if unit.seconds >= 86_400 {
            let day = clock.today - count * unit.seconds / 86_400
            return TimePhrase(day...day, clock)
        }
        let moment = clock.now.advanced(byMilliseconds: -count * unit.seconds * 1_000)
        return TimePhrase(moment, moment)
    }
}

/// The clock on the operators' wall.
private struct WallClock {
    let now: TranscriptTime
    let offset: (TranscriptTime) -> Int

    /// Days since 1970-01-01, by the wall's clock.
    var today: Int {
        let seconds = now.milliseconds / 1_000 + offset(now)
        return (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
    }

    func midnight(before day: Int) -> TranscriptTime { moment(day: day, seconds: 0) }

    /// Where clocks are put forward or back, one of the moments that the wall shows so.
    func moment(day: Int, seconds: Int) -> TranscriptTime {
        let wall = TranscriptTime(milliseconds: (day * 86_400 + seconds) * 1_000)
        let guess = wall.advanced(byMilliseconds: -offset(wall) * 1_000)
        return wall.advanced(byMilliseconds: -offset(guess) * 1_000)
    }
}
