import Foundation
import Testing

/// Folders of calls that the program has not written itself, for the suites of `log`.
protocol LogFixture {
    var place: Workplace { get }
}

extension LogFixture {
    static var hostile: String { "\\u001b[2J\\u202e<b>=1+1" }

    func call(
        _ id: String, _ said: String, answer: String?, start: Date
    ) throws -> String {
        var chain = Chain(id, start: start)
        try chain.add(
            "call.started",
            "\"language\":\"en-US\",\"source\":\"alsa\",\"knowledge\":\"k\",\"version\":\"1\"",
            ms: 0)
        try chain.add(
            "caller.said",
            "\"text\":\"\(said)\",\"confidence\":0.8,\"alternatives\":[],\"start_ms\":900,"
                + "\"end_ms\":1800", ms: 2_000)
        let chosen =
            answer.map { "\"outcome\":\"answer\",\"answer\":\"\($0)\"" }
            ?? "\"outcome\":\"nomatch\""
        try chain.add("answer.chosen", chosen + ",\"score\":0.5", ms: 2_000)
        try chain.add("turn.latency", "\"endpoint_ms\":160,\"total_ms\":321.5", ms: 2_300)
        try chain.add(
            "call.ended", "\"reason\":\"goodbye\",\"duration_ms\":5000,\"turns\":1", ms: 5_000)
        return chain.text
    }

    /// Last Tuesday, and the day before, at noon by UTC.
    var tuesday: Date {
        let day = Int(Date().timeIntervalSince1970) / 86_400
        let back = ((day + 3) % 7 - 1 + 6) % 7 + 1
        return Date(timeIntervalSince1970: Double((day - back) * 86_400 + 43_200))
    }

    func name(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day()) + ".jsonl"
    }

    /// Four calls on two days.
    func filled() throws -> URL {
        let folder = try place.newFolder("log")
        let monday = tuesday.addingTimeInterval(-86_400)
        let first =
            try call("mon-lost", "i lost my identity card", answer: nil, start: monday)
            + call("mon-fee", "the fee please", answer: "passport.fee", start: monday)
        let second =
            try call("tue-lost", "my identity card is lost", answer: nil, start: tuesday)
            + call(
                "tue-known", "lost identity card", answer: "identity-card.lost", start: tuesday)
            + call("tue-hostile", Self.hostile, answer: nil, start: tuesday)
        try Data(first.utf8).write(to: folder.appending(path: name(monday)))
        try Data(second.utf8).write(to: folder.appending(path: name(tuesday)))
        return folder
    }

    func log(_ folder: URL, _ words: String...) throws -> Outcome {
        try place.run(["log"] + words + ["--log", folder.path], environment: ["TZ": "UTC"])
    }
}

/// The lines of a call, each with its chain.
private struct Chain {
    let call: String
    let start: Date
    var seq = 0
    var prev = String(repeating: "0", count: 32)
    var text = ""

    init(_ call: String, start: Date) { (self.call, self.start) = (call, start) }

    mutating func add(_ event: String, _ own: String, ms: Int) throws {
        let time = start.addingTimeInterval(Double(ms) / 1_000)
            .formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
        let line =
            "{\"v\":1,\"time\":\"\(time)Z\",\"call\":\"\(call)\",\"line\":\"hw:0\",\"seq\":\(seq),"
            + "\"ms\":\(ms),\"event\":\"\(event)\"\(own.isEmpty ? "" : "," + own),"
            + "\"prev\":\"\(prev)\"}"
        text += line + "\n"
        seq += 1
        prev = String(try Self.sha256(line).prefix(32))
    }

    /// By the system's program: not by the code that is tested.
    private static func sha256(_ line: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sha256sum"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(line.utf8))
        try input.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
