import Testing

@testable import Pipeline

@Suite struct AgendaTests {
    private let start = ContinuousClock.now
    private var agenda = Agenda<Int>()

    private mutating func insert(_ task: Int, due: ContinuousClock.Instant) {
        agenda.insert(task, due: due, since: start)
    }

    private mutating func popAll() -> [Int] {
        var tasks: [Int] = []
        while let (task, _) = agenda.popFirst(at: start) { tasks.append(task) }
        return tasks
    }

    @Test mutating func theEarliestDueComesFirst() {
        let order = (0..<101).map { $0 * 37 % 101 }
        for task in order { insert(task, due: start + .milliseconds(task)) }
        #expect(popAll() == Array(0..<101))
        #expect(agenda.longestDelay(at: start) == nil)
    }

    @Test mutating func whatIsDueAtOnceKeepsItsOrder() {
        for task in 0..<20 { insert(task, due: start) }
        #expect(popAll() == Array(0..<20))
    }

    @Test mutating func whatComesLaterMayBeDueEarlier() {
        insert(3, due: start + .seconds(3))
        insert(1, due: start + .seconds(1))
        #expect(agenda.popFirst(at: start)?.task == 1)
        insert(2, due: start + .seconds(2))
        insert(4, due: start + .seconds(4))
        #expect(popAll() == [2, 3, 4])
    }

    @Test mutating func nothingIsLateBeforeItIsThereAndDue() {
        agenda.insert(1, due: start - .seconds(9), since: start)
        agenda.insert(2, due: start + .seconds(2), since: start)
        #expect(agenda.longestDelay(at: start + .seconds(3)) == .seconds(3))
        #expect(agenda.popFirst(at: start + .seconds(3))?.delay == .seconds(3))
        #expect(agenda.popFirst(at: start + .seconds(3))?.delay == .seconds(1))
    }
}
