import Foundation
import Testing

extension CommandSuite {
    @Suite struct KnowledgeTests {
        private let place: Workplace
        private let models: URL
        private var passport: URL { models.appending(path: "en-US/knowledge/passport.json") }

        init() throws {
            place = try Workplace.shared()
            models = try place.newFolder("models", isMade: false)
            try FileManager.default.copyItem(
                at: Workplace.root.appending(path: "models"), to: models)
        }

        private func knowledge(_ words: String...) throws -> Outcome {
            try place.run(["knowledge"] + words + ["--models", models.path], input: Data())
        }

        @Test func theKnowledgeGoesThroughATableAndBack() throws {
            let table = models.appending(path: "knowledge.csv").path
            let before = try Data(contentsOf: passport)
            #expect(try knowledge("export", "--csv", "-o", table).status == 0)
            let unchanged = try knowledge("import", "--csv", table)
            #expect(unchanged.output == "nothing to change\n")
            #expect(try Data(contentsOf: passport) == before)

            let text = try String(contentsOfFile: table, encoding: .utf8)
            try text.replacing("the fee for a passport", with: "what a passport costs")
                .write(toFile: table, atomically: true, encoding: .utf8)
            let dry = try knowledge("import", "--csv", table, "--dry-run")
            #expect(dry.output.contains("changed passport.fee: title"))
            #expect(try Data(contentsOf: passport) == before)
            #expect(try knowledge("import", "--csv", table).status == 0)
            let after = try String(contentsOf: passport, encoding: .utf8)
            #expect(after.contains("\"title\": \"what a passport costs\""))
            #expect(try place.run("check", "--models", models.path).status == 0)
        }

        @Test func anErrorWritesNothing() throws {
            let before = try Data(contentsOf: passport)
            let edited = try knowledge("edit", "passport.fee", "--answer", "")
            #expect(edited.status == 1)
            #expect(edited.complaint.contains("\"answer\" is missing"))
            #expect(edited.complaint.contains("nothing was written"))
            #expect(try Data(contentsOf: passport) == before)
        }

        @Test func aWarningNamesThePackItselfNotTheCopyThatIsChecked() throws {
            let edited = try knowledge(
                "edit", "passport.fee", "--question", "what does the robot do", "--dry-run")
            #expect(edited.status == 0)
            let file = models.appending(path: "en-US/knowledge/city-services.json").path
            #expect(edited.complaint.contains("'robot.tasks', \(file):"), "\(edited.complaint)")
        }

        @Test func anAnswerEnds() throws {
            #expect(
                try knowledge("expire", "passport.fee", "--valid-until", "2026-01-31").status == 0)
            let past = try knowledge("list", "--past")
            #expect(past.output.contains("passport.fee"))
            #expect(past.output.contains("PAST 2026-01-31"))
        }

        @Test func aWrongIdIsGuessed() throws {
            let shown = try knowledge("show", "pasport.fee")
            #expect(shown.status == 1)
            #expect(shown.complaint.contains("did you mean 'passport.fee'?"))
        }
    }
}
