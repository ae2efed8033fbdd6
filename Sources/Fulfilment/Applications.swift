internal import Foundation
internal import Knowledge

/// How far applications have got, as a file beside the journal says:
///
///     { "H29.24-0117": { "state": "ready", "day": "2026-11-20" } }
///
/// It is read at each question, so that it can be replaced at any time.
enum Applications {
    /// Larger files belong into a system of their own.
    private static let mostBytes = 16 << 20

    static func response(for code: String, in folder: URL) -> FulfilmentResponse? {
        let path = folder.appending(path: Journal.applicationsFile).path
        guard let file = try? JournalFile(path: path, for: .read), file.size <= mostBytes,
            let bytes = try? file.bytes(from: 0),
            let members = try? JSONParser.parse(bytes).value.object?.members
        else { return nil }
        let wanted = comparable(code)
        guard let member = members.first(where: { comparable($0.key) == wanted }),
            let state = member.value["state"]?.text.flatMap({ ApplicationState(rawValue: $0) })
        else { return nil }
        return .status(state, day: member.value["day"]?.text.flatMap { Day($0) })
    }

    /// Capital letters and digits: nobody spells a hyphen the same way.
    static func comparable(_ code: String) -> String {
        String(code.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }
}
