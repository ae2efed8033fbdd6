import CallLog
import Foundation
import Knowledge
import Testing
import Transcript

@Suite struct VConTests {
    private let now = LogSample.time("2026-11-28T12:00:00.000Z")

    private static let schema = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/vcon.schema.json")

    private func vcon(_ call: ScannedCall) throws -> JSONValue {
        try #require(VCon(call)).json(created: now, product: "tongdai 0")
    }

    private func complaints(_ value: JSONValue) throws -> [String] {
        let bytes = [UInt8](try Data(contentsOf: Self.schema))
        // As a reader gets it: written, and read again.
        return JSONSchema(try JSONParser.parse(bytes).value)
            .complaints(of: try JSONParser.parse(value.bytes).value)
    }

    private func sample(_ transfer: String? = nil) -> ScannedCall {
        var events = LogSample.events([.answered("how \"much\"", "a.b"), .refused("hộ khẩu")])
        if let transfer {
            events.insert(
                (9_000, .transfer(to: transfer, reason: "asked for")), at: events.count - 1)
        }
        return LogSample.scanned("c/1", LogSample.lines("c/1", events: events).map(\.bytes))
    }

    @Test(arguments: [nil, "sip:person@pbx", "person"])
    func aCallIsValid(_ transfer: String?) throws {
        let value = try vcon(sample(transfer))
        #expect(try complaints(value).isEmpty)
        #expect(value["dialog"]?.array?.count == (transfer == nil ? 4 : 5))
        #expect(value["parties"]?.array?.count == (transfer == nil ? 2 : 3))
        if transfer != nil { #expect(value["dialog"]?.array?.last?["original"] == 0) }
    }

    @Test func theSchemaFindsWhatIsWrong() throws {
        guard case .object(var members) = try vcon(sample()) else { return }
        members["uuid"] = "no-uuid"
        members["created_at"] = "yesterday"
        members["more"] = 1
        #expect(try complaints(.object(members)).count == 3)
    }

    /// By the draft's section 2.3: any JSON value with `json`, else a string.
    @Test(arguments: [("json", "\"x\"", 0), ("none", "\"x\"", 0), ("none", "{\"a\":1}", 1)])
    func whatABodyIsGoesByItsEncoding(
        _ encoding: String, _ body: String, _ expected: Int
    ) throws {
        guard case .object(var members) = try vcon(sample()),
            case .object(var analysis)? = members["analysis"]?.array?.first
        else {
            Issue.record("there is no analysis")
            return
        }
        #expect(analysis["encoding"]?.text == "json")
        #expect(analysis["body"]?.object != nil)
        (analysis["encoding"], analysis["body"]) = (
            .string(encoding), try JSONParser.parse(Array(body.utf8)).value
        )
        members["analysis"] = .array([.object(analysis)])
        #expect(try complaints(.object(members)).count == expected)
    }

    @Test func theTranscriptGoesAlongWithItsChain() throws {
        let call = sample()
        let value = try vcon(call)
        let body = try #require(value["attachments"]?.array?.first?["body"]?.text)
        let lines = body.split(separator: "\n").map { Array($0.utf8) }
        #expect(lines == call.lines.map(\.bytes))
        #expect(ChainCheck().check(LogSample.scanned("c/1", lines)).fault == nil)
        #expect(value["attachments"]?.array?.first?["filename"]?.text == "c-1.jsonl")
    }

    @Test func times() throws {
        let dialog = try #require(try vcon(sample())["dialog"]?.array)
        #expect(dialog[0]["parties"] == [0, 1])
        #expect(dialog[0]["body"]?.text == "how \"much\"")
        #expect(dialog[0]["start"]?.text == "2026-11-24T09:00:01.000Z")
        #expect(dialog[0]["duration"]?.number == 0.9)
        #expect(dialog[1]["parties"] == [1, 0])
        #expect(dialog[1]["start"]?.text == "2026-11-24T09:00:02.300Z")
    }

    @Test func aCallHasOneUUIDAndARedactedOneAnother() throws {
        let call = sample()
        let uuid = try vcon(call)["uuid"]
        #expect(try vcon(call)["uuid"] == uuid)
        #expect(uuid?.text?.dropFirst(14).first == "8")
        let redacted = Redaction(by: "", reason: "", time: now).redact(call, isWhole: true)
        let other = try vcon(LogSample.scanned("c/1", redacted.lines))
        #expect(other["uuid"] != uuid)
        #expect(other["redacted"]?["uuid"] == uuid)
        #expect(try complaints(other).isEmpty)
        #expect(!other.json.contains("khẩu"))
    }

    @Test func aCallInWhichNothingWasSaidIsValid() throws {
        let lines = LogSample.lines("c", []).map(\.bytes)
        #expect(try complaints(try vcon(LogSample.scanned("c", lines))).isEmpty)
        #expect(VCon(LogSample.scanned("c", [])) == nil)
    }
}
