import Foundation
import Fulfilment
import FulfilmentServices
import Knowledge
import Testing

/// What docs/examples holds does what docs/actions.md says.
@Suite struct ExampleTests {
    @Test func theServerGivesOutTurnsOncePerKey() throws {
        let server = Visit(server: try Server("docs/examples/fulfilment-server", ["0"]))
        let city = try server.fulfilment("/wishes")
        try expectTurns(city)
        let known = Wishes.request("status", .applicationStatus(code: "H29240117"))
        #expect(try city.fulfil(known) == .status(.ready, day: Day("2026-11-20")))
        let processing = Wishes.request("status 2", .applicationStatus(code: "H29240118"))
        #expect(try city.fulfil(processing) == .status(.processing, day: nil))
    }

    @Test func theCommandGivesOutTurnsOncePerKey() throws {
        let folder = try TemporaryFolder()
        let command = repository.appending(path: "docs/examples/fulfilment-command").path
        let city = CommandFulfilment(
            "/usr/bin/env", ["QUEUE_FOLDER=\(folder.url.path)", command],
            limits: ServiceLimits(timeOut: .seconds(20)))
        try expectTurns(city)
    }

    private func expectTurns(_ city: some Fulfilment) throws {
        #expect(try city.fulfil(Wishes.ticket("a")) == .ticket(number: "A-001"))
        #expect(try city.fulfil(Wishes.ticket("b")) == .ticket(number: "A-002"))
        #expect(try city.fulfil(Wishes.ticket("a")) == .ticket(number: "A-001"))
        let unknown = Wishes.request("c", .applicationStatus(code: "X1"))
        #expect(try city.fulfil(unknown) == .refused(.unknownCode))
        let others: [Errand] = [
            .feedback(rating: 4, comment: "xin chào \"\\"),
            .callBack(number: "0912345678", part: .afternoon, about: nil),
            .report(kind: "fire"), .transfer(to: "service centre", reason: "asked for"),
        ]
        for (index, errand) in others.enumerated() {
            #expect(try city.fulfil(Wishes.request("other \(index)", errand)) == .accepted)
        }
    }
}
