import Foundation
import Testing

extension CommandSuite {
    /// The view over the log folder, as lines and on a terminal.
    @Suite struct MonitorTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        private func line(_ call: String, _ seq: Int, _ text: String) -> String {
            """
            {"v":1,"time":"2026-11-28T09:00:0\(seq).000Z","call":"\(call)","line":"hw:0","seq":\(seq),\
            "ms":\(seq * 1_000),"event":"caller.said","text":"\(text)","confidence":0.9,"alternatives":[],\
            "start_ms":0,"end_ms":1,"prev":""}

            """
        }

        private func append(_ text: String, to file: URL) throws {
            guard FileManager.default.fileExists(atPath: file.path) else {
                return try Data(text.utf8).write(to: file)
            }
            let handle = try FileHandle(forWritingTo: file)
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        }

        @Test func inAPipeItPrintsTheLastEventsAndFollows() throws {
            let folder = try place.newFolder("log")
            let file = folder.appending(path: "2026-11-28.jsonl")
            try append((0..<5).map { line("a", $0, "before \($0)") }.joined(), to: file)
            let running = try place.start(["monitor", "--json", "--lines", "2", folder.path])
            #expect(running.event { $0.text == "before 4" } != nil)
            // A line is told when it is whole.
            let next = line("a", 5, "after")
            try append(String(next.prefix(40)), to: file)
            try append(String(next.dropFirst(40)), to: file)
            #expect(running.event { $0.text == "after" } != nil)
            // Cut, rotated, another day.
            try Data(line("b", 0, "cut").utf8).write(to: file)
            #expect(running.event { $0.text == "cut" } != nil)
            try FileManager.default.moveItem(at: file, to: folder.appending(path: "old"))
            try append(line("b", 1, "new file"), to: file)
            #expect(running.event { $0.text == "new file" } != nil)
            try append(line("b", 2, "new day"), to: folder.appending(path: "2026-11-29.jsonl"))
            #expect(running.event { $0.text == "new day" } != nil)
            running.send(SIGTERM)
            let outcome = running.finish()
            #expect(
                outcome.events.map(\.text)
                    == ["before 3", "before 4", "after", "cut", "new file", "new day"])
        }

        @Test func aFolderThatIsMissingIsWaitedFor() throws {
            let folder = try place.newFolder("log", isMade: false)
            let running = try place.start(["monitor", "--plain", folder.path])
            #expect(running.complaint("there is no such folder yet; waiting for it"))
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try append(
                line("a", 1, "hello <b>\\u001b[2J"),
                to: folder.appending(path: "2026-11-28.jsonl"))
            #expect(
                running.output(
                    "2026-11-28T09:00:01.000Z a hw:0 00:01.0 caller   hello <b>\u{FFFD}[2J (0.90)\n"
                ))
            running.send(SIGTERM)
            _ = running.finish()
        }

        @Test func whatIsNoFolderAndWhatIsNoLogIsTold() throws {
            let folder = try place.newFolder("log")
            let file = folder.appending(path: "2026-11-28.jsonl")
            try append("no json\n" + line("a", 1, "good") + "{\"v\":1,", to: file)
            let refused = try place.run("monitor", file.path)
            #expect(refused.status == 1)
            #expect(refused.complaint.contains("this is no folder"))
            // A link out of the folder is not followed.
            let other = try place.newFolder("other")
            try append(line("a", 2, "secret"), to: other.appending(path: "x"))
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "2026-11-29.jsonl"),
                withDestinationURL: other.appending(path: "x"))
            let read = try place.run("monitor", "--once", "--json", folder.path)
            #expect(read.status == 0)
            #expect(read.events.map(\.text) == ["good"])
            #expect(read.complaint.contains("1 line could not be read and is left out"))
            #expect(read.complaint.contains("days not followed: 1 no plain file (a link?)"))
        }

        @Test func aFolderThatIsMissingIsAnErrorWhereNobodyWaits() throws {
            let folder = try place.newFolder("log", isMade: false)
            let read = try place.run("monitor", "--once", folder.path)
            #expect(read.status == 1)
            #expect(read.complaint.contains("there is no such folder; remedy: name the log folder"))
        }

        @Test func jsonHasMembersThatThisVersionDoesNotKnow() throws {
            let folder = try place.newFolder("log")
            let known = line("a", 1, "good")
            let more = known.replacing("\"prev\"", with: "\"mood\":\"calm\",\"prev\"")
            try append(more, to: folder.appending(path: "2026-11-28.jsonl"))
            let read = try place.run("monitor", "--once", "--json", folder.path)
            #expect(read.output == more)
        }

        @Test func whatItLeavesOutAndWhatIsNewerIsToldOnce() throws {
            let folder = try place.newFolder("log")
            let newer = (1...3).map { line("a", $0, "newer \($0)") }.joined()
                .replacing("{\"v\":1,", with: "{\"v\":9,")
            try append(
                line("a", 0, "good") + newer, to: folder.appending(path: "2026-11-28.jsonl"))
            for name in ["2026-11-27.jsonl.gz", "2026-11-26.jsonl.xz", "2026-11-28.jsonl.1"] {
                try append("x", to: folder.appending(path: name))
            }
            let read = try place.run("monitor", "--once", "--json", folder.path)
            #expect(read.status == 0)
            #expect(read.events.map(\.text) == ["good", "newer 1", "newer 2", "newer 3"])
            #expect(
                read.complaint.contains(
                    "days not followed: 2 compressed, 1 renamed; see tongdai log"))
            #expect(
                read.complaint.contains(
                    "3 lines of a newer version of this program, read as far as they are known"))
            #expect(read.complaint.split(separator: "\n").count == 2)
        }

        /// Runs the view in a terminal of 80 × 24 that `script` makes; the shell in
        /// it compares the terminal's settings before and after.
        private func inTerminal(_ folder: URL, environment: [String: String] = [:]) throws
            -> Running
        {
            let command = """
                stty cols 80 rows 24; stty -g > '\(folder.path)/before'
                sh -c 'echo $$ > "\(folder.path)/id"; exec "\(place.executable.path)" monitor "\(folder.path)"'
                echo "ended with $?"; stty -g > '\(folder.path)/after'
                """
            return try place.startTool(
                "script", ["-qec", command, "/dev/null"],
                environment: environment.merging(["TERM": "xterm"]) { own, _ in own })
        }

        private func text(_ folder: URL, _ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }

        private static let enter = "\u{1B}[?1049h"
        private static let leave = "\u{1B}[?1049l"

        @Test func onATerminalItIsAScreenThatLeavesNothingBehind() throws {
            let folder = try place.newFolder("log")
            try append(
                line("a", 1, "what is the fee"), to: folder.appending(path: "2026-11-28.jsonl"))
            let running = try inTerminal(folder)
            running.write(Data("jk?q".utf8))
            let outcome = running.finish()
            #expect(outcome.output.contains(Self.enter))
            #expect(outcome.output.contains("tongdai"))
            #expect(outcome.output.contains("what is the fee"))
            #expect(outcome.output.contains(Self.leave))
            #expect(outcome.output.contains("ended with 0"))
            #expect(try text(folder, "before") == text(folder, "after"))
        }

        @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV])
        func whateverEndsItTheTerminalIsAsItWas(_ signal: Int32) throws {
            let folder = try place.newFolder("log")
            let running = try inTerminal(folder, environment: ["NO_COLOR": "1"])
            #expect(running.output("No calls yet."))
            let id = try #require(
                Int32(try text(folder, "id").trimmingCharacters(in: .whitespacesAndNewlines)))
            kill(id, signal)
            #expect(running.output("ended with"))
            running.write(Data())
            let outcome = running.finish()
            #expect(outcome.output.contains(Self.leave))
            #expect(outcome.output.contains("ended with \(128 + signal)"))
            #expect(try text(folder, "before") == text(folder, "after"))
            // NO_COLOR: no colours of the palette.
            #expect(!outcome.output.contains("\u{1B}[0;36m"))
        }
    }
}
