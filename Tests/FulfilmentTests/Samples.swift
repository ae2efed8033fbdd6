import Foundation
import Fulfilment
import Knowledge

/// Days and requests that tests share.
enum Samples {
    static let day = day(number: 20_780)

    static func day(after count: Int) -> Day { day(number: day.daysSince1970 + count) }

    private static func day(number: Int) -> Day {
        guard let day = Day(secondsSince1970: number * 86_400) else {
            preconditionFailure("a day of this century")
        }
        return day
    }

    static func ticket(
        _ key: String, caller: String? = nil, service: String = "passport",
        branch: String = "Lang", day: Day = Samples.day, today: Day = Samples.day,
        part: DayPart = .morning
    ) -> FulfilmentRequest {
        request(
            key, caller: caller, today: today,
            .queueTicket(TicketWish(service: service, branch: branch, day: day, part: part)))
    }

    static func request(
        _ key: String, caller: String? = nil, today: Day = Samples.day, _ errand: Errand
    ) -> FulfilmentRequest {
        FulfilmentRequest(
            key: key, call: "call", caller: caller ?? key, language: "en-US", today: today,
            errand: errand)
    }

    static let errands: [Errand] = [
        .queueTicket(TicketWish(service: "passport", branch: "Lang", day: day, part: .morning)),
        .applicationStatus(code: "H290117"), .feedback(rating: 4, comment: "friendly"),
        .callBack(number: "0912345678", part: .afternoon, about: "passport.fee"),
        .callBack(number: "0912345678", part: .afternoon, about: nil), .report(kind: "fire"),
        .transfer(to: "service centre", reason: "asked for"),
    ]
}

/// A folder that leaves with the test.
final class TemporaryFolder {
    let url: URL

    init() {
        url = FileManager.default.temporaryDirectory.appending(
            path: "fulfilment-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: url.appending(path: name)))
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: url.appending(path: name))
    }
}
