import Foundation
import Metrics
import Testing
import Transcript

/// The checker of Prometheus, in the Debian package `prometheus`.
private enum Promtool {
    static let path = ["/usr/bin/promtool", "/usr/local/bin/promtool"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static let remedy: Comment = "promtool is missing; remedy: apt-get install prometheus"

    static func run(_ arguments: [String], input: Data? = nil) throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = arguments
        let (entry, exit) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (entry, exit, exit)
        try process.run()
        if let input { try entry.fileHandleForWriting.write(contentsOf: input) }
        try entry.fileHandleForWriting.close()
        let said = try exit.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
}

@Suite struct PromtoolTests {
    @Test(.enabled(if: Promtool.path != nil, Promtool.remedy))
    func promtoolFindsNothingToSayAgainstTheMetrics() throws {
        var metrics = CallMetrics(version: "0.1.0", start: SampleEvents.start)
        for event in [
            SampleEvents.begun(), SampleEvents.said(), SampleEvents.chosen(.answer),
            SampleEvents.latency(412.5, recognise: 3.2), SampleEvents.fault("line", "lost"),
            .transfer(to: "desk", reason: "asked \"for\""), SampleEvents.ended("transfer"),
        ] {
            metrics.take(event, call: "a")
        }
        let (status, said) = try Promtool.run(["check", "metrics"], input: Data(metrics.text.utf8))
        #expect(status == 0, "\(said)")
        #expect(said == "")
    }

    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let rules = repository.appending(path: "deploy/prometheus/tongdai.rules.yml")

    @Test(.enabled(if: Promtool.path != nil, Promtool.remedy))
    func promtoolAcceptsTheAlertRulesAndTheirTests() throws {
        let (status, said) = try Promtool.run(["check", "rules", Self.rules.path])
        #expect(status == 0, "\(said)")
        let tests = Self.repository.appending(path: "deploy/prometheus/tongdai.rules.test.yml")
        let (tested, verdict) = try Promtool.run(["test", "rules", tests.path])
        #expect(tested == 0, "\(verdict)")
    }

    /// Every metric that the rules and the dashboard ask for is one that is written.
    @Test func rulesAndDashboardUseOnlyMetricsThatAreWritten() throws {
        let dashboard = Self.repository.appending(path: "deploy/grafana/tongdai.json")
        let written = CallMetrics(version: "1", start: SampleEvents.start).text
        let always = Set(
            written.split(separator: "\n").filter { !$0.hasPrefix("# TYPE") }.map {
                let name = $0.hasPrefix("# HELP ") ? $0.dropFirst(7) : $0
                return String(name.prefix { $0 != "{" && $0 != " " })
            })
        // These have no value before the first call.
        let later: Set = [
            "tongdai_calls_started_total", "tongdai_transfers_total", "tongdai_actions_total",
        ]
        for file in [Self.rules, dashboard] {
            let text = try String(contentsOf: file, encoding: .utf8)
            let used = text.matches(of: /tongdai_[a-z_]+/).map { String($0.output) }
            #expect(!used.isEmpty)
            for name in used { #expect(always.union(later).contains(name), "\(name)") }
        }
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: dashboard))
        #expect((json as? [String: Any])?["panels"] is [Any])
    }
}
