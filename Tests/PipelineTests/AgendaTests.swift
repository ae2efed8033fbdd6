import Testing

@testable import Pipeline

@Suite struct AgendaTests {
    private let start = ContinuousClock.now
    private var agenda = Agenda<Int>()

    private mutating func popAll() -> [Int] {
        var tasks: [Int] = []
        while let (task, _) = agenda.popFirst() { tasks.append(task) }
        return tasks
    }

    @Test mutating func theEarliestDueComesFirst() {
        let order = (0..<101).map { $0 * 37 % 101 }
        for task in order { agenda.insert(task, due: start + .milliseconds(task)) }
        #expect(agenda.firstDue == start)
        #expect(popAll() == Array(0..<101))
        #expect(agenda.firstDue == nil)
    }

    @Test mutating func whatIsDueAtOnceKeepsItsOrder() {
        for task in 0..<20 { agenda.insert(task, due: start) }
        #expect(popAll() == Array(0..<20))
    }

    @Test mutating func whatComesLaterMayBeDueEarlier() {
        agenda.insert(3, due: start + .seconds(3))
        agenda.insert(1, due: start + .seconds(1))
        #expect(agenda.popFirst()?.task == 1)
        agenda.insert(2, due: start + .seconds(2))
        agenda.insert(4, due: start + .seconds(4))
        #expect(popAll() == [2, 3, 4])
    }
}
