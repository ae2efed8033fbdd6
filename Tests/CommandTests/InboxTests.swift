import Foundation
import Testing

extension CommandSuite {
    @Suite struct InboxTests {
        private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "audio-fixtures")

        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        private func folder(_ name: String, _ files: [String: String]) throws -> URL {
            let folder = try place.newFolder(name)
            for (name, source) in files {
                try FileManager.default.copyItem(
                    at: Self.fixtures.appending(path: source), to: folder.appending(path: name))
            }
            return folder
        }

        private func names(_ folder: URL) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        }

        @Test func aMessageIsAnsweredBesideItAndOnce() throws {
            let folder = try folder("inbox", ["one.wav": "wav/res-08-a.rms.16k.wav"])
            let first = try place.run("inbox", "--once", folder.path)
            #expect(first.status == 0)
            #expect(try names(folder) == ["one.jsonl", "one.reply.wav", "one.wav"])
            let transcript = folder.appending(path: "one.jsonl")
            let text = try String(contentsOf: transcript, encoding: .utf8)
            #expect(text.contains("residence.temporary.documents"))
            let reply = folder.appending(path: "one.reply.wav")
            #expect(try Data(contentsOf: reply).count > 32_000)
            let sum = try place.sha256(reply)
            let again = try place.run("inbox", "--once", folder.path)
            #expect(again.output.isEmpty)
            #expect(try place.sha256(reply) == sum)
        }

        @Test func whatCannotBeAnsweredIsSetAsideWithTheReason() throws {
            let folder = try folder("inbox-bad", ["good.wav": "wav/res-08-a.rms.16k.wav"])
            try Data("no sound".utf8).write(to: folder.appending(path: "bad.wav"))
            let run = try place.run("inbox", "--once", "--json", folder.path)
            #expect(run.status == 1)
            #expect(run.output.split(separator: "\n").count == 2)
            #expect(try names(folder).contains("good.reply.wav"))
            let failed = folder.appending(path: "failed")
            #expect(try names(failed) == ["bad.txt", "bad.wav"])
            let reason = try String(
                contentsOf: failed.appending(path: "bad.txt"), encoding: .utf8)
            #expect(reason.contains("remedy: "))
        }

        /// A folder is where its transcript belongs.
        @Test func whereTheReplyCannotBeWrittenTheMessageStays() throws {
            let folder = try folder(
                "inbox-full",
                ["one.wav": "wav/res-08-a.rms.16k.wav", "two.wav": "wav/res-08-a.rms.16k.wav"])
            try FileManager.default.createDirectory(
                at: folder.appending(path: "one.jsonl"), withIntermediateDirectories: false)
            let run = try place.run("inbox", "--once", "--jobs", "2", folder.path)
            #expect(run.status == 1)
            #expect(run.complaint.contains("one.wav: it stays, its reply cannot be written: "))
            #expect(
                try names(folder) == [
                    "one.jsonl", "one.wav", "two.jsonl", "two.reply.wav", "two.wav",
                ])
        }

        @Test func aFolderThatIsNotThereIsNamed() throws {
            let run = try place.run("inbox", "--once", "/nonexistent/inbox")
            #expect(run.status == 1)
            #expect(run.complaint.contains("/nonexistent/inbox: there is no such folder"))
            #expect(try place.run("inbox").status == 2)
        }
    }
}
