import Foundation
import Testing

extension CommandSuite {
    /// Calls over a virtual line, in real time.
    @Suite struct LiveCallTests {
        private static let question = Workplace.fixtures.appending(path: "formats/rate-16000.wav")

        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// What came of a caller with one question.
        private struct Answered {
            let call: Outcome
            let log: Data
            let heard: StereoSound
            let recorded: StereoSound
        }

        /// Waits for the greeting, asks, hears the reply to its end, hangs up.
        private func ask(_ question: URL, on line: VirtualLine) throws -> Answered {
            let folder = try place.newFolder("live")
            let heard = folder.appending(path: "heard.raw")
            let ear = try line.record(to: heard)
            let call = try line.call("--log", folder.path, "--recordings", folder.path)
            #expect(call.event { $0.event == "agent.said" } != nil, "no greeting")
            #expect(try line.play(question).status == 0)
            let chosen = call.event(atMost: .seconds(15)) { $0.event == "answer.chosen" }
            let choice = chosen?.seq ?? .max
            #expect(call.event { $0.event == "agent.said" && $0.seq > choice } != nil, "no reply")
            call.send(SIGINT)
            let outcome = call.finish()
            ear.send(SIGKILL)
            _ = ear.finish()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            let log = try #require(names.first { $0.hasSuffix(".jsonl") })
            let recording = try #require(names.first { $0.hasSuffix(".wav") })
            return Answered(
                call: outcome, log: try Data(contentsOf: folder.appending(path: log)),
                heard: StereoSound(raw: try Data(contentsOf: heard), rate: 16_000),
                recorded: try StereoSound(folder.appending(path: recording)))
        }

        /// Times that a question is asked until its reply is heard. Three deaf ears in
        /// turn are no accident.
        private static let mostAttempts = 3

        /// Asks again when the line's own recording has a reply that the ear has not: the
        /// ear is a recorder of ALSA's in real time, which a busy machine makes deaf.
        private func askHeard(_ question: URL, on line: VirtualLine) throws -> Answered {
            var answered = try ask(question, on: line)
            for _ in 1..<Self.mostAttempts
            where replyDelay(in: answered.heard) == nil
                && replyDelay(in: answered.recorded) != nil
            {
                print("live line: the ear was deaf: \(question.lastPathComponent)")
                answered = try ask(question, on: line)
            }
            return answered
        }

        /// From the caller's last word to the reply's first sound, in milliseconds,
        /// within 10 ms; nil when one of them is not to be heard.
        private func replyDelay(in sound: StereoSound) -> Int? {
            let caller = sound.leftLevels
            guard let loudest = caller.max(), loudest > -40,
                let end = caller.lastIndex(where: { $0 > loudest - 40 }),
                let start = sound.rightLevels[end...].firstIndex(where: { $0 > -50 })
            else { return nil }
            return (start - end - 1) * 10
        }

        @Test func aCallerIsHeardAnsweredAndHeardAgain() throws {
            let answered = try askHeard(Self.question, on: VirtualLine(place))
            let call = answered.call
            #expect(call.status == 0, "\(call.complaint)")
            #expect(call.events.answers == ["passport.fee"])
            #expect(call.events.last?.event == "call.ended")
            #expect(call.events.last?.reason == "interrupted")
            // A machine that is busy with others may leave out a frame; it says so.
            #expect(call.events.named("fault").allSatisfy { $0.recovered == true })
            #expect(Event.breakOfChain(call.data) == nil)
            #expect(answered.log == call.data)
            let delay = try #require(replyDelay(in: answered.heard), "the reply was not heard")
            let ours = try #require(replyDelay(in: answered.recorded), "the reply was not recorded")
            print("live line: the reply began \(delay) ms after the caller's last word")
            #expect((0...3_000).contains(delay))
            #expect(abs(delay - ours) < 500, "by the line's own recording \(ours) ms")
        }

        /// Several callers, for the number in the README: as many as
        /// `scripts/live-line-test` asks for in `TONGDAI_LIVE_CALLERS`.
        @Test func repliesBeginSoon() throws {
            let count = Int(ProcessInfo.processInfo.environment["TONGDAI_LIVE_CALLERS"] ?? "") ?? 2
            let names = try FileManager.default.contentsOfDirectory(
                atPath: Workplace.fixtures.appending(path: "wav").path
            )
            .filter { $0.contains(/^(res|idc|dl|pas).*\.16k\.wav$/) }.sorted()
            #expect(names.count > 20)
            let line = try VirtualLine(place)
            var delays: [Int] = []
            for index in 0..<count {
                let name = names[(2 * index + 1) * names.count / (2 * count)]
                let file = Workplace.fixtures.appending(path: "wav/\(name)")
                let delay = try replyDelay(in: askHeard(file, on: line).heard)
                print("live line: \(delay.map { "\($0) ms" } ?? "no reply"): \(name)")
                #expect(delay != nil, "\(name)")
                if let delay { delays.append(delay) }
            }
            try #require(!delays.isEmpty)
            delays.sort()
            let median = delays[delays.count / 2]
            print("live line: median \(median) ms of \(delays.count) replies")
            #expect((0...3_000).contains(median))
        }

