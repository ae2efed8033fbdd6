import Foundation
import SphinxSpeech
import Testing

/// Files that cannot be listened with: an error that says which, never the end of
/// the process.
@Suite struct SphinxModelTests {
    static func error(of model: SphinxModel) -> SphinxError? {
        do {
            _ = try SphinxDecoder.load(model)
            return nil
        } catch { return error }
    }

    @Test func aMissingAcousticModelIsNamed() {
        var model = SphinxModel.turtle
        model.acoustic = "/nowhere/en-us"
        #expect(
            Self.error(of: model)
                == SphinxError(kind: .fileMissing, operation: "check", path: "/nowhere/en-us/mdef"))
    }

    @Test func aMissingLanguageModelOrDictionaryIsNamed() {
        for path in ["/nowhere/file", "/tmp"] {
            let expected = SphinxError(kind: .fileMissing, operation: "check", path: path)
            var model = SphinxModel.turtle
            model.languageModel = path
            #expect(Self.error(of: model) == expected, "a folder is no file")
            model = .turtle
            model.dictionary = path
            #expect(Self.error(of: model) == expected)
        }
    }

    @Test func missingFillersAndTransformsAreNamed() {
        var model = SphinxModel.turtle
        model.fillers = "/nowhere/fillers"
        #expect(Self.error(of: model)?.path == "/nowhere/fillers")
        model.fillers = nil
        model.mllr = "/nowhere/mllr"
        #expect(Self.error(of: model)?.path == "/nowhere/mllr")
    }

    @Test func emptyFilesAreDamaged() throws {
        let folder = try TemporaryFolder()
        var model = SphinxModel.turtle
        model.dictionary = try folder.write("", as: "words.dict")
        #expect(
            Self.error(of: model)
                == SphinxError(kind: .fileDamaged, operation: "check", path: model.dictionary))
    }

    @Test(arguments: ["mdef", "means", "variances", "transition_matrices"])
    func anAcousticFileOfAnotherFormatIsDamaged(_ name: String) throws {
        let folder = try TemporaryFolder()
        let model = try Self.model(in: folder, without: name)
        let path = try folder.write("something else", as: name)
        let expected = SphinxError(kind: .fileDamaged, operation: "check", path: path)
        #expect(Self.error(of: model) == expected)
        try FileManager.default.removeItem(atPath: path)
        #expect(Self.error(of: model)?.kind == .fileMissing)
    }

    /// Debian's model, of which one file is another.
    private static func model(
        in folder: TemporaryFolder, without name: String
    ) throws -> SphinxModel {
        let files = FileManager.default
        for file in try files.contentsOfDirectory(atPath: SphinxModel.acousticFolder)
        where file != name {
            try files.createSymbolicLink(
                atPath: folder.url.appending(path: file).path,
                withDestinationPath: "\(SphinxModel.acousticFolder)/\(file)")
        }
        var model = SphinxModel.turtle
        model.acoustic = folder.url.path
        return model
    }

    private static func bytes(of name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(SphinxModel.acousticFolder)/\(name)")))
    }

    /// A file of parameters without the checksum that would tell of any damage.
    private static func withoutChecksum(_ bytes: [UInt8]) throws -> [UInt8] {
        let line = try #require(Data(bytes).range(of: Data("chksum0 yes\n".utf8)))
        return Array(bytes[..<line.lowerBound] + bytes[line.upperBound...].dropLast(4))
    }

    /// Cut off, longer, and with counts that are one larger or enormous.
    private static func broken(_ good: [UInt8], countsAt start: Int) -> [[UInt8]] {
        let lengths = [
            Array(good.prefix(good.count / 2)), Array(good.dropLast()), good + [0, 0, 0, 0],
            Array(good.prefix(start + 2)),
        ]
        let changes: [(inout [UInt8], Int) -> Void] = [
            { $0[$1] &+= 1 }, { $0[$1 + 3] = 0x7f },
        ]
        return lengths
            + [start, start + 4].flatMap { place in
                changes.map { change in
                    var bent = good
                    change(&bent, place)
                    return bent
                }
            }
    }

    private static func countsOfParameters(_ bytes: [UInt8]) throws -> Int {
        try #require(Data(bytes).range(of: Data("endhdr\n".utf8))).upperBound + 4
    }

    /// A right header, and behind it what would end the process.
    private static func expectDamage(
        of name: String, _ good: [UInt8], countsAt start: Int
    ) throws {
        let folder = try TemporaryFolder()
        let model = try model(in: folder, without: name)
        _ = try folder.write(good, as: name)
        #expect(error(of: model) == nil)
        for (number, bytes) in broken(good, countsAt: start).enumerated() {
            let path = try folder.write(bytes, as: name)
            let expected = SphinxError(kind: .fileDamaged, operation: "check", path: path)
            #expect(error(of: model) == expected, "\(name) \(number)")
        }
    }

    @Test(arguments: ["mdef": 1_064, "sendump": 632])
    func anAcousticFileThatIsDamagedBehindItsHeaderIsRefused(_ name: String, start: Int) throws {
        try Self.expectDamage(of: name, Self.bytes(of: name), countsAt: start)
    }

    @Test(arguments: ["means", "variances", "transition_matrices"], [true, false])
    func damagedParametersAreRefused(_ name: String, hasChecksum: Bool) throws {
        let whole = try Self.bytes(of: name)
        let good = try hasChecksum ? whole : Self.withoutChecksum(whole)
        try Self.expectDamage(of: name, good, countsAt: Self.countsOfParameters(good))
    }

    /// All counts are right, and there is nothing.
    @Test func gaussiansWithoutDimensionsAreRefused() throws {
        let folder = try TemporaryFolder()
        let model = try Self.model(in: folder, without: "means")
        let words: [UInt32] = [0x1122_3344, 42, 3, 128, 0, 0, 0, 0]
        let bytes = words.flatMap { word in (0..<4).map { UInt8(word >> ($0 * 8) & 0xff) } }
        let path = try folder.write(Array("s3\nversion 1.0\nendhdr\n".utf8) + bytes, as: "means")
        #expect(
            Self.error(of: model)
                == SphinxError(kind: .fileDamaged, operation: "check", path: path))
    }

    /// PocketSphinx takes "chksum0 no" for the promise of one, too.
    @Test func aChecksumIsLookedForWhereTheHeaderNamesOne() throws {
        let folder = try TemporaryFolder()
        let model = try Self.model(in: folder, without: "means")
        let text = Data(try Self.bytes(of: "means").dropLast(4))
        let line = try #require(text.range(of: Data("chksum0 yes".utf8)))
        var bytes = text
        bytes.replaceSubrange(line, with: Data("chksum0  no".utf8))
        let path = try folder.write([UInt8](bytes), as: "means")
        #expect(
            Self.error(of: model)
                == SphinxError(kind: .fileDamaged, operation: "check", path: path))
    }

    @Test func aLanguageModelThatIsNoneIsRefused() throws {
        let folder = try TemporaryFolder()
        var model = SphinxModel.turtle
        model.languageModel = try folder.write("hello world\n", as: "lm")
        #expect(Self.error(of: model)?.kind == .modelNotLoaded)
        model.languageModel = try folder.write(
            "\\data\\\nngram 1=3\n\n\\1-grams:\n-1 <s>\n", as: "cut.arpa")
        #expect(Self.error(of: model)?.kind == .modelNotLoaded)
    }

    /// PocketSphinx reads beyond the end of some of these, or ends the process.
    @Test func aBinaryLanguageModelThatIsCutOffOrBentIsDamaged() throws {
        let folder = try TemporaryFolder()
        var model = SphinxModel.turtle
        let good = [UInt8](try Data(contentsOf: URL(filePath: model.languageModel)))
        var broken = [19, 20, 25, 36, 400, 300_000, good.count - 1].map { Array(good.prefix($0)) }
        for place in [22, 23, 27, 31] {
            var bent = good
            bent[place] = 0x7f
            broken.append(bent)
        }
        for (number, bytes) in broken.enumerated() {
            model.languageModel = try folder.write(bytes, as: "\(number).lm.bin")
            let expected = SphinxError(
                kind: .fileDamaged, operation: "check", path: model.languageModel)
            #expect(Self.error(of: model) == expected, "\(number)")
        }
    }

    @Test func aTransformThatIsNoneIsRefused() throws {
        let folder = try TemporaryFolder()
        var model = SphinxModel.turtle
        model.mllr = try folder.write("1\n3\n13\n0.5 0.5\n", as: "cut.mllr")
        #expect(Self.error(of: model)?.kind == .fileDamaged)
    }

    @Test func meansOfAnotherModelOrCutShortAreRefused() throws {
        let folder = try TemporaryFolder()
        var model = SphinxModel.turtle
        let good = [UInt8](try Data(contentsOf: URL(filePath: "\(model.acoustic)/means")))
        for bytes in [good, try Self.withoutChecksum(good)] {
            model.means = try folder.write(bytes, as: "\(bytes.count).means")
            #expect(Self.error(of: model) == nil)
        }
        let head = try #require(Data(good).range(of: Data("endhdr\n".utf8))).upperBound
        var other = good
        other[head + 4] ^= 1  // The number of states.
        var bent = good
        bent[good.count / 2] ^= 1  // A value: the checksum is another.
        let broken = [[], Array(good.prefix(30)), Array(good.prefix(good.count / 2)), other, bent]
        for (number, bytes) in broken.enumerated() {
            let path = try folder.write(bytes, as: "\(number).means")
            model.means = path
            let expected = SphinxError(kind: .fileDamaged, operation: "check", path: path)
            #expect(Self.error(of: model) == expected, "\(number)")
        }
        #expect(Self.error(of: model)?.remedy.contains("delete it") == true)
    }

    @Test func thePacksOwnAcousticModelGoesBeforeTheSystems() throws {
        let folder = try TemporaryFolder()
        #expect(
            SphinxModel.acousticFolder(named: "en-us", pack: folder.url)
                == "/usr/share/pocketsphinx/model/en-us/en-us")
        let own = folder.url.appending(path: "en-us")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        try Data([0]).write(to: own.appending(path: "mdef"))
        #expect(SphinxModel.acousticFolder(named: "en-us", pack: folder.url) == own.path)
    }

    @Test func anErrorSaysWhatWhereAndHowToMendIt() {
        let error = SphinxError(
            kind: .fileMissing, operation: "check", path: "\(SphinxModel.systemFolder)/en-us/mdef")
        #expect(
            error.description
                == "PocketSphinx (check) cannot read /usr/share/pocketsphinx/model/en-us/en-us/mdef; "
                + "remedy: apt-get install --reinstall pocketsphinx-en-us")
        let own = SphinxError(kind: .fileDamaged, operation: "check", path: "/cache/words.dict")
        #expect(own.description.contains("delete the cache folder"))
    }
}
