import Audio
import AudioSocket
import Foundation
import Testing

extension CommandSuite {
    /// The service with callers over AudioSocket on loopback, in real time.
    @Suite struct ServeTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// A service that runs, its folder and its port.
        private struct Service {
            let running: Running
            let folder: URL
            let port: Int

            var outcomes: URL { folder.appending(path: "outcomes") }

            func outcome(of call: PhoneCall) throws -> String {
                try String(
                    contentsOf: outcomes.appending(path: "\(call.uuid)"), encoding: .utf8)
            }
        }

        private func configure(_ lines: String) throws -> URL {
            let folder = try place.newFolder("serve")
            let file = folder.appending(path: "lines.json")
            try Data(lines.utf8).write(to: file)
            return file
        }

        private func serve(_ more: String = "", socket: String = "") throws -> Service {
            let file = try configure(
                """
                { "log": "log", "drain_seconds": 5 \(more),
                  "audiosocket": { "port": 0, "outcomes": "outcomes",
                    "transfers": { "service centre": "113" } \(socket) } }
                """)
            // As deploy/tongdai.service has it.
            let running = try place.startTool(
                "sh",
                [
                    "-c", "umask 077; exec \"$@\"", "sh", place.executable.path, "serve", "--json",
                    "--config", file.path,
                ])
            let port = running.complaint(matching: /on 127\.0\.0\.1, port ([0-9]+)/)
            return Service(
                running: running, folder: file.deletingLastPathComponent(),
                port: Int(try #require(port)) ?? 0)
        }

        private func mode(of file: URL) throws -> Int {
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            return try #require(attributes[.posixPermissions] as? Int)
        }

        private func question() throws -> [Int16] {
            let file = Workplace.fixtures.appending(path: "formats/rate-8000.wav")
            return try WAVFile(bytes: [UInt8](try Data(contentsOf: file))).channels[0]
        }

        @Test func aTelephoneCallerIsHeardAndAnswered() throws {
            let service = try serve()
            let call = try PhoneCall(port: service.port)
            // The greeting, to its end.
            #expect(try call.listen { service.running.has("agent.said") })
            #expect(call.hasHeardVoice(inLast: 3_000))
            try call.say(question())
            #expect(try call.listen { service.running.has("answer.chosen") })
            let silence = call.heard.count
            #expect(try call.listen(atMost: .seconds(5)) { call.hasHeardVoice(inLast: 100) })
            #expect(call.heard.count >= silence)
            // Key 0 is a person.
            try call.listen(atMost: .seconds(1))
            call.send(.dtmf("0"))
            #expect(try call.listen { call.isHungUp })
            #expect(try service.outcome(of: call) == "transfer 113")
            // Asterisk is another user; nobody else may read what was said.
            let outcomes = service.outcomes
            #expect(try mode(of: outcomes) == 0o755)
            #expect(try mode(of: outcomes.appending(path: "\(call.uuid)")) == 0o644)
            let log = service.folder.appending(path: "log")
            for name in try FileManager.default.contentsOfDirectory(atPath: log.path) {
                #expect(try mode(of: log.appending(path: name)) == 0o600)
            }
            service.running.send(SIGTERM)
            let outcome = service.running.finish()
            #expect(outcome.status == 0, "\(outcome.complaint)")
            #expect(outcome.events.answers == ["passport.fee"])
            #expect(outcome.events.last?.reason == "transfer")
            #expect(Event.breakOfChain(outcome.data) == nil)
            #expect(outcome.data.range(of: Data("\"line\":\"phone-1\"".utf8)) != nil)
            #expect(outcome.data.range(of: Data("\"source\":\"audiosocket\"".utf8)) != nil)
        }

        @Test func soundIsKeptWhereThatIsWantedAndTheCallerIsTold() throws {
            let service = try serve(", \"keep_audio\": \"on\", \"audio_coding\": \"mulaw\"")
            let call = try PhoneCall(port: service.port)
            // The greeting, and that the call is recorded.
            #expect(try call.listen { service.running.count("agent.said") >= 2 })
            service.running.send(SIGTERM)
            service.running.send(SIGTERM)
            let outcome = service.running.finish()
            #expect(outcome.status == 0, "\(outcome.complaint)")
            let transcript = String(decoding: outcome.data, as: UTF8.self)
            #expect(transcript.contains("recorded"))
            #expect(transcript.contains("\"audio_kept\":true,\"uuid\":\"\(call.uuid)\""))
            let audio = service.folder.appending(path: "log/audio")
            let names = try FileManager.default.contentsOfDirectory(atPath: audio.path)
            let file = audio.appending(path: try #require(names.first))
            #expect(names.count == 1 && file.pathExtension == "wav")
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[
                .posixPermissions]
            #expect(mode as? Int == 0o600)
            let sound = try WAVFile(bytes: [UInt8](try Data(contentsOf: file)))
            #expect(sound.coding == .muLaw && sound.channels.count == 2)
            // As long as the call was: what is on its way is written before the end.
            let duration = try #require(outcome.events.named("call.ended").first?.ms)
            #expect(abs(sound.frameCount / 8 - duration) <= 40)
            // Found by the exchange's id, with its sound.
            let shown = try place.run([
                "log", "show", "\(call.uuid)", "--log",
                service.folder.appending(path: "log").path,
            ])
            #expect(shown.status == 0 && shown.output.contains("sound: \(file.path)"))
        }

        @Test func anALSALineIsAnsweredBesideTheTelephones() throws {
            let line = try VirtualLine(place)
            let file = try configure(
                """
                { "log": "log", "drain_seconds": 1,
                  "alsa": [ { "name": "kiosk", "capture": "tongdai_capture",
                              "playback": "tongdai_playback" } ],
                  "audiosocket": { "port": 0 } }
                """)
            let running = try place.start(
                ["serve", "--json", "--config", file.path], environment: line.environment)
            let port = running.complaint(matching: /on 127\.0\.0\.1, port ([0-9]+)/)
            let call = try PhoneCall(port: Int(try #require(port)) ?? 0)
            #expect(try call.listen { running.count("agent.said") >= 2 })
            let question = Workplace.fixtures.appending(path: "formats/rate-16000.wav")
            #expect(try line.play(question).status == 0)
            #expect(running.event { $0.answer == "passport.fee" } != nil)
            running.send(SIGTERM)
            running.send(SIGTERM)
            let outcome = running.finish()
            #expect(outcome.status == 0, "\(outcome.complaint)")
            let ends = outcome.events.named("call.ended")
            #expect(ends.map(\.reason) == ["interrupted", "interrupted"])
            #expect(outcome.data.range(of: Data("\"line\":\"kiosk\"".utf8)) != nil)
        }

        @Test func knowledgeIsReadAnewAndABrokenPackIsNotUsed() throws {
            let models = try place.newFolder("models")
            let pack = models.appending(path: "en-US")
            try FileManager.default.copyItem(
                at: Workplace.root.appending(path: "models/en-US"), to: pack)
            let service = try serve(", \"models\": \"\(models.path)\"")
            let call = try PhoneCall(port: service.port)
            #expect(try call.listen { service.running.has("call.started") })
            service.running.send(SIGHUP)
            #expect(service.running.complaint("new calls have the knowledge"))
            try Data("{".utf8).write(to: pack.appending(path: "phrases.json"))
            service.running.send(SIGHUP)
            #expect(service.running.complaint("the knowledge was not changed"))
            // The running call goes on, and a new one is answered.
            #expect(try call.listen { service.running.has("agent.said") })
            let second = try PhoneCall(port: service.port)
            #expect(try second.listen { second.hasHeardVoice(inLast: 200) })
            service.running.send(SIGTERM)
            service.running.send(SIGTERM)
            #expect(service.running.finish().status == 0)
        }

        @Test func aServiceThatEndsLetsItsCallersFinishAndTakesNoOthers() throws {
            let service = try serve()
            let call = try PhoneCall(port: service.port)
            #expect(try call.listen { service.running.has("call.started") })
            service.running.send(SIGTERM)
            #expect(service.running.complaint("takes no more calls; 1 are running"))
            #expect(throws: PhoneCall.Failure.self) { try PhoneCall(port: service.port) }
            // Still spoken to, until the limit.
            #expect(try call.listen(atMost: .seconds(3)) { call.hasHeardVoice(inLast: 200) })
            #expect(try call.listen { call.isHungUp })
            let outcome = service.running.finish()
            #expect(outcome.status == 0, "\(outcome.complaint)")
            #expect(outcome.events.last?.reason == "interrupted")
            #expect(try service.outcome(of: call) == "hangup interrupted")
        }

        @Test func whoeverFindsNoLineWaitsAndIsAnsweredInTurn() throws {
            let service = try serve(", \"calls\": 1")
            let first = try PhoneCall(port: service.port)
            #expect(try first.listen { service.running.has("call.started") })
            let second = try PhoneCall(port: service.port)
            #expect(try second.listen(atMost: .seconds(5)) { second.hasHeardVoice(inLast: 200) })
            first.hangUp()
            #expect(
                try second.listen { service.running.count("call.started") == 2 })
            service.running.send(SIGTERM)
            service.running.send(SIGTERM)
            _ = service.running.finish()
        }

        @Test func onlyCallersWithATokenAreAnswered() throws {
            let tokens = try place.newFolder("tokens")
            let service = try serve(socket: ", \"tokens\": \"\(tokens.path)\"")
            let stranger = try PhoneCall(port: service.port)
            #expect(try stranger.listen(atMost: .seconds(5)) { stranger.isHungUp })
            let uuid = try #require(CallUUID(UUID().uuidString))
            try Data().write(to: tokens.appending(path: "\(uuid)"))
            let call = try PhoneCall(port: service.port, uuid: uuid)
            #expect(try call.listen { service.running.has("call.started") })
            let again = try PhoneCall(port: service.port, uuid: uuid)
            #expect(try again.listen(atMost: .seconds(5)) { again.isHungUp })
            service.running.send(SIGTERM)
            service.running.send(SIGTERM)
            let outcome = service.running.finish()
            #expect(outcome.events.named("call.started").count == 1)
        }

        @Test func tokensThatCannotBeTakenAreToldAtTheStart() throws {
            let file = try configure(
                "{ \"audiosocket\": { \"port\": 0, \"tokens\": \"/nonexistent/tokens\" } }")
            let run = try place.run("serve", "--config", file.path)
            #expect(run.status == 1)
            #expect(run.complaint.contains("/nonexistent/tokens: tokens of calls cannot be taken"))
            #expect(run.complaint.contains("remedy: "))
        }

        @Test func onlyCallersOnTheListAreAnswered() throws {
            let known = try #require(CallUUID(UUID().uuidString))
            let service = try serve(socket: ", \"uuids\": [\"\(known)\"]")
            let stranger = try PhoneCall(port: service.port)
            #expect(try stranger.listen(atMost: .seconds(5)) { stranger.isHungUp })
            let call = try PhoneCall(port: service.port, uuid: known)
            #expect(try call.listen { service.running.has("call.started") })
            service.running.send(SIGTERM)
            service.running.send(SIGTERM)
            #expect(service.running.finish().events.named("call.started").count == 1)
        }

        /// The devices of one line are away; the telephones of another are answered.
        @Test func aDeviceThatIsNotThereIsToldOnceAndDisturbsNoOtherLine() throws {
            let service = try serve(
                ", \"alsa\": [{ \"name\": \"kiosk\", \"capture\": \"nowhere\" }]")
            #expect(service.running.complaint("tongdai serve: kiosk: "))
            let call = try PhoneCall(port: service.port)
            // The whole greeting: the device is tried again in it.
            #expect(try call.listen { service.running.has("agent.said") })
            service.running.send(SIGTERM)
            service.running.send(SIGTERM)
            let outcome = service.running.finish()
            #expect(outcome.status == 0, "\(outcome.complaint)")
            let told = outcome.complaint.split(separator: "\n")
            #expect(told.count { $0.hasPrefix("tongdai serve: kiosk: ") } == 1)
        }

        @Test func aConfigurationIsCheckedWithPlaceAndRemedy() throws {
            let file = try configure("{\n  \"audiosocket\": { \"prot\": 9019 }\n}")
            let wrong = try place.run("serve", "--check", "--config", file.path)
            #expect(wrong.status == 1)
            #expect(wrong.complaint.hasPrefix("\(file.path):2:20: error: "))
            #expect(wrong.complaint.contains("remedy: use one of: name, host, port"))
            let right = try place.run(
                "serve", "--check", "--config",
                configure("{ \"audiosocket\": {} }").path)
            #expect(right.status == 0, "\(right.complaint)")
            #expect(right.output.hasSuffix("1 line, no mistakes\n"))
            #expect(try place.run("serve").status == 2)
            let missing = try place.run("serve", "--config", "/nowhere/lines.json")
            #expect(missing.status == 1 && missing.complaint.contains("remedy: "))
        }

        /// As `sd_notify(3)` has it.
        @Test func systemdIsToldOfTheServicesState() throws {
            let file = try configure("{ \"audiosocket\": { \"port\": 0 } }")
            let systemd = try NotifySocket("/tmp/tongdai-notify-\(UUID().uuidString)")
            let running = try place.start(
                ["serve", "--config", file.path], environment: ["NOTIFY_SOCKET": systemd.path])
            #expect(systemd.hears("READY=1"))
            #expect(systemd.hears("WATCHDOG=1"))
            running.send(SIGHUP)
            #expect(systemd.hears("RELOADING=1"))
            #expect(systemd.hears("READY=1"))
            running.send(SIGTERM)
            #expect(systemd.hears("STOPPING=1"))
            #expect(running.finish().status == 0)
        }

        @Test func aPortInUseIsTold() throws {
            let service = try serve()
            let file = try configure("{ \"audiosocket\": { \"port\": \(service.port) } }")
            let second = try place.run("serve", "--config", file.path)
            #expect(second.status == 1)
            #expect(second.complaint.contains("another program listens there; remedy: ss -ltnp"))
            service.running.send(SIGTERM)
            #expect(service.running.finish().status == 0)
        }
    }
}

extension Running {
    fileprivate func has(_ event: String) -> Bool { count(event) > 0 }

    fileprivate func count(_ event: String) -> Int {
        Event.list(outputSoFar).count { $0.event == event }
    }
}
