import Foundation
import Testing

extension CommandSuite {
    /// What is derived from the language pack: made once, kept, made anew.
    @Suite struct CacheTests {
        private static let fee = "what is the fee for temporary residence registration"

        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// A copy of the cache, to be damaged.
        private func copy() throws -> (environment: [String: String], folder: URL) {
            let cache = try place.newFolder("cache", isMade: false)
            let files = FileManager.default
            try files.copyItem(at: place.folder.appending(path: "cache"), to: cache)
            let tongdai = cache.appending(path: "tongdai")
            let names = try files.contentsOfDirectory(atPath: tongdai.path)
            let name = try #require(names.first { $0.hasPrefix("en-US-") })
            return (["XDG_CACHE_HOME": cache.path], tongdai.appending(path: name))
        }

        /// What is in the cache beside the vectors of known texts.
        private func packs(in folder: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix("vectors.") && !$0.hasPrefix("acoustic.") }
        }

        /// A question that was added is the only one that is computed.
        @Test func rememberedVectorsGiveTheSameBytes() throws {
            let (environment, folder) = try copy()
            let before = try contents(of: folder)
            let cache = folder.deletingLastPathComponent()
            let names = try FileManager.default.contentsOfDirectory(atPath: cache.path)
            for name in names where name.hasPrefix("vectors.") {
                try Data("damaged".utf8).write(to: cache.appending(path: name))
            }
            try FileManager.default.removeItem(at: folder)
            #expect(try place.run("ask", Self.fee, environment: environment).status == 0)
            #expect(try contents(of: folder) == before)
        }

        @Test func theFirstUseCompilesAndTheSecondDoesNot() throws {
            let first = try Workplace.firstRun()
            #expect(first.status == 0)
            #expect(first.complaint.contains("compiled en-US in "))
            #expect(first.output.contains("15,000 dong"))
            let second = try place.run("ask", Self.fee)
            #expect(second.status == 0)
            #expect(second.complaint.isEmpty)
            #expect(second.output == first.output)
        }

        @Test func twoThatCompileAtOnceBothSucceed() throws {
            let environment = ["XDG_CACHE_HOME": try place.newFolder("race").path]
            let both = try (0..<2).map { _ in
                try place.start(["ask", Self.fee], environment: environment)
            }
            for outcome in both.map({ $0.finish() }) {
                #expect(outcome.status == 0, "\(outcome.complaint)")
                #expect(outcome.output.contains("15,000 dong"))
            }
            let third = try place.run("ask", Self.fee, environment: environment)
            #expect(third.status == 0)
            #expect(third.complaint.isEmpty)
            let tongdai = try #require(environment["XDG_CACHE_HOME"]) + "/tongdai"
            #expect(try packs(in: tongdai).count == 1)
        }

        @Test func anotherInstalledDictionaryCompilesAnew() throws {
            let files = FileManager.default
            let folders = try files.contentsOfDirectory(atPath: "/usr/lib").map { "/usr/lib/\($0)" }
            let installed = try #require(
                (folders + ["/usr/share"]).map { $0 + "/espeak-ng-data" }
                    .first(where: files.fileExists))
            let data = try place.newFolder("espeak").appending(path: "espeak-ng-data")
            try files.copyItem(atPath: installed, toPath: data.path)
            var environment = try copy().environment
            environment["ESPEAK_DATA_PATH"] = data.path
            func isCompiled() throws -> Bool {
                let asked = try place.run("ask", Self.fee, environment: environment)
                #expect(asked.status == 0, "\(asked.complaint)")
                return asked.complaint.contains("compiled en-US in ")
            }
            #expect(try isCompiled())
            #expect(try !isCompiled())
            try files.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000)],
                ofItemAtPath: data.appending(path: "en_dict").path)
            #expect(try isCompiled())
        }

        @Test func whatWasNotUsedForLongGoesWhenAnotherIsMade() throws {
            let files = FileManager.default
            let (environment, folder) = try copy()
            let cache = folder.deletingLastPathComponent()
            func make(_ name: String, daysAgo: Double) throws {
                let place = cache.appending(path: name)
                try files.createDirectory(at: place, withIntermediateDirectories: true)
                try files.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -86_400 * daysAgo)],
                    ofItemAtPath: place.path)
            }
            try make("en-US-0123456789abcdef", daysAgo: 61)
            try make("en-US-0123456789abcde0", daysAgo: 59)
            try make("en-US-0123456789abcdef.4711", daysAgo: 2)
            try make("en-US-0123456789abcdef.4712", daysAgo: 0)
            try make("somebody's own", daysAgo: 900)
            // What is used is noted.
            try files.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -86_400 * 100)],
                ofItemAtPath: folder.path)
            #expect(try place.run("ask", Self.fee, environment: environment).complaint.isEmpty)
            let names = { Set(try packs(in: cache.path)) }
            #expect(try names().count == 6)
            // Another pack is made, and the rest stays or goes.
            try Data().write(to: folder.appending(path: "seal"))
            let asked = try place.run("ask", Self.fee, environment: environment)
            #expect(asked.complaint.contains("compiled en-US in "))
            #expect(
                try names() == [
                    folder.lastPathComponent, "en-US-0123456789abcde0",
                    "en-US-0123456789abcdef.4712", "somebody's own",
                ])
            let used = try files.attributesOfItem(atPath: folder.path)[.modificationDate] as? Date
            #expect((used?.timeIntervalSinceNow ?? -.infinity) > -600)
        }

        @Test func compilingAgainGivesTheSameBytes() throws {
            let (environment, folder) = try copy()
            let before = try contents(of: folder)
            try FileManager.default.removeItem(at: folder)
            let asked = try place.run("ask", Self.fee, environment: environment)
            #expect(asked.complaint.contains("compiled en-US in "))
            #expect(try contents(of: folder) == before)
        }

        private func contents(of folder: URL) throws -> [String: String] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names.count >= 4)
            return try names.reduce(into: [:]) {
                $0[$1] = try place.sha256(folder.appending(path: $1))
            }
        }

        enum Damage: CaseIterable { case emptied, cut, changed, removed }

        @Test func damagedFilesAreMadeAnew() throws {
            let (environment, folder) = try copy()
            let files = FileManager.default
            let names = try files.contentsOfDirectory(atPath: folder.path).sorted()
            // Every file, and every damage, at least once; each compiles for seconds.
            for (index, name) in names.enumerated() {
                let file = folder.appending(path: name)
                var data = try Data(contentsOf: file)
                switch Damage.allCases[index % Damage.allCases.count] {
                case .emptied: try Data().write(to: file)
                case .cut: try data.prefix(data.count / 2).write(to: file)
                case .changed:
                    data[data.count / 2] ^= 1
                    try data.write(to: file)
                case .removed: try files.removeItem(at: file)
                }
                let call = try place.run(
                    "replay", "--json", "audio-fixtures/formats/rate-16000.wav",
                    environment: environment)
                #expect(call.status == 0, "\(name): \(call.ending) \(call.complaint)")
                #expect(call.complaint.contains("compiled en-US in "), "\(name)")
                #expect(call.events.answers == ["passport.fee"], "\(name)")
            }
            #expect(try place.run("ask", Self.fee, environment: environment).complaint.isEmpty)
        }
    }
}
