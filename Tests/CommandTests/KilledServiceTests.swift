import Audio
import AudioSocket
import CallTestKit
import Foundation
import Knowledge
import Testing

extension CommandSuite {
    /// The service dies without a chance to tidy up, at any moment: what its calls
    /// came to until then stays true.
    @Suite struct KilledServiceTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// More with TONGDAI_KILLS=100; other moments with another TONGDAI_SEED.
        private static func number(_ name: String, or standard: Int) -> Int {
            ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
        }

        private static let killCount = number("TONGDAI_KILLS", or: 4)

        /// Somebody who wants a queue number, and says yes to it.
        private final class Applicant {
            private let call: PhoneCall
            private let wish: [Int16]
            private var tick: Int

            /// - Parameter delay: Before he speaks, in ticks.
            init(port: Int, wish: [Int16], after delay: Int) throws {
                call = try PhoneCall(port: port)
                self.wish = wish
                tick = -delay
            }

            func goOn() throws {
                let start = tick * 160
                tick += 1
                // 1 is yes, once he has been asked.
                if tick * 160 > wish.count + 16_000, tick % 40 == 0 { call.send(.dtmf("1")) }
                let isSpeaking = (0..<wish.count).contains(start)
                let part = isSpeaking ? wish[start..<min(start + 160, wish.count)] : []
                try call.say(Array(part) + [Int16](repeating: 0, count: 160 - part.count))
            }
        }

        private func wish() throws -> [Int16] {
            let file = try place.newFolder("wish").appending(path: "wish.wav")
            let spoken = try place.startTool(
                "flite",
                [
                    "-voice", "rms", "-t",
                    "I need a queue number for a passport in Ba Dinh tomorrow morning", "-o",
                    file.path,
                ]
            ).finish()
            try #require(spoken.status == 0, "\(spoken.complaint)")
            let sound = try WAVFile(bytes: [UInt8](Data(contentsOf: file)))
            return Resampler.convert(sound.channels[0], from: sound.rate, to: .telephone)
        }

        @Test func killedAtAnyMomentTheLogIsWholeAndNoNumberIsGivenTwice() throws {
            let folder = try place.newFolder("killed")
            let file = folder.appending(path: "lines.json")
            try Data(#"{ "log": "log", "audiosocket": { "port": 0 } }"#.utf8).write(to: file)
            let wish = try wish()
            var random = SeededNumbers(seed: UInt64(Self.number("TONGDAI_SEED", or: 1)))
            var numbers: [Int] = []
            for round in 0..<Self.killCount {
                let service = try place.start(
                    [
                        "serve", "--config", file.path, "--fulfilment",
                        "journal:\(folder.path)/journal",
                    ])
                let port = service.complaint(matching: /on 127\.0\.0\.1, port ([0-9]+)/)
                let number = Int(try #require(port, "round \(round)")) ?? 0
                let callers = try (0..<3).map {
                    try Applicant(port: number, wish: wish, after: 20 * $0)
                }
                // Every other round goes on until numbers are given, the others anywhere.
                let life = round.isMultiple(of: 2) ? Int.random(in: 0..<600, using: &random) : 600
                for _ in 0..<life { for caller in callers { try caller.goOn() } }
                service.send(SIGKILL)
                #expect(service.finish().ending == .signal(SIGKILL))
                numbers.append(try tickets(in: folder).count)
            }
            // What was given before a kill is there to be given again after it.
            let rounds = zip(numbers, [0] + numbers).count { $0 > $1 }
            #expect(rounds >= min(2, Self.killCount / 2), "numbers after each round: \(numbers)")
            try expectWhole(folder)
        }

        private func tickets(in folder: URL) throws -> [String] {
            let journal = folder.appending(path: "journal")
            guard FileManager.default.fileExists(atPath: journal.path) else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: journal.path)
                .filter { $0.hasSuffix(".jsonl") }.flatMap { name in
                    try Data(contentsOf: journal.appending(path: name)).split(separator: 0x0A)
                        .compactMap { ticket(in: [UInt8]($0)) }
                }
        }

        private func expectWhole(_ folder: URL) throws {
            let verified = try place.run(
                "log", "verify", "--json", "--log", folder.appending(path: "log").path)
            #expect(verified.status == 0, "\(verified.output) \(verified.complaint)")
            let result = try JSONParser.parse([UInt8](verified.data)).value
            #expect(result["whole"] == .bool(true))
            let given = try tickets(in: folder)
            #expect(Set(given).count == given.count, "\(given.sorted())")
            let calls = result["calls"]?.integer ?? 0
            #expect(calls >= Self.killCount)
            print("\(Self.killCount) kills: \(calls) calls, \(given.count) numbers")
        }

        /// The number and what it is for, where a line of the journal gives one.
        private func ticket(in line: [UInt8]) -> String? {
            let record = try? JSONParser.parse(line).value
            guard let number = record?["response"]?["number"]?.text,
                let slots = record?["request"]?["slots"]
            else { return nil }
            // A number is one of a service in a ward on a day.
            let counter = ["service", "branch", "day"].map { slots[$0]?.text ?? "" }
            return "\(counter.joined(separator: " ")) \(number)"
        }
    }
}
