import Foundation
import Testing

extension CommandSuite {
    /// Calls in a room in which the microphone hears the loudspeaker.
    @Suite struct EchoTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// Levels and delays of the echo: `--loopback`.
        static let rooms = ["-12:20", "-12:60", "-12:120", "-12:200", "-20:120"]

        /// The same, up to an echo that is half as loud as the line.
        static let allRooms = ["-6", "-12", "-20"].flatMap { level in
            ["20", "60", "120", "200"].map { "\(level):\($0)" }
        }

        private func replay(_ scenario: String, _ options: String...) throws -> Outcome {
            try place.run(
                ["replay", "--json", "audio-fixtures/scenarios/\(scenario).json"] + options)
        }

        /// Callers who wait, who speak over the greeting, who say "stop" over an answer.
        static let scenarios = [
            "six-turns", "six-turns-telephone", "impatient", "stop-word", "hesitation",
        ]

        @Test(arguments: scenarios, rooms)
        func aLineThatHearsItselfHasTheSameCall(scenario: String, room: String) throws {
            let quiet = try replay(scenario)
            let echoing = try replay(scenario, "--echo", "--loopback", room)
            #expect(echoing.status == 0, "\(echoing.complaint)")
            for name in ["speech.started", "bargein", "caller.said", "answer.chosen"] {
                #expect(
                    echoing.events.named(name).count == quiet.events.named(name).count, "\(name)")
            }
            #expect(echoing.events.answers == quiet.events.answers)
        }

        /// A murmur may be drowned by the line's voice, or be heard as other words, but
        /// nobody else is heard.
        @Test(arguments: ["backchannel", "stop-word"], allRooms)
        func nobodyIsHeardButTheCaller(scenario: String, room: String) throws {
            let quiet = try replay(scenario).events.named("speech.started")
            let echoing = try replay(scenario, "--echo", "--loopback", room)
            #expect(echoing.events.named("speech.started").count <= quiet.count)
            #expect(echoing.events.named("speech.resumed").isEmpty)
        }

        @Test func withoutThatItInterruptsItself() throws {
            let quiet = try replay("six-turns")
            let echoing = try replay("six-turns", "--loopback", "-12:60")
            #expect(
                echoing.events.named("speech.started").count
                    > quiet.events.named("speech.started").count)
        }

        @Test(arguments: ["loud", "-12", "-12:60:1", "20:60", "-12:-1"])
        func whatIsNoLoopbackIsAUsageError(_ text: String) throws {
            let outcome = try replay("six-turns", "--loopback=\(text)")
            #expect(outcome.status == 2, "\(outcome.complaint)")
        }
    }
}
