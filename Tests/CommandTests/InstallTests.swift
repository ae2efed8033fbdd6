import Foundation
import Testing

extension CommandSuite {
    /// The program away from where it was built.
    @Suite struct InstallTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        @Test func anInstalledProgramFindsItsModels() throws {
            let files = FileManager.default
            let prefix = try place.newFolder("prefix")
            for name in ["bin", "share/tongdai"] {
                try files.createDirectory(
                    at: prefix.appending(path: name), withIntermediateDirectories: true)
            }
            let program = prefix.appending(path: "bin/tongdai")
            try files.copyItem(at: place.executable.resolvingSymlinksInPath(), to: program)
            try files.copyItem(
                at: Workplace.root.appending(path: "models").resolvingSymlinksInPath(),
                to: prefix.appending(path: "share/tongdai/models"))
            let running = try Running(
                program, ["ask", "--json", "what does a passport cost"],
                environment: place.environment, folder: prefix, limit: .seconds(60))
            let asked = running.finish()
            #expect(asked.status == 0, "\(asked.complaint)")
            #expect(asked.events.answers == ["passport.fee"])
            #expect(asked.complaint.isEmpty, "the cache goes by contents, not by place")
            // What needs no recordings is measured without them.
            let bench = try Running(
                program, ["bench", "startup", "--json"], environment: place.environment,
                folder: prefix, limit: .seconds(60)
            ).finish()
            #expect(bench.status == 0, "\(bench.complaint)")
            #expect(bench.output.contains("startup_ms"))
        }

        @Test func installingAgainLeavesNoOldFiles() throws {
            let files = FileManager.default
            let stage = try place.newFolder("stage")
            // "-o build": what is built already is installed.
            func install() throws -> Outcome {
                try place.startTool(
                    "make",
                    [
                        "-o", "build", "install", "DESTDIR=\(stage.path)", "PREFIX=/usr",
                        "RELEASE=\(place.executable.path)",
                    ]
                ).finish()
            }
            #expect(try install().status == 0)
            let share = stage.appending(path: "usr/share/tongdai")
            let old = share.appending(path: "models/en-US/knowledge/gone.json")
            try Data("{}".utf8).write(to: old)
            let own = share.appending(path: "own")
            try Data().write(to: own)
            #expect(try install().status == 0)
            #expect(!files.fileExists(atPath: old.path))
            #expect(files.fileExists(atPath: own.path))
            #expect(
                files.fileExists(atPath: share.appending(path: "models/en-US/language.json").path))
            #expect(files.fileExists(atPath: stage.appending(path: "usr/bin/tongdai").path))
        }

        @Test func anotherFolderThatIsCalledModelsHidesNothing() throws {
            let folder = try place.newFolder("elsewhere")
            for name in ["models/en-US", "models/resnet"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: name), withIntermediateDirectories: true)
            }
            let running = try Running(
                place.executable, ["ask", "--json", "what does a passport cost"],
                environment: place.environment, folder: folder, limit: .seconds(60))
            let asked = running.finish()
            #expect(asked.status == 0, "\(asked.complaint)")
            #expect(asked.events.answers == ["passport.fee"])
        }

        @Test func withoutModelsItSaysHowToNameThem() throws {
            let prefix = try place.newFolder("bare")
            let program = prefix.appending(path: "tongdai")
            try FileManager.default.copyItem(
                at: place.executable.resolvingSymlinksInPath(), to: program)
            let running = try Running(
                program, ["ask", "what"], environment: place.environment, folder: prefix,
                limit: .seconds(60))
            let asked = running.finish()
            // A machine on which it is installed has models all the same.
            let isInstalled = ["/usr/local", "/usr"].contains {
                FileManager.default.fileExists(atPath: "\($0)/share/tongdai/models")
            }
            #expect(asked.status == (isInstalled ? 0 : 1))
            #expect(
                isInstalled || asked.complaint.contains("remedy: name their folder: --models DIR"))
        }
    }
}
