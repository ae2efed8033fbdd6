import Pipeline
import PipelineTestKit
import Testing

/// Where a pipeline is entered, forks, and comes back to itself.
@Suite struct JunctionTests {
    let lane = SteppedLane()
    let events = Collected<FlowEvent>()

    private func makeSupervisor() -> Supervisor {
        Supervisor(makeLane: { [lane] _ in lane }, observe: { [events] in events.append($0) })
    }

    private func isFinished(_ supervisor: Supervisor) -> Bool {
        if case .finished = supervisor.end { true } else { false }
    }

    // MARK: map

    @Test func aMapPutsEveryOutputInOtherWordsAndCostsNoStage() {
        let supervisor = makeSupervisor()
        let heard = Collected<String>()
        Flow.from("numbers", Script([1, 2, 3]), under: supervisor)
            .map { $0 * 10 }
            .map { "\($0)" }
            .into("heard", Collector(heard), inbox: .waitForRoom(1))
        supervisor.start()
        lane.runUntilIdle()
        #expect(heard.elements == ["10", "20", "30"])
        #expect(isFinished(supervisor))
        let finished = events.elements.filter { if case .finished = $0 { true } else { false } }
        #expect(finished == [.finished(stage: "numbers"), .finished(stage: "heard")])
    }

    @Test func aFullInboxIsSeenThroughAMap() {
        let supervisor = makeSupervisor()
        let reads = Collected<Int>()
        let passed = Collected<String>()
        Flow.from("numbers", Numbers(reads: reads), under: supervisor)
            .map { "\($0)" }
            .into("stuck", Collector(passed), inbox: .waitForRoom(2))
        supervisor.start()
        for _ in 0..<30 { lane.runOne() }
        #expect(reads.elements.count <= passed.elements.count + 3)
        supervisor.cancel(reason: "the test is over")
    }

    // MARK: tee

    @Test func aTeeHandsEverythingToBothInOrder() {
        let supervisor = makeSupervisor()
        let first = Collected<Int>()
        let second = Collected<Int>()
        Flow.from("numbers", Script(Array(0..<50)), under: supervisor)
            .tee("first", Collector(first), inbox: .waitForRoom(1))
            .into("second", Collector(second), inbox: .waitForRoom(7))
        supervisor.start()
        lane.runUntilIdle()
        #expect(first.elements == Array(0..<50))
        #expect(second.elements == Array(0..<50))
        #expect(isFinished(supervisor))
    }

    @Test(arguments: [(1, 100), (100, 1)])
    func theSlowerOfTheTwoSetsThePace(side: Int, main: Int) {
        let reads = Collected<Int>()
        let lanes = Collected<SteppedLane>()
        let names = Collected<String>()
        // Every stage has a lane of its own, and the one with room for 1 stands still.
        let stuck = side == 1 ? "side" : "main"
        let supervisor = Supervisor(makeLane: { name in
            let lane = SteppedLane()
            names.append(name)
            lanes.append(lane)
            return lane
        })
        Flow.from("numbers", Numbers(reads: reads), under: supervisor)
            .tee("side", Collector(Collected<Int>()), inbox: .waitForRoom(side))
            .into("main", Collector(Collected<Int>()), inbox: .waitForRoom(main))
        supervisor.start()
        for _ in 0..<200 {
            for (name, lane) in zip(names.elements, lanes.elements) where name != stuck {
                lane.runOne()
            }
        }
        #expect(reads.elements.count == 1)
        supervisor.cancel(reason: "the test is over")
    }

    @Test func aTeeEndsBothBranches() {
        let supervisor = makeSupervisor()
        let total = Collected<Int>()
        Flow.from("numbers", Script([1, 2, 3]), under: supervisor)
            .tee("total", Total(total), inbox: .waitForRoom(1))
            .through("same", Passing(), inbox: .waitForRoom(1))
            .into("also", Total(total), inbox: .waitForRoom(1))
        supervisor.start()
        lane.runUntilIdle()
        #expect(total.elements == [6, 6])
        #expect(isFinished(supervisor))
    }

    // MARK: Entry

    @Test func whatIsOfferedAtAnEntryGoesThrough() {
        let supervisor = makeSupervisor()
        let entry = Entry<Int>()
        let heard = Collected<Int>()
        entry.offer(0)
        Flow.from(entry, under: supervisor)
            .into("heard", Collector(heard), inbox: .waitForRoom(1))
        supervisor.start()
        lane.runUntilIdle()
        for number in 1...3 { entry.offer(number) }
        lane.runUntilIdle()
        #expect(heard.elements == [1, 2, 3], "what came before there was a pipeline is lost")
        #expect(supervisor.end == nil)
    }

