import CallLog
import Knowledge
import Testing
import Transcript

@testable import Reporting

@Suite struct ReportFiguresTests {
    private var figures = ReportFigures()

    private mutating func add(_ call: WrittenCall) { figures.add(call.summary) }

    @Test mutating func callsAreCountedByWhatBecameOfThem() {
        var call = WrittenCall()
        call.asks("how much is it", answer: "fee", latency: 400)
        add(call)
        call.ends()
        add(call)
        #expect(figures.callCount == 2)
        #expect(figures.all.outcomes == [.open: 1, .answered: 1])
        #expect(figures.all.answeredShare == 1)
        #expect(figures.answers["fee"]?.count == 2)
        #expect(figures.answers["fee"]?.wording == "how much is it")
    }

    @Test func hoursAndDaysAreThoseOfTheWall() {
        var hanoi = ReportFigures(clock: ReportClock(zone: "Asia/Ho_Chi_Minh") { _ in 25_200 })
        // A Sunday evening in Greenwich.
        let late = TranscriptTime("2026-11-22T18:30:00.000Z") ?? WrittenCall.start
        hanoi.add(WrittenCall(start: late).summary)
        #expect(hanoi.week[0][1] == 1)
        #expect(hanoi.days.keys.map(\.description) == ["2026-11-23"])
        var greenwich = ReportFigures()
        greenwich.add(WrittenCall(start: late).summary)
        #expect(greenwich.week[6][18] == 1)
    }

    @Test mutating func whatMeansTheSameAndFindsNoAnswerIsTogether() {
        for (number, text) in [
            "where do I pay the water bill", "where can I pay water bills", "is the pool open",
            "where do I pay the water bill",
        ].enumerated() {
            var call = WrittenCall("c\(number)")
            call.asks(text, .noMatch)
            add(call)
        }
        let groups = figures.unanswered.groups()
        #expect(groups.map(\.count) == [3, 1])
        #expect(groups.first?.wordings.first?.text == "where do I pay the water bill")
        #expect(groups.first?.wordings.first?.call == "c3", "the last time counts")
        #expect(figures.unanswered.count == 4)
    }

    @Test mutating func interruptedAnswersAndLongWaitsAreKept() {
        var call = WrittenCall()
        for number in 0..<30 {
            call.asks(
                "q\(number)", answer: "a", latency: Double(100 + number),
                isInterrupted: number % 3 == 0)
        }
        add(call)
        #expect(figures.answers["a"]?.interrupted == 10)
        #expect(figures.waits.elements.count == 10)
        #expect(figures.waits.elements.first?.size == 129)
        #expect(figures.waits.elements.last?.size == 120)
    }

    @Test mutating func confidenceIsHeldAgainstWhatCallersSay() {
        for (rating, score) in [(5, 0.95), (1, 0.92), (4, 0.35), (9, 0.5)] {
            var call = WrittenCall()
            call.asks("q", answer: "a", score: score)
            call.rates(rating)
            add(call)
        }
        #expect(figures.reliability.ratedCalls == 3, "a rating is from 1 to 5")
        #expect(figures.reliability.bins[9].count == 2)
        #expect(figures.reliability.bins[9].shareRight == 0.5)
        #expect(figures.reliability.bins[3].shareRight == 1)
    }

    @Test mutating func namesFromOutsideDoNotGrowWithoutEnd() {
        for number in 0..<2_500 { add(WrittenCall(line: "line \(number)")) }
        #expect(figures.lines.count == 2_001)
        #expect(figures.lines["other"]?.calls == 500)
    }

    @Test func quantilesAreThoseOfTheValues() {
        var distribution = Distribution(width: 20, bins: 500)
        #expect(distribution.quantile(0.5) == nil)
        for value in 1...1_000 { distribution.add(Double(value)) }
        distribution.add(.nan)
        distribution.add(-1)
        #expect(distribution.count == 1_000)
        #expect(abs((distribution.quantile(0.5) ?? 0) - 500) <= 10)
        #expect(abs((distribution.quantile(0.95) ?? 0) - 950) <= 10)
        distribution.add(1e12)
        #expect(distribution.bins.last == 1)
        #expect(distribution.quantile(1) == 9_990)
    }

    @Test(arguments: [0, 1, 3, 7, 10, 99, 101, 2_400, 1_000_000])
    func anAxisIsRoundAndHoldsTheLargest(_ largest: Int) {
        let scale = Scale(upTo: Double(largest))
        #expect(scale.top >= Double(largest))
        #expect(scale.top <= max(4, Double(largest) * 2))
        #expect((2...7).contains(scale.ticks.count))
        #expect(scale.ticks.allSatisfy { $0 == $0.rounded() })
    }

    @Test func numbersReadWell() {
        #expect(Figure.count(1_234_567) == "1,234,567")
        #expect(Figure.count(1, "call") == "1 call")
        #expect(Figure.share(1, of: 1_000) == "<1%")
        #expect(Figure.share(999, of: 1_000) == ">99%")
        #expect(Figure.share(0, of: 0) == "–")
        #expect(Figure.seconds(milliseconds: 410) == "0.41 s")
        #expect(Figure.seconds(milliseconds: 12_345) == "12.3 s")
        #expect(Figure.minutes(milliseconds: 65_999) == "1:05")
        #expect(Figure.decimal(9.996, places: 2) == "10.00")
    }
}
