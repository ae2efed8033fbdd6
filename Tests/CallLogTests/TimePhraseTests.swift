import CallLog
import Testing
import Transcript

@Suite struct TimePhraseTests {
    /// A Saturday.
    private let now = LogSample.time("2026-11-28T03:30:00.000Z")

    private func phrase(_ text: String, hours: Int = 0) -> String? {
        TimePhrase(text, now: now, offset: { _ in hours * 3_600 }).map { phrase in
            let (start, end) = (phrase.start.description, phrase.end.description)
            return start.prefix(16) + (start == end ? "" : "/" + end.prefix(16))
        }
    }

    @Test(arguments: [
        ("2026-11-23", "2026-11-23T00:00/2026-11-24T00:00"),
        ("2026-02", "2026-02-01T00:00/2026-03-01T00:00"),
        ("2026-12", "2026-12-01T00:00/2027-01-01T00:00"),
        ("2026-11-23T14:30", "2026-11-23T14:30"), ("2026-11-23 14:30:15", "2026-11-23T14:30"),
        ("2026-11-23T14:30Z", "2026-11-23T14:30"), ("2026-11-23T14:30+07:00", "2026-11-23T07:30"),
        ("14:30", "2026-11-28T14:30"), ("now", "2026-11-28T03:30"),
        ("today", "2026-11-28T00:00/2026-11-29T00:00"),
        ("Yesterday", "2026-11-27T00:00/2026-11-28T00:00"),
        ("last Tuesday", "2026-11-24T00:00/2026-11-25T00:00"),
        ("tue", "2026-11-24T00:00/2026-11-25T00:00"),
        ("last saturday", "2026-11-21T00:00/2026-11-22T00:00"),
        ("friday", "2026-11-27T00:00/2026-11-28T00:00"),
        ("sunday", "2026-11-22T00:00/2026-11-23T00:00"),
        ("this week", "2026-11-23T00:00/2026-11-30T00:00"),
        ("last week", "2026-11-16T00:00/2026-11-23T00:00"),
        ("last month", "2026-10-01T00:00/2026-11-01T00:00"),
        ("this month", "2026-11-01T00:00/2026-12-01T00:00"),
        ("-7d", "2026-11-21T00:00/2026-11-22T00:00"), ("7d", "2026-11-21T00:00/2026-11-22T00:00"),
        ("3 days ago", "2026-11-25T00:00/2026-11-26T00:00"), ("-12h", "2026-11-27T15:30"),
        ("90 minutes ago", "2026-11-28T02:00"), ("-2w", "2026-11-14T00:00/2026-11-15T00:00"),
    ])
    func whatOperatorsWrite(_ text: String, _ expected: String) {
        #expect(phrase(text) == expected)
    }

    @Test(arguments: [
        "", "soon", "2026-02-30", "2026-13", "25:00", "14:60", "last", "last year ago", "-d", "7",
        "2026-11-23T", "2026-11-23T14:30Zjunk", "-99999999999999999999d", "tomorrow",
    ])
    func whatIsNoTime(_ text: String) { #expect(phrase(text) == nil) }

    @Test func daysAreThoseOfTheWall() {
        // In Hanoi it is half past ten on the 28th; before that, at 17:00 UTC, the day began.
        #expect(phrase("today", hours: 7) == "2026-11-27T17:00/2026-11-28T17:00")
        #expect(phrase("14:30", hours: 7) == "2026-11-28T07:30")
        // West of Greenwich it is still Friday.
        #expect(phrase("today", hours: -5) == "2026-11-27T05:00/2026-11-28T05:00")
        #expect(phrase("2026-11-23 14:30", hours: -5) == "2026-11-23T19:30")
    }
}
