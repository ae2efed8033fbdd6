import Foundation
import Testing

extension CommandSuite {
    /// What of a log cannot be read, is left out, or must not be written over.
    @Suite struct LogDamageTests: LogFixture {
        let place: Workplace

        init() throws { place = try Workplace.shared() }

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
            for damage in [
                "garbage\n", "{\"v\":1}\n", "{\"v\":1,\"a\":2}x\n", "\u{0}\n", "garbage", "\u{0}",
            ] {
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
    }
}
