import Audio
import AudioSocket
import Foundation
import Knowledge
import Testing

@testable import Serving

@Suite struct LinesReaderTests {
    private func read(_ text: String) -> (configuration: LinesConfiguration?, problems: [String]) {
        let (configuration, problems) = LinesReader.read(Array(text.utf8), file: "lines.json")
        return (configuration, problems.map(\.description))
    }

    @Test func aSmallConfigurationHasItsDefaults() throws {
        let read = read(#"{ "audiosocket": {} }"#)
        #expect(read.problems == [])
        let configuration = try #require(read.configuration)
        let socket = try #require(configuration.socket)
        #expect(configuration.keepAudio == nil && configuration.audioCoding == .pcm16)
        #expect(configuration.language == "en-US" && configuration.calls == nil)
        #expect(socket.host == "127.0.0.1" && socket.port == 9_019 && socket.rate == .telephone)
        #expect(socket.uuids == nil && socket.tokens == nil && socket.outcomes == nil)
        #expect(configuration.alsa.isEmpty)
    }

    @Test func everyFieldIsRead() throws {
        let read = read(
            """
            {
              "$schema": "lines.schema.json",
              "language": "en-US", "models": "m", "log": "l", "keep_audio": "on",
              "audio_coding": "mulaw", "partials": true, "calls": 40, "waiting": 5,
              "patience_seconds": 60, "drain_seconds": 30, "workers": 2,
              "alsa": [
                { "name": "kiosk", "capture": "hw:1", "playback": "hw:2", "rate": 8000,
                  "echo": true },
                { "capture": "hw:3" }
              ],
              "audiosocket": {
                "name": "city", "host": "::1", "port": 9020, "rate": 16000, "connections": 9,
                "connections_per_peer": 8, "handshake_seconds": 2, "idle_seconds": 3,
                "uuids": [ "40325ec2-5efd-4bd3-805f-53576e581d13" ],
                "tokens": "t", "outcomes": "o", "transfers": { "service centre": "113" }
              }
            }
            """)
        #expect(read.problems == [])
        let configuration = try #require(read.configuration)
        #expect(configuration.alsa.map(\.name) == ["kiosk", "hw:3"])
        #expect(configuration.alsa.map(\.playback) == ["hw:2", "hw:3"])
        #expect(configuration.keepAudio == "on" && configuration.audioCoding == .muLaw)
        #expect(configuration.wantsPartials)
        #expect(configuration.alsa.map(\.hearsItself) == [true, false])
        #expect(configuration.calls == 40 && configuration.drain == .seconds(30))
        let socket = try #require(configuration.socket)
        #expect(socket.host == "::1" && socket.port == 9_020 && socket.rate == .wideband)
        #expect(socket.connections == 9 && socket.connectionsOfPeer == 8)
        #expect(socket.uuids?.count == 1 && socket.transfers == ["service centre": "113"])
    }

    @Test(arguments: [
        ("{ \"audiosocket\": { \"prot\": 1 } }", "1:20", "no field \"prot\"", "port"),
        ("{\n \"calls\": 0, \"audiosocket\": {} }", "2:11", "\"calls\" is a number", "write 1"),
        ("{\"audiosocket\": {\"rate\": 44100}}", "1:26", "8000 or 16000", "write 8000"),
        ("{\"audio_coding\": \"mp3\"}", "1:18", "\"pcm\" or \"mulaw\"", "mulaw"),
        ("{\"alsa\": [{}]}", "1:11", "\"capture\" is missing", "plughw"),
        ("{\"alsa\": [{\"capture\":\"a\"},{\"capture\":\"a\"}]}", "1:27", "called \"a\"", "name"),
        ("{\"audiosocket\": {\"uuids\": [\"x\"]}}", "1:28", "than a UUID", "40325ec2"),
        ("{\"audiosocket\": {\"echo\": 1}}", "1:26", "\"echo\" is a number", "write true"),
        ("{}", "1:1", "no line is configured", "audiosocket"),
        ("[]", "1:1", "is a list", "object"),
        ("{", "1:2", "the file ends", "close it"),
        ("{\"audiosocket\": {\"host\": \"\"}}", "1:26", "not a text that is not empty", "write"),
    ])
    func mistakesAreNamedWithTheirPlaceAndRemedy(
        text: String, place: String, message: String, remedy: String
    ) throws {
        let read = read(text)
        #expect(read.configuration == nil)
        let problem = try #require(read.problems.first)
        #expect(problem.hasPrefix("lines.json:\(place): error: "), "\(problem)")
        #expect(problem.contains(message) && problem.contains("; remedy: "), "\(problem)")
        #expect(problem.contains(remedy), "\(problem)")
    }

    /// The schema completes in an editor; the code decides. Both must say the same.
    @Test func theSchemaHasTheFieldsThatTheCodeKnows() throws {
        let place = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "deploy/lines.schema.json")
        let schema = try JSONParser.parse([UInt8](try Data(contentsOf: place))).value
        func keys(_ value: JSONValue?) -> [String] {
            value?["properties"]?.object?.members.map(\.key).filter { $0 != "$schema" } ?? []
        }
        let fields = LinesReader.fields
        #expect(keys(schema) == fields.root)
        #expect(keys(schema["properties"]?["alsa"]?["items"]) == fields.alsa)
        #expect(keys(schema["properties"]?["audiosocket"]) == fields.socket)
    }

    @Test func theExampleHasNoMistakes() throws {
        let place = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "deploy/lines.json")
        let read = LinesReader.read([UInt8](try Data(contentsOf: place)), file: "lines.json")
        #expect(read.problems.isEmpty && read.configuration?.socket != nil)
    }
}
