import Foundation
import Testing

extension CommandSuite {
    @Suite struct HelpTests {
        static let commands = [
            "call", "replay", "ask", "check", "bench", "encoder", "log", "report", "knowledge",
            "monitor", "serve", "inbox",
        ]

        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        @Test(arguments: commands) func everyCommandExplainsItself(_ command: String) throws {
            let help = try place.run(command, "--help")
            #expect(help.status == 0)
            #expect(help.output.contains("usage: tongdai \(command)"))
            #expect(help.output.contains("--help"))
            #expect(help.complaint.isEmpty)
            #expect(try place.run("help", command).output == help.output)
            #expect(try place.run(command, "-h", "whatever").output == help.output)
        }

        @Test(arguments: ["--help", "-h", "help"])
        func theOverviewNamesEveryCommand(_ word: String) throws {
            let help = try place.run(word)
            #expect(help.status == 0)
            for command in Self.commands { #expect(help.output.contains("\n  \(command) ")) }
        }

        @Test func theVersionIsOneLine() throws {
            let version = try place.run("--version")
            #expect(version.status == 0)
            #expect(version.output.hasPrefix("tongdai ") && version.lines.count == 1)
        }

        @Test func aloneItSaysWhatItCanDoAndFails() throws {
            let alone = try place.run()
            #expect(alone.status == 2)
            #expect(alone.output.isEmpty)
            #expect(alone.complaint.contains("usage: tongdai COMMAND"))
        }

        @Test(arguments: [
            (["replai"], "did you mean 'replay'?"),
            (["frobnicate"], "tongdai --help lists them"),
            (["replay", "--jsn", "a.wav"], "did you mean --json?"),
            (["call", "--frobnicate"], "unknown option --frobnicate"),
            (["call", "--capture"], "--capture needs a value"),
            (["call", "hw:0"], "call takes options only, not 'hw:0'"),
            (["call", "--rate", "44100"], "--rate takes 8000 or 16000, not '44100'"),
            (["replay"], "name a recording"),
            (["replay", "--channel", "middle", "a.wav"], "left or right, not 'middle'"),
            (["replay", "--json=yes", "a.wav"], "--json takes no value"),
            (["replay", "--start", "noon", "a.wav"], "'noon' is no time"),
            (["ask", "--today", "2026-02-30", "what"], "'2026-02-30' is no day"),
            (["report", "a", "b"], "report takes one folder"),
            (["report", "--since", "noonish"], "'noonish' is no time"),
            (["report", "--time-zone", "Hanoi"], "such as Asia/Ho_Chi_Minh"),
            (["knowledge"], "knowledge needs to know what to do"),
            (["knowledge", "delete"], "it can list, show, add, edit"),
            (["knowledge", "import", "a.csv"], "knowledge import --csv FILE"),
            (["check", "en-US"], "check takes options only, not 'en-US'"),
            (["check", "--fixtures", "audio-fixtures", "--jobs", "0"], "whole number from 1"),
            (["check", "--jobs", "x"], "--jobs needs --fixtures"),
            (["check", "--times", "4"], "--times needs --fixtures"),
            (["check", "--fixtures", "x", "--times", "0"], "whole number from 1"),
            (["check", "--split", "tune"], "--split needs --fixtures or --understanding"),
            (["check", "--misses"], "--misses needs --fixtures or --understanding"),
            (["check", "--cuts", "--understanding", "x"], "--cuts needs --fixtures"),
            (["check", "--without", "sounds"], "--without needs --fixtures or --understanding"),
            (["check", "--fixtures", "x", "--without", "ears"], "takes nbest, posteriors,"),
            (["check", "--fixtures", "x", "--without", "nbest,"], "not ''"),
            (["check", "--understanding", "x", "--without", "nbest"], "needs --fixtures: what is"),
            (["check", "--fixtures", "x", "--understanding", "x"], "two measurements; name one"),
            (["bench", "patience"], "no bench 'patience'"),
            (["bench", "speak", "--allow", "3"], "--allow needs --baseline"),
            (["bench", "speak", "--cold"], "--cold needs bench startup"),
            (["bench", "speak", "--lines", "3"], "--lines needs bench calls"),
            (["bench", "calls", "speak"], "calls are measured by themselves"),
            (["bench", "calls", "--lines", "0"], "whole number from 1"),
            (["bench", "calls", "--ramp", "0"], "whole number from 1"),
            (["bench", "calls", "--count", "3"], "--count has no effect on calls"),
            (["bench", "calls", "--pid", "3"], "--pid needs --connect"),
            (["bench", "calls", "--connect", "here"], "--connect takes HOST:PORT"),
            (["bench", "calls", "--connect", "there:1"], "takes an IPv4 address, not 'there'"),
            (["bench", "intent", "--save", "x"], "--save has no effect on intent"),
            (["bench", "speak", "--train", "x"], "--train needs bench intent"),
            (["monitor", "--lines", "-1"], "--lines takes a whole number from 0"),
            (["monitor", "--plain", "--json"], "--plain and --json are two forms; name one"),
            (["bench", "intent"], "intent needs --train FILE"),
            (["bench", "intent", "--train", "x"], "intent needs --test FILE"),
            (["bench", "intent", "speak"], "intent is measured by itself"),
            (["bench", "intent", "--count", "3"], "--count has no effect on intent"),
            (
                ["bench", "intent", "--train", "x", "--test", "x", "--oos-test", "x"],
                "--oos-test needs --validation"
            ),
        ])
        func whatIsNotUnderstoodIsNamedAndNothingIsDone(
            _ words: [String], _ complaint: String
        ) throws {
            let refused = try place.run(words)
            #expect(refused.status == 2)
            #expect(refused.output.isEmpty)
            #expect(refused.complaint.contains(complaint), "\(refused.complaint)")
        }
    }
}
