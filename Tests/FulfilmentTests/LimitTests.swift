import Fulfilment
import Knowledge
import Testing

@Suite struct LimitTests {
    private let desk = MemoryFulfilment(applications: ["H290117": .ready])

    @Test func numbersCountOnPerServiceBranchAndDay() throws {
        #expect(try desk.fulfil(Samples.ticket("a")) == .ticket(number: "1"))
        #expect(try desk.fulfil(Samples.ticket("b")) == .ticket(number: "2"))
        #expect(try desk.fulfil(Samples.ticket("c", branch: "Ba Dinh")) == .ticket(number: "1"))
        #expect(try desk.fulfil(Samples.ticket("d", service: "vehicle")) == .ticket(number: "1"))
        let tomorrow = Samples.day(after: 1)
        #expect(try desk.fulfil(Samples.ticket("e", day: tomorrow)) == .ticket(number: "1"))
        // Morning and afternoon are called from one list.
        #expect(try desk.fulfil(Samples.ticket("f", part: .afternoon)) == .ticket(number: "3"))
    }

    @Test func aCallerHasTwoTurnsADayAndOneInEachService() throws {
        func ask(_ key: String, _ service: String, day: Day = Samples.day) throws
            -> FulfilmentResponse
        {
            try desk.fulfil(Samples.ticket(key, caller: "c", service: service, day: day))
        }
        #expect(try ask("1", "passport") == .ticket(number: "1"))
        #expect(try ask("2", "passport") == .refused(.sameService))
        #expect(try ask("3", "vehicle") == .ticket(number: "1"))
        #expect(try ask("4", "residence") == .refused(.tooMany))
        #expect(try ask("5", "residence", day: Samples.day(after: 1)) == .ticket(number: "1"))
    }

    @Test func turnsAreGivenOutForTodayAndSixDays() throws {
        for (wait, isOpen) in [(-1, false), (0, true), (6, true), (7, false), (400, false)] {
            let response = try desk.fulfil(
                Samples.ticket("day \(wait)", day: Samples.day(after: wait)))
            #expect(response == (isOpen ? .ticket(number: "1") : .refused(.dayNotOpen)))
        }
    }

    @Test func oneKeyIsOneWish() throws {
        let first = try desk.fulfil(Samples.ticket("a"))
        #expect(try desk.fulfil(Samples.ticket("a")) == first)
        #expect(throws: FulfilmentError(.keyReused, place: "memory", operation: "look up")) {
            try desk.fulfil(Samples.ticket("a", branch: "Ba Dinh"))
        }
        #expect(try desk.fulfil(Samples.ticket("b")) == .ticket(number: "2"))
    }

    @Test func whatNeedsNoDecisionIsAccepted() throws {
        for (index, errand) in Samples.errands.enumerated().dropFirst(2) {
            #expect(try desk.fulfil(Samples.request("key \(index)", errand)) == .accepted)
        }
    }

    @Test func theStateOfAFileIsKnownByItsCode() throws {
        let known = Samples.request("1", .applicationStatus(code: "H290117"))
        #expect(try desk.fulfil(known) == .status(.ready, day: nil))
        let unknown = Samples.request("2", .applicationStatus(code: "H290118"))
        #expect(try desk.fulfil(unknown) == .refused(.unknownCode))
    }
}
