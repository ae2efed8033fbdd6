import Foundation
import Knowledge
import Testing

@Suite struct DayTests {
    @Test(arguments: ["2026-07-01", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func daysThatExistAreRead(text: String) {
        #expect(Day(text)?.description == text)
    }

    @Test(arguments: [
        "", "2026-7-1", "2026-13-01", "2026-00-10", "2026-02-30", "2025-02-29", "1900-02-29",
        "2026-07-01 ", "2026/07/01", "2026-07-32", "٢٠٢٦-07-01", "-026-07-01", "0000-01-01",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func daysAreOrderedAsInTheCalendar() throws {
        let texts = ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01"]
        let days = try texts.map { try #require(Day($0)) }
        #expect(days == days.reversed().sorted())
    }

    @Test(arguments: [
        (0, 0, "1970-01-01"), (-1, 0, "1969-12-31"), (1_795_392_000, 0, "2026-11-23"),
        (1_795_392_000 - 1, 7 * 3600, "2026-11-23"), (951_782_399, 0, "2000-02-28"),
        (951_782_400, 0, "2000-02-29"), (-2_203_977_600, 0, "1900-02-28"),
    ])
    func aClockShowsTheDayOfItsPlace(seconds: Int, offset: Int, text: String) {
        #expect(Day(secondsSince1970: seconds, utcOffset: offset)?.description == text)
    }

    @Test func everyDayOfFourCenturiesComesBackFromItsNumber() throws {
        let first = try #require(Day("1800-01-01")).daysSince1970
        var previous: Day?
        for number in first..<(first + 146_097) {
            let day = try #require(Day(secondsSince1970: number * 86_400))
            guard day.daysSince1970 == number, previous.map({ $0 < day }) ?? true else {
                Issue.record("day \(number) is \(day)")
                return
            }
            previous = day
        }
        #expect(previous?.description == "2199-12-31")
    }

    @Test func aClockBeyondTheCalendarHasNoDay() {
        #expect(Day(secondsSince1970: .max) == nil)
        #expect(Day(secondsSince1970: .min, utcOffset: -1) == nil)
    }

    @Test func theYearBeforeALeapDayEndsFebruary() {
        #expect(Day("2024-02-29")?.yearEarlier.description == "2023-02-28")
        #expect(Day("2026-11-23")?.yearEarlier.description == "2025-11-23")
    }

    @Test func daysAreCodedAsText() throws {
        let days = try JSONDecoder().decode([Day].self, from: Data("[\"2026-07-01\"]".utf8))
        #expect(try JSONEncoder().encode(days) == Data("[\"2026-07-01\"]".utf8))
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Day].self, from: Data("[\"July\"]".utf8))
        }
    }
}