    @Test func theEndOfAnEntryEndsThePipelineOnceItIsDone() {
        let supervisor = makeSupervisor()
        let entry = Entry<Int>()
        let heard = Collected<Int>()
        Flow.from(entry, under: supervisor)
            .through("same", Passing(), inbox: .waitForRoom(2))
            .into("heard", Collector(heard), inbox: .waitForRoom(2))
        supervisor.start()
        entry.offer(1)
        entry.offer(2)
        entry.end()
        entry.offer(3)
        #expect(supervisor.end == nil)
        lane.runUntilIdle()
        #expect(heard.elements == [1, 2])
        #expect(isFinished(supervisor))
        #expect(events.elements.contains(.dropped(stage: "same", count: 1)))
    }

    @Test func anEntryNeverWaits() {
        let supervisor = makeSupervisor()
        let entry = Entry<Int>()
        let heard = Collected<Int>()
        Flow.from(entry, under: supervisor)
            .into("heard", Collector(heard), inbox: .keepNewest(3))
        supervisor.start()
        for number in 1...10 { entry.offer(number) }
        lane.runUntilIdle()
        #expect(heard.elements == [8, 9, 10])
        #expect(
            events.elements.filter { $0 == .dropped(stage: "heard", count: 1) }.count == 7)
    }

    @Test func anEntryAfterTheEndOfTheCallIsLost() {
        let supervisor = makeSupervisor()
        let entry = Entry<Int>()
        let heard = Collected<Int>()
        Flow.from(entry, under: supervisor)
            .into("heard", Collector(heard), inbox: .waitForRoom(1))
        supervisor.start()
        supervisor.cancel(reason: "hung up")
        entry.offer(1)
        entry.end()
        lane.runUntilIdle()
        #expect(heard.elements.isEmpty)
    }

    // MARK: Reports

    @Test func aReportComesBackFromFurtherDown() {
        let supervisor = makeSupervisor()
        let reports = Entry<Int>()
        let heard = Collected<Int>()
        Flow.from("numbers", Script([5, 3]), under: supervisor)
            .through("count down", Passing(), inbox: .waitForRoom(1), reports: reports)
            .into(
                "report", Reporting(heard: heard, reports: reports), inbox: .waitForRoom(1))
        supervisor.start()
        lane.runUntilIdle()
        #expect(heard.elements.sorted() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 5])
        #expect(isFinished(supervisor))
    }

    @Test func reportsDoNotKeepACallAlive() {
        let supervisor = makeSupervisor()
        let entry = Entry<Int>()
        let reports = Entry<Int>()
        let heard = Collected<Int>()
        Flow.from(entry, under: supervisor)
            .through("same", Passing(), inbox: .waitForRoom(1), reports: reports)
            .into("heard", Collector(heard), inbox: .waitForRoom(1))
        supervisor.start()
        reports.offer(7)
        lane.runUntilIdle()
        entry.end()
        lane.runUntilIdle()
        #expect(isFinished(supervisor))
        reports.offer(8)
        lane.runUntilIdle()
        // The entry has let go of the stage: what comes now leads nowhere.
        #expect(heard.elements == [7])
    }

    @Test func reportsGoPastAFullInbox() {
        let supervisor = makeSupervisor()
        let entry = Entry<Int>()
        let reports = Entry<Int>()
        let heard = Collected<Int>()
        Flow.from(entry, under: supervisor)
            .through("same", Passing(), inbox: .waitForRoom(1), reports: reports)
            .into("heard", Collector(heard), inbox: .waitForRoom(1))
        supervisor.start()
        entry.offer(1)
        for number in 2...5 { reports.offer(number) }
        lane.runUntilIdle()
        #expect(heard.elements == [1, 2, 3, 4, 5], "nothing waits, and nothing is lost")
    }
}

private struct Passing: Stage {
    mutating func handle(_ input: Int, emit: (Int) -> Void) { emit(input) }
}

private struct Numbers: Source {
    let reads: Collected<Int>
    private var count = 0

    init(reads: Collected<Int>) { self.reads = reads }

    mutating func next() -> Int? {
        count += 1
        reads.append(count)
        return count
    }
}

/// Tells the sum at the end.
private struct Total: Stage {
    typealias Output = Never
    private let told: Collected<Int>
    private var sum = 0

    init(_ told: Collected<Int>) { self.told = told }

    mutating func handle(_ input: Int, emit: (Never) -> Void) { sum += input }
    mutating func finish(emit: (Never) -> Void) { told.append(sum) }
}

/// Sends each number back, less one.
private struct Reporting: Stage {
    typealias Output = Never
    let heard: Collected<Int>
    let reports: Entry<Int>

    mutating func handle(_ input: Int, emit: (Never) -> Void) {
        heard.append(input)
        if input > 0 { reports.offer(input - 1) }
    }
}
