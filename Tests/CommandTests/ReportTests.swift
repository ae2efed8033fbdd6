import Foundation
import Testing

extension CommandSuite {
    @Suite struct ReportTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        private static let log = [
            #"{"v":1,"time":"2026-11-22T18:30:00.000Z","call":"c1","line":"hw:0","seq":0,"ms":0,"event":"call.started","language":"en-US","source":"alsa","knowledge":"k","version":"0.1.0","prev":""}"#,
            #"{"v":1,"time":"2026-11-22T18:30:05.000Z","call":"c1","line":"hw:0","seq":1,"ms":5000,"event":"caller.said","text":"<script>alert(1)</script>","confidence":0.9,"alternatives":[],"start_ms":3000,"end_ms":5000,"prev":""}"#,
            #"{"v":1,"time":"2026-11-22T18:30:05.100Z","call":"c1","line":"hw:0","seq":2,"ms":5100,"event":"answer.chosen","outcome":"nomatch","score":0.1,"prev":""}"#,
            "this is no line of a log",
            #"{"v":1,"time":"2026-11-22T18:30:20.000Z","call":"c1","line":"hw:0","seq":3,"ms":20000,"event":"call.ended","reason":"goodbye","duration_ms":20000,"turns":1,"prev":""}"#,
            #"{"v":1,"time":"2026-11-22T1"#,
        ]

        @Test func aLogBecomesAPageForItsOwnerAlone() throws {
            let folder = try place.newFolder("log")
            let day = folder.appending(path: "2026-11-22.jsonl")
            try Self.log.joined(separator: "\n").write(to: day, atomically: true, encoding: .utf8)
            let before = try Data(contentsOf: day)
            let page = folder.appending(path: "week.html")
            let made = try place.run(
                "report", folder.path, "-o", page.path, "--time-zone", "Asia/Ho_Chi_Minh")
            #expect(made.status == 0)
            #expect(made.output.contains("1 call,"))
            let html = try String(contentsOf: page, encoding: .utf8)
            #expect(html.contains("23 November 2026"), "the day is that of the office")
            #expect(html.contains("&lt;script&gt;") && !html.contains("<script"))
            #expect(html.contains("2 lines of the log could not be read and were left out."))
            let attributes = try FileManager.default.attributesOfItem(atPath: page.path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(try Data(contentsOf: day) == before)
        }

        @Test func daysAreChosen() throws {
            let folder = try place.newFolder("log")
            let day = folder.appending(path: "2026-11-22.jsonl")
            try Self.log.joined(separator: "\n").write(to: day, atomically: true, encoding: .utf8)
            let zone = ["--time-zone", "Asia/Ho_Chi_Minh", "-o", "-"]
            let without = try place.run(
                ["report", folder.path, "--until", "2026-11-22"] + zone, input: Data())
            #expect(without.output.contains("No calls"))
            let with = try place.run(
                ["report", folder.path, "--since", "2026-11-23"] + zone, input: Data())
            #expect(with.output.contains("1 call "))
        }

        @Test func whatCannotBeReadOrWrittenIsSaid() throws {
            let folder = try place.newFolder("log")
            let missing = try place.run("report", folder.path + "/none")
            #expect(missing.status == 1)
            #expect(missing.complaint.contains("none"))
            let nowhere = try place.run("report", folder.path, "-o", folder.path + "/no/page.html")
            #expect(nowhere.status == 1)
            #expect(nowhere.complaint.contains("remedy: create the folder first"))
        }
    }
}
