import Foundation
import Knowledge

/// A line of a transcript, as a program reads it that knows nothing of ours.
struct Event: Decodable {
    struct Offer: Decodable { let answer: String }

    let event: String
    let call: String
    let seq: Int
    let ms: Int
    let prev: String
    var text: String?
    var heard: String?
    var answer: String?
    var outcome: String?
    var reason: String?
    var audio: String?
    var operation: String?
    var recovered: Bool?
    var complete: Bool?

    /// The whole lines among these bytes. What is no event is left out.
    static func list(_ data: Data) -> [Event] {
        let decoder = JSONDecoder()
        return wholeLines(data).compactMap { try? decoder.decode(Event.self, from: $0) }
    }

    static func wholeLines(_ data: Data) -> [Data] {
        guard let last = data.lastIndex(of: 0x0A) else { return [] }
        return data[...last].split(separator: 0x0A).map { Data($0) }
    }

    /// What breaks the chain of the calls in these lines, in words; nil when each
    /// line is whole, follows its call's line before, and names its hash.
    static func breakOfChain(_ data: Data) -> String? {
        guard data.isEmpty || data.last == 0x0A else { return "the last line is not whole" }
        var last: [String: (seq: Int, hash: String)] = [:]
        for (index, line) in wholeLines(data).enumerated() {
            guard let event = try? JSONDecoder().decode(Event.self, from: line) else {
                return "line \(index + 1) is no event"
            }
            let before = last[event.call]
            let seq = before.map { $0.seq + 1 } ?? 0
            let hash = before?.hash ?? String(repeating: "0", count: 32)
            guard event.seq == seq else { return "line \(index + 1): seq \(event.seq), not \(seq)" }
            guard event.prev == hash else { return "line \(index + 1): prev does not fit" }
            last[event.call] = (seq, String(SHA256.hex(of: [UInt8](line)).prefix(32)))
        }
        return nil
    }
}

extension [Event] {
    func named(_ name: String) -> [Event] { filter { $0.event == name } }

    /// Entries that were answered, in order.
    var answers: [String] {
        filter { $0.event == "answer.chosen" && $0.outcome == "answer" }.compactMap(\.answer)
    }

    /// What was chosen, in order.
    var outcomes: [String] { named("answer.chosen").compactMap(\.outcome) }

    /// What the line said, in order.
    var spoken: [String] { named("agent.said").compactMap(\.text) }
}
