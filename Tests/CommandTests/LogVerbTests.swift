import Foundation
import Testing

extension CommandSuite {
    /// `tongdai log` over folders of calls.
    @Suite struct LogVerbTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// A line of a call that the program has not written itself, with its chain.
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

        private static let hostile = "\\u001b[2J\\u202e<b>=1+1"

        private func call(
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
        private var tuesday: Date {
            let day = Int(Date().timeIntervalSince1970) / 86_400
            let back = ((day + 3) % 7 - 1 + 6) % 7 + 1
            return Date(timeIntervalSince1970: Double((day - back) * 86_400 + 43_200))
        }

        private func name(_ date: Date) -> String {
            date.formatted(.iso8601.year().month().day()) + ".jsonl"
        }

        /// Four calls on two days.
        private func filled() throws -> URL {
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

        private func log(_ folder: URL, _ words: String...) throws -> Outcome {
            try place.run(["log"] + words + ["--log", folder.path], environment: ["TZ": "UTC"])
        }

        private func hasControls(_ data: Data) -> Bool {
            String(decoding: data, as: UTF8.self).unicodeScalars.contains {
                $0.properties.generalCategory == .control && $0 != "\n"
                    || $0.properties.isBidiControl
            }
        }

        @Test func oneCommandFindsWhatTheHelpSaysItFinds() throws {
            let help = try place.run("log", "--help").output
            #expect(help.contains("lost identity card --by caller --on \"last tuesday\""))
            #expect(
                help.contains("log search --about \"lost identity card\" --on \"last tuesday\""))
            let found = try log(
                try filled(), "search", "lost", "identity", "card", "--by", "caller", "--on",
                "last tuesday", "--outcome", "unanswered", "--json")
            #expect(found.status == 0)
            #expect(found.lines.count == 1)
            #expect(found.output.contains("\"call\":\"tue-lost\""))
        }

        @Test func searchShowsCallsAndTheirQuestions() throws {
            let folder = try filled()
            let found = try log(folder, "search", "lost")
            #expect(found.status == 0)
            #expect(found.complaint == "3 calls\n")
            #expect(
                found.output.contains("00:00.9 \"my identity card is lost\" → refused (322 ms)"))
            #expect(found.output.contains("→ identity-card.lost"))
            #expect(try log(folder, "search", "--count").output == "5\n")
            #expect(try log(folder, "search", "zebra").output.isEmpty)
            #expect(
                try log(folder, "search", "--limit", "1").complaint.contains("the newest 1 shown"))
            #expect(
                try log(folder, "search", "--answer", "passport.fee", "--count").output == "1\n")
        }

        @Test func showIsTheCallAsItWent() throws {
            let folder = try filled()
            let shown = try log(folder, "show", "tue-known")
            #expect(shown.status == 0)
            #expect(shown.output.contains("caller   lost identity card (0.80)"))
            #expect(shown.output.contains("ended: goodbye, 00:05.0, 1 turn"))
            #expect(try log(folder, "show", "tue-kn").output == shown.output)
            let json = try log(folder, "show", "tue-known", "--json")
            #expect(
                json.events.map(\.event) == [
                    "call.started", "caller.said", "answer.chosen", "turn.latency", "call.ended",
                ])
            #expect(Event.breakOfChain(json.data) == nil)
            let many = try log(folder, "show", "tue-")
            #expect(many.status == 1)
            #expect(many.complaint.contains("3 calls begin with 'tue-'"))
            #expect(try log(folder, "show", "nobody").complaint.contains("no call 'nobody'"))
        }

        @Test func whatAHostileCallerSaysMovesNoCursor() throws {
            let folder = try filled()
            for words in [
                ["show", "tue-hostile"], ["show", "tue-hostile", "--json"], ["search"],
                ["search", "--json"], ["unanswered", "--words"],
                ["unanswered", "--words", "--json"],
                ["stats", "--by", "topic"], ["export", "--csv"],
                ["export", "--vcon", "tue-hostile"],
            ] {
                let outcome = try place.run(
                    ["log"] + words + ["--log", folder.path], environment: ["TZ": "UTC"])
                #expect(outcome.status == 0, "\(words)")
                let shown = outcome.output.replacing("\r\n", with: "\n").replacing(
                    "\u{FEFF}", with: "")
                #expect(!hasControls(Data(shown.utf8)), "\(words)")
            }
        }

        @Test func unansweredQuestionsAreGrouped() throws {
            let groups = try log(try filled(), "unanswered", "--words")
            #expect(groups.status == 0)
            #expect(groups.output.contains("     2  i lost my identity card"))
            #expect(groups.output.contains("mon-lost  at 00:00.9"))
            #expect(groups.output.contains("also: my identity card is lost (1)"))
        }

        @Test func statsCount() throws {
            let stats = try log(try filled(), "stats", "--json")
            #expect(stats.lines.count == 3)
            #expect(
                stats.lines.last?.contains(
                    "\"key\":\"total\",\"calls\":5,\"questions\":5,\"answered\":2") == true)
            #expect(try log(try filled(), "stats").lines.first?.hasPrefix("day ") == true)
        }

        @Test func verifyNamesTheLineAndItsFile() throws {
            let folder = try filled()
            #expect(try log(folder, "verify").output == "whole: 2 files, 5 calls, 25 lines\n")
            let file = folder.appending(path: name(tuesday))
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            try Data(text.replacing("card is lost", with: "card is gone").utf8).write(to: file)
            let broken = try log(folder, "verify")
            #expect(broken.status == 1)
            #expect(broken.output.contains("\(name(tuesday)):2: call tue-lost: seq 1 was altered"))
            #expect(
                broken.output.hasSuffix(
                    "\nbroken: the chain of 1 call does not hold; looked at: 2 files, 5 calls, "
                        + "25 lines\n"))
            #expect(try log(folder, "verify", "tue-known").status == 0)
            #expect(try log(folder, "verify", "--json").output.contains("\"kind\":\"altered\""))
        }

        @Test func redactAndPurgeHold() throws {
            let folder = try filled()
            let redacted = try log(
                folder, "redact", "tue-lost", "--signed", "Lan", "--reason", "asked for")
            #expect(redacted.status == 0, "\(redacted.complaint)")
            #expect(try log(folder, "show", "tue-lost").output.contains("caller   [redacted]"))
            #expect(
                try log(folder, "verify").output.hasPrefix(
                    "whole: 2 files, 5 calls, 26 lines (1 redacted)"))
            #expect(try log(folder, "redact", "tue-lost").status == 1)
            let file = folder.appending(path: name(tuesday))
            #expect(Event.breakOfChain(try Data(contentsOf: file)) == nil)
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[
                .posixPermissions]
            #expect(mode as? Int == 0o600)
            let dry = try log(folder, "purge", "--older-than", "0d", "--dry-run")
            #expect(dry.output.contains("would remove 2 files"))
            let purged = try log(folder, "purge", "--older-than", "0d", "--signed", "Lan")
            #expect(purged.status == 0)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["purged.jsonl"]
            )
            let verified = try log(folder, "verify")
            #expect(verified.status == 0)
            #expect(verified.output.contains("by Lan"))
            let markers = folder.appending(path: "purged.jsonl")
            try (Data(contentsOf: markers) + Data("garbage\n".utf8)).write(to: markers)
            let damaged = try log(folder, "verify")
            #expect(damaged.status == 1)
            #expect(damaged.output.contains("purged.jsonl:2: it could not be read"))
            #expect(
                damaged.output.hasPrefix("not whole: ") || damaged.output.contains("\nnot whole: "))
        }

        @Test func anExportIsWholeAndItsOwnersOnly() throws {
            let (folder, out) = (try filled(), try place.newFolder("out"))
            let file = out.appending(path: "calls.csv")
            #expect(try log(folder, "export", "--csv", "--output", file.path).status == 0)
            let csv = try Data(contentsOf: file)
            #expect(csv.starts(with: [0xEF, 0xBB, 0xBF]))
            #expect(csv.split(separator: 0x0A).count == 6)
            #expect(
                try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
                    as? Int
                    == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: out.path) == ["calls.csv"])
            let vcon = try log(folder, "export", "--vcon", "tue-known")
            let json = try JSONSerialization.jsonObject(with: vcon.data) as? [String: Any]
            #expect(json?["uuid"] != nil)
        }

        @Test func compressedDaysGarbageAndLinks() throws {
            let folder = try filled()
            let file = folder.appending(path: name(tuesday))
            #expect(try place.startTool("gzip", [file.path]).finish().status == 0)
            try Data("garbage\n{\"v\":1,\"ti".utf8).write(
                to: folder.appending(path: "2020-01-01.jsonl"))
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "2020-01-02.jsonl").path,
                withDestinationPath: "/etc/passwd")
            let found = try log(folder, "search", "--count")
            #expect(found.output == "5\n")
            #expect(found.status == 1)
            #expect(found.complaint.contains("2020-01-02.jsonl: it is a link out of the folder"))
            try FileManager.default.removeItem(at: folder.appending(path: "2020-01-02.jsonl"))
            let verified = try log(folder, "verify")
            #expect(verified.status == 1)
            #expect(verified.output.contains("2020-01-01.jsonl:1: damaged"))
            #expect(verified.output.contains("2020-01-01.jsonl:2: torn"))
            #expect(
                verified.output.hasSuffix(
                    "\nnot whole: 1 line could not be read; looked at: 3 files, 5 calls, 27 lines "
                        + "(1 torn line)\n"))
        }

        @Test func onlyATornLineLeavesTheLogWhole() throws {
            let folder = try filled()
            let day = folder.appending(path: name(tuesday))
            let whole = try Data(contentsOf: day)
            func verify(_ added: String) throws -> Outcome {
                try (whole + Data(added.utf8)).write(to: day)
                return try log(folder, "verify")
            }
            let torn = try verify("{\"v\":1,\"time\":\"2026-11")
            #expect(torn.status == 0)
            #expect(torn.output.contains("\(name(tuesday)):16: torn"))
            #expect(torn.lines.last?.hasPrefix("whole: ") == true)
            // What the next writer makes of it: a line of its own.
            #expect(
                try verify("{\"v\":1,\"ti\n" + call("b", "x", answer: nil, start: tuesday)).status
                    == 0)
            for damage in ["garbage\n", "{\"v\":1}\n", "{\"v\":1,\"a\":2}x\n", "\u{0}\n"] {
                let damaged = try verify(damage)
                #expect(damaged.status == 1, "\(damage)")
                #expect(damaged.output.contains("\(name(tuesday)):16: damaged"), "\(damage)")
            }
            // A line in the middle of its call that is cut is missing from it.
            let cut = String(decoding: whole, as: UTF8.self).replacing(
                "card is lost\"", with: "card\n")
            try Data(cut.utf8).write(to: day)
            let missing = try log(folder, "verify")
            #expect(missing.status == 1)
            #expect(missing.lines.last?.hasPrefix("broken: the chain of 1 call does not") == true)
        }

        @Test func linesThatCannotBeReadAreToldByEveryVerbThatReads() throws {
            let folder = try filled()
            let day = folder.appending(path: name(tuesday))
            let text = String(decoding: try Data(contentsOf: day), as: UTF8.self)
                // Well begun, and no JSON behind that.
                .replacing("\"endpoint_ms\":160", with: "\"endpoint_ms\":\"160", maxReplacements: 1)
            try Data((String(repeating: "garbage\n", count: 1_200) + text).utf8).write(to: day)
            let notice = "\(name(tuesday)): 1201 lines could not be read and are left out; remedy:"
            for words in [
                ["log", "search"], ["log", "stats"], ["log", "unanswered", "--words"],
                ["log", "export", "--csv"],
            ] {
                let outcome = try place.run(words + ["--log", folder.path])
                #expect(outcome.status == 0, "\(words)")
                let told = outcome.complaint.split(separator: "\n").filter { $0.contains(notice) }
                #expect(told.count == 1, "\(words): \(outcome.complaint)")
            }
            let against = try place.run("replay", "--against", folder.path)
            #expect(against.complaint.contains(notice), "\(against.complaint)")
            let report = try place.run("report", folder.path, "-o", "-")
            #expect(report.complaint.contains("tongdai report: \(notice)"))
            #expect(
                report.output.contains("1,201 lines of the log could not be read and were left"))
            let watched = try place.run("monitor", "--once", folder.path)
            #expect(watched.complaint.contains("1201 lines could not be read and are left out"))
            let verified = try log(folder, "verify", "--json")
            #expect(verified.output.contains("\"damaged_lines\":1201,\"torn_lines\":0"))
        }

        @Test func nothingIsWrittenOverTheLog() throws {
            let folder = try filled()
            let day = folder.appending(path: name(tuesday))
            let packed = folder.appending(path: "2020-01-01.jsonl.gz")
            let purges = folder.appending(path: "purged.jsonl")
            for file in [packed, purges] { try Data("kept".utf8).write(to: file) }
            let link = try place.newFolder("out").appending(path: "page.html")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: day)
            let before = try [day, packed, purges].map { try Data(contentsOf: $0) }
            let lines = link.deletingLastPathComponent().appending(path: "lines.json")
            try Data(#"{ "log": "log", "audiosocket": { "port": 0 } }"#.utf8).write(to: lines)
            for path in [day.path, packed.path, purges.path, day.path + ".1", link.path] {
                for words in [
                    ["report", folder.path, "-o", path],
                    ["log", "export", "--csv", "--log", folder.path, "--output", path],
                    [
                        "log", "export", "--vcon", "tue-known", "--log", folder.path, "--output",
                        path,
                    ],
                    ["log", "capsule", "tue-known", "--log", folder.path, "-o", path],
                    ["serve", "--check", "--config", lines.path, "--metrics", path],
                    ["call", "--capture", "null", "--playback", "null", "--metrics", path],
                    ["knowledge", "export", "--csv", "-o", path],
                    ["replay", "--timings", path, "nothing.wav"],
                    ["bench", "--save", path],
                ] {
                    let refused = try place.run(words)
                    #expect(refused.status == 2, "\(words): \(refused.complaint)")
                    #expect(
                        refused.complaint.contains("would write over a file of the call log; name"),
                        "\(words): \(refused.complaint)")
                }
            }
            #expect(try [day, packed, purges].map { try Data(contentsOf: $0) } == before)
            // A folder that is to become a log, and one that has nothing to do with any.
            let empty = try place.newFolder("log")
            let soon = empty.appending(path: "2026-11-28.jsonl").path
            #expect(try place.run("report", empty.path, "-o", soon).status == 2)
            try FileManager.default.removeItem(at: packed)
            #expect(try place.run("report", folder.path, "-o", soon).status == 0)
        }

        @Test func linesOfANewerVersionAreToldByEveryVerbThatReads() throws {
            let folder = try filled()
            let file = folder.appending(path: name(tuesday))
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            // The end of a call: of its last line the chain says nothing.
            let lines = text.split(separator: "\n").map { line -> String in
                guard line.contains("call.ended") else { return String(line) }
                return String(line).replacing("{\"v\":1,", with: "{\"v\":7,")
            }
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
            let notice = "\(name(tuesday)): 3 lines of a newer version of this program"
            for words in [
                ["search", "lost"], ["show", "tue-known"], ["stats"], ["unanswered", "--words"],
                ["export", "--csv"], ["export", "--vcon", "tue-lost"],
            ] {
                let outcome = try place.run(["log"] + words + ["--log", folder.path])
                #expect(outcome.status == 0, "\(words)")
                let told = outcome.complaint.split(separator: "\n").filter { $0.contains(notice) }
                #expect(told.count == 1, "\(words): \(outcome.complaint)")
            }
            let verified = try log(folder, "verify")
            #expect(verified.status == 0, "\(verified.output)")
            #expect(verified.output.contains(notice))
            #expect(
                try log(folder, "verify", "--json").output.contains("\"lines\":3,\"version\":7"))
            let page = folder.appending(path: "report.html")
            let report = try place.run("report", "-o", page.path, folder.path)
            #expect(report.complaint.contains("tongdai report: \(notice)"))
            let html = String(decoding: try Data(contentsOf: page), as: UTF8.self)
            #expect(html.contains("3 lines of the log came from a newer version"))
        }

        @Test func aRotatedDayIsNamed() throws {
            let folder = try filled()
            try Data("x\n".utf8).write(to: folder.appending(path: "2020-01-01.jsonl.1"))
            let verified = try log(folder, "verify")
            #expect(verified.status == 1)
            #expect(verified.output.contains("2020-01-01.jsonl.1: it has a day's name"))
            let dry = try log(folder, "purge", "--older-than", "9w", "--dry-run")
            #expect(dry.status == 0)
            #expect(dry.complaint.contains("2020-01-01.jsonl.1: it has a day's name"))
            #expect(dry.complaint.contains("it would go all the same, as too old"))
            #expect(dry.output.contains("would remove 1 files"))
        }

        @Test(arguments: ["--reason", "--signed"])
        func anEmptySignatureIsNone(_ option: String) throws {
            let refused = try log(try filled(), "purge", "--older-than", "1w", option, " ")
            #expect(refused.status == 2)
            #expect(refused.complaint.contains("\(option) is empty"))
        }

        @Test func theRecordingThatIsNamedMustBeThere() throws {
            let folder = try filled()
            let file = folder.appending(path: "c.tongdai").path
            let nowhere = try log(
                folder, "capsule", "tue-known", "-o", file, "--recordings", "/nonexistent")
            #expect(nowhere.status == 1)
            #expect(
                nowhere.complaint.contains("/nonexistent: there is none; remedy: name the folder"))
            let none = try log(
                folder, "capsule", "tue-known", "-o", file, "--recordings", folder.path)
            #expect(none.status == 1)
            #expect(none.complaint.contains("no sound of tue-known is in it; remedy:"))
            #expect(!FileManager.default.fileExists(atPath: file))
        }

        @Test(arguments: [
            (["log"], "name a verb"), (["log", "serch"], "did you mean 'search'?"),
            (["log", "search", "--on", "soon"], "'soon' is no time"),
            (["log", "search", "--outcome", "x"], "is none of answered"),
            (["log", "search", "--by", "me"], "caller or agent"),
            (
                ["log", "search", "--since", "2026-11-02", "--until", "2026-11-01"],
                "--since is not before"
            ),
            (["log", "search", "--on", "14:30"], "not a moment"),
            (["log", "purge"], "purge needs --older-than"),
            (["log", "purge", "--older-than", "9"], "'9' is no age"),
            (["log", "show"], "show takes one call's id"),
            (["log", "export"], "name one of --vcon CALL and --csv"),
            (["log", "stats", "--by", "moon"], "'moon' is none of day"),
        ])
        func whatIsNotUnderstoodIsNamed(_ words: [String], _ complaint: String) throws {
            let refused = try place.run(words)
            #expect(refused.status == 2)
            #expect(refused.output.isEmpty)
            #expect(refused.complaint.contains(complaint), "\(refused.complaint)")
        }

        @Test func aMissingFolderIsToldWithItsRemedy() throws {
            let refused = try place.run("log", "search", "--log", "/nonexistent")
            #expect(refused.status == 1)
            #expect(
                refused.complaint.contains(
                    "/nonexistent: there is none; remedy: name the log folder"))
        }

        @Test(arguments: [
            "show", "search", "unanswered", "stats", "verify", "redact", "purge", "export",
        ])
        func everyVerbExplainsItself(_ verb: String) throws {
            let help = try place.run("log", verb, "--help")
            #expect(help.status == 0)
            #expect(help.output.contains("usage: tongdai log \(verb)"))
            #expect(try place.run("help", "log", verb).output == help.output)
        }
    }
}
