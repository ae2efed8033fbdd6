import Foundation
import Fulfilment
import Knowledge
import Testing

/// Requests that tests share.
enum Wishes {
    static func ticket(_ key: String = "call/1") -> FulfilmentRequest {
        request(
            key,
            .queueTicket(
                TicketWish(service: "passport", branch: "Láng", day: day, part: .morning)))
    }

    static func request(_ key: String, _ errand: Errand) -> FulfilmentRequest {
        FulfilmentRequest(
            key: key, call: "call", caller: "caller", language: "en-US", today: day,
            errand: errand)
    }

    static let day: Day = {
        guard let day = Day("2026-11-23") else { preconditionFailure("a day") }
        return day
    }()
}

/// The kind and the code of the error that a fulfilment throws; nil when it throws none.
func failure(
    _ fulfilment: some Fulfilment, _ request: FulfilmentRequest = Wishes.ticket()
) -> FulfilmentError? {
    do {
        _ = try fulfilment.fulfil(request)
        return nil
    } catch { return error }
}

/// The root of the sources.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// A folder that leaves with the test.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(
            path: "services-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to name: String, mode: Int = 0o600) throws -> URL {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        return file
    }
}
