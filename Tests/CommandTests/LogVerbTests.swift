import Foundation
import Testing

extension CommandSuite {
    /// `tongdai log` over folders of calls.
    @Suite struct LogVerbTests: LogFixture {
        let place: Workplace

        init() throws { place = try Workplace.shared() }

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
