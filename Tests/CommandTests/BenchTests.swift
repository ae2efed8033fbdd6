import Foundation
import Testing

extension CommandSuite {
    /// What becomes of the figures; the figures themselves are the machine's.
    @Suite struct BenchTests {
        private let place: Workplace
        private let folder: URL

        init() throws {
            place = try Workplace.shared()
            folder = try place.newFolder("bench")
        }

        private func baseline(_ figures: String) throws -> String {
            let file = folder.appending(path: "baseline.json")
            try Data(figures.utf8).write(to: file)
            return file.path
        }

        @Test func whatIsKeptIsWhatIsPrinted() throws {
            let kept = folder.appending(path: "kept.json")
            let told = try place.run("bench", "speak", "--json", "--save", kept.path)
            #expect(told.status == 0, "\(told.complaint)")
            #expect(try Data(contentsOf: kept) == told.data)
            #expect(told.output.contains("\"speak_telephone_first_ms\":"))
        }

        @Test func aFigureThatIsWorseIsNamed() throws {
            let earlier = try baseline(#"{"speak_speed": 1e9, "speak_first_ms": 1e9}"#)
            let told = try place.run("bench", "speak", "--baseline", earlier)
            #expect(told.status == 1)
            #expect(told.complaint.contains("speak_speed is 100 % worse"))
            #expect(!told.complaint.contains("speak_first_ms"))
            #expect(told.output.contains("×0.00"))
        }

        @Test func whatIsAllowedIsNoFailure() throws {
            let earlier = try baseline(#"{"speak_speed": 1e9}"#)
            let told = try place.run("bench", "speak", "--baseline", earlier, "--allow", "100")
            #expect(told.status == 0, "\(told.complaint)")
        }

        @Test(arguments: ["nonsense", "{}"])
        func aBaselineWithoutFiguresIsRefusedBeforeAnythingIsMeasured(_ text: String) throws {
            let told = try place.run("bench", "speak", "--baseline", baseline(text))
            #expect(told.status == 1)
            #expect(told.output.isEmpty)
            #expect(told.complaint.contains("there are no figures in it; remedy:"))
        }

        @Test func nobodyWhoAnswersIsTold() throws {
            // Port 1 is nobody's.
            let told = try place.run("bench", "calls", "--connect", "127.0.0.1:1")
            #expect(told.status == 1)
            #expect(told.complaint.contains("port 1: connect:"))
            #expect(told.complaint.contains("remedy:"))
        }
    }
}