        @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
        func aSignalEndsTheCallProperly(_ signal: Int32) throws {
            let line = try VirtualLine(place)
            let call = try line.call("--log", place.newFolder("live").path)
            #expect(call.event { $0.event == "call.started" } != nil)
            call.send(signal)
            let outcome = call.finish()
            #expect(outcome.status == 0)
            #expect(outcome.events.last?.event == "call.ended")
            #expect(outcome.events.last?.reason == "interrupted")
            #expect(Event.breakOfChain(outcome.data) == nil)
        }

        @Test func aDeviceThatGoesAwayForGoodEndsTheCallWithItsReason() throws {
            let line = try VirtualLine(place)
            let call = try line.call()
            #expect(call.event { $0.event == "call.started" } != nil)
            try line.stop()
            #expect(call.event { $0.event == "fault" && $0.recovered == false } != nil)
            let outcome = call.finish()
            #expect(outcome.status == 1, "\(outcome.ending)")
            // A busy machine leaves frames out before and while it goes; that is told, too.
            let faults = outcome.events.named("fault")
            #expect(faults.filter { $0.recovered == false }.count == 1)
            let fault = try #require(faults.first { $0.recovered == false })
            #expect(!faults.contains { $0.operation?.hasPrefix("reopen") == true })
            #expect(fault.operation?.isEmpty == false)
            #expect(outcome.events.last?.event == "call.ended")
            #expect(outcome.events.last?.reason == "line lost")
            #expect(outcome.complaint.contains("tongdai call: "))
            #expect(outcome.complaint.contains("remedy: "), "\(outcome.complaint)")
            #expect(Event.breakOfChain(outcome.data) == nil)
        }

        @Test func whoEndsTheCallWhileTheDeviceIsAwayHasEndedIt() throws {
            let line = try VirtualLine(place)
            let call = try line.call()
            #expect(call.event { $0.event == "call.started" } != nil)
            try line.stop()
            #expect(call.event { $0.event == "fault" && $0.recovered == false } != nil)
            call.send(SIGINT)
            let outcome = call.finish()
            #expect(outcome.status == 0, "\(outcome.ending)")
            #expect(outcome.events.last?.event == "call.ended")
            #expect(outcome.events.last?.reason == "interrupted")
        }

        @Test func aDeviceThatComesBackGoesOnWithTheCall() throws {
            let line = try VirtualLine(place)
            let call = try line.call()
            #expect(call.event { $0.event == "agent.said" } != nil)
            try line.stop()
            #expect(call.event { $0.event == "fault" && $0.recovered == false } != nil)
            try line.start()
            #expect(call.event { $0.operation?.hasPrefix("reopen") == true } != nil)
            #expect(try line.play(Self.question).status == 0)
            #expect(
                call.event { $0.event == "answer.chosen" && $0.answer == "passport.fee" } != nil)
            call.send(SIGINT)
            #expect(call.finish().status == 0)
        }

        @Test func aLogThatCannotBeWrittenIsToldAndTheCallIsTaken() throws {
            let file = try place.newFolder("blocked").appending(path: "file")
            try Data().write(to: file)
            let line = try VirtualLine(place)
            let call = try line.call("--log", file.appending(path: "log").path)
            #expect(call.event { $0.event == "agent.said" } != nil)
            call.send(SIGINT)
            let outcome = call.finish()
            #expect(outcome.status == 0)
            #expect(outcome.complaint.contains("the transcript cannot be written"))
            #expect(outcome.complaint.contains("the call goes on"))
        }

        @Test(arguments: ["nosuchdevice", "hw:77", ""])
        func anUnknownDeviceIsNamedWithItsRemedy(_ name: String) throws {
            let call = try place.run("call", "--json", "--capture", name, "--playback", "null")
            #expect(call.status == 1)
            #expect(call.output.isEmpty)
            #expect(call.complaint.hasPrefix("tongdai call: "))
            #expect(call.complaint.contains("remedy: "), "\(call.complaint)")
            #expect(!call.complaint.contains("ALSA lib"), "\(call.complaint)")
        }

        @Test func devicesAreListed() throws {
            let line = try VirtualLine(place)
            let list = try place.run("call", "--list-devices", environment: line.environment)
            #expect(list.status == 0)
            #expect(list.lines.contains { $0.hasPrefix("tongdai_capture  (") })
            #expect(list.output.contains("Virtual line: hears the caller"))
            let json = try place.run(
                "call", "--list-devices", "--json", environment: line.environment)
            struct Device: Decodable {
                let name: String
                let direction: String
            }
            let devices = try JSONDecoder().decode([Device].self, from: json.data)
            #expect(devices.contains { $0.name == "tongdai_playback" })
        }
    }
}
