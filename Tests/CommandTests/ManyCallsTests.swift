import Foundation
import Testing

extension CommandSuite {
    /// Thousands of calls, one after the other and beside each other: none of them
    /// stays in memory.
    @Suite struct ManyCallsTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// More with TONGDAI_CALLS=10000.
        private static let callCount =
            ProcessInfo.processInfo.environment["TONGDAI_CALLS"].flatMap { Int($0) } ?? 2_000
        private static let atOnce = 20
        /// Pools fill, and buffers find their size.
        private static let warmUp = 600
        /// What a call may leave behind, in bytes. A call that is not let go leaves many
        /// times that. Seen: 7,000 to 12,000 while the heap settles; over 10,000 calls, 2,500.
        private static let mostOfACall = 25_000

        private func residentBytes(_ process: Int32) throws -> Int {
            let text = try String(contentsOfFile: "/proc/\(process)/statm", encoding: .ascii)
            let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            return try #require(pages) * Int(sysconf(Int32(_SC_PAGESIZE)))
        }

        @Test func noCallOfThousandsStaysInMemory() throws {
            let folder = try place.newFolder("many")
            let file = folder.appending(path: "lines.json")
            try Data(
                #"{ "log": "log", "calls": 60, "drain_seconds": 5, "audiosocket": { "port": 0 } }"#
                    .utf8
            ).write(to: file)
            let service = try place.start(
                ["serve", "--config", file.path], limit: .seconds(1_800))
            let found = service.complaint(matching: /on 127\.0\.0\.1, port ([0-9]+)/)
            let port = Int(try #require(found)) ?? 0
            var sizes: [(calls: Int, bytes: Int)] = []
            let silence = [Int16](repeating: 0, count: 160)
            for calls in stride(from: Self.atOnce, through: Self.callCount, by: Self.atOnce) {
                let callers = try (0..<Self.atOnce).map { _ in try PhoneCall(port: port) }
                // They hear the beginning of the greeting.
                for _ in 0..<8 { for caller in callers { try caller.say(silence) } }
                #expect(callers.allSatisfy { !$0.heard.isEmpty })
                callers.forEach { $0.hangUp() }
                if calls % 200 == 0 { sizes.append((calls, try residentBytes(service.id))) }
            }
            let settled = sizes.filter { $0.calls >= Self.warmUp }
            let (first, last) = (try #require(settled.first), try #require(settled.last))
            let growth = (last.bytes - first.bytes) / (last.calls - first.calls)
            print("resident MB, by calls:", sizes.map { "\($0.calls): \($0.bytes / 1_000_000)" })
            #expect(growth < Self.mostOfACall, "\(growth) bytes a call: \(sizes)")
            service.send(SIGTERM)
            #expect(service.finish().status == 0)
            let verified = try place.run(
                "log", "verify", "--json", "--log", folder.appending(path: "log").path)
            #expect(verified.status == 0, "\(verified.output)")
        }
    }
}
