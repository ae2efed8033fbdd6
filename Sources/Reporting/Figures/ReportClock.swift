internal import Knowledge
internal import Transcript

/// What the clock on the office's wall showed at a moment of the log, which counts
/// in UTC.
public struct ReportClock: Sendable {
    /// The time zone's name, as the page gives it.
    public let zone: String
    private let offset: @Sendable (_ secondsSince1970: Int) -> Int

    /// - Parameter offset: Seconds east of Greenwich at a moment, which is given in
    ///   seconds since 1970.
    public init(zone: String, offset: @escaping @Sendable (_ secondsSince1970: Int) -> Int) {
        (self.zone, self.offset) = (zone, offset)
    }

    public static let utc = ReportClock(zone: "UTC") { _ in 0 }

    /// Of a moment on the wall.
    struct Reading: Equatable {
        let day: Day
        let hour: Int
        let minute: Int

        /// 0 is Monday.
        var weekday: Int { ReportClock.weekday(of: day) }

        var clock: String {
            (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
        }
    }

    func read(_ time: TranscriptTime) -> Reading {
        let seconds = Self.floored(time.milliseconds, by: 1_000)
        let local = seconds + offset(seconds)
        let ofDay = local - Self.floored(local, by: 86_400) * 86_400
        let day = Day(secondsSince1970: local) ?? time.day
        return Reading(day: day, hour: ofDay / 3_600, minute: ofDay / 60 % 60)
    }

    static func weekday(of day: Day) -> Int {
        // 1970-01-01 was a Thursday.
        let days = day.daysSince1970 + 3
        return days - floored(days, by: 7) * 7
    }

    private static func floored(_ value: Int, by divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }
}
