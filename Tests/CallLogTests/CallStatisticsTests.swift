import CallLog
import Testing
import Transcript

@Suite struct CallStatisticsTests {
    private func statistics(_ division: CallStatistics.Division, hours: Int = 0) -> CallStatistics {
        var statistics = CallStatistics(by: division, offset: { _ in hours * 3_600 })
        let calls = [
            LogSample.lines("a", [.answered("x", "fee.one"), .refused("y")], latency: 100),
            LogSample.lines(
                "b", [.askedBack("z", ["fee.one", "fee.two"]), .answered("x", "card.lost")],
                start: "2026-11-24T20:00:00.000Z", line: "kiosk", latency: 900),
        ]
        for lines in calls {
            let call = LogSample.scanned("", lines.map(\.bytes))
            if let summary = call.summary { statistics.add(summary) }
        }
        return statistics
    }

    @Test func totals() {
        let total = statistics(.day).total
        #expect(total.calls == 2)
        #expect(total.questions == 4)
        #expect(total.answered == 2)
        #expect(total.askedBack == 1)
        #expect(total.refused == 1)
        #expect(total.latency(0.5) == 100)
        #expect(total.latency(0.95) == 900)
        #expect(CallStatistics.Row().latency(0.5) == nil)
    }

    @Test func divisions() {
        #expect(statistics(.day).rows.keys.sorted() == ["2026-11-24"])
        // In Hanoi it is already the 25th.
        #expect(statistics(.day, hours: 7).rows.keys.sorted() == ["2026-11-24", "2026-11-25"])
        #expect(statistics(.hour, hours: 7).rows.keys.sorted() == ["03:00", "16:00"])
        #expect(statistics(.weekday).rows.keys.sorted() == ["2 Tue"])
        #expect(statistics(.line).rows.mapValues(\.calls) == ["hw:0": 1, "kiosk": 1])
        let topics = statistics(.topic).rows
        #expect(topics.mapValues(\.calls) == ["fee": 2, "card": 1, "(none)": 1])
        #expect(topics["fee"]?.questions == 2)
        #expect(statistics(.answer).rows.keys.sorted() == ["(none)", "card.lost", "fee.one"])
    }
}
