import Foundation
import Testing

@testable import SentenceEncoder

/// Files that are no encoders, or were one: each is told from the others, with its
/// place and a remedy, and none ends the process.
@Suite struct EncoderFileTests {
    private let folder: TemporaryFolder
    private let good: [UInt8]
    private let file: URL

    init() throws {
        folder = try TemporaryFolder()
        good = [UInt8](try Data(contentsOf: folder.tinyEncoder()))
        file = folder.url.appending(path: "bad.encoder")
    }

    /// The error that opening a file of these bytes gives.
    private func error(_ bytes: [UInt8]) throws -> EncoderFileError? {
        try Data(bytes).write(to: file)
        do {
            _ = try SentenceEncoder(contentsOf: file)
            return nil
        } catch {
            #expect(error.path == file.path)
            #expect("\(error)".contains("; remedy: "))
            return error
        }
    }

    private func with(_ word: UInt32, at offset: Int) -> [UInt8] {
        var bytes = good
        withUnsafeBytes(of: word.littleEndian) {
            bytes.replaceSubrange(offset..<offset + 4, with: $0)
        }
        return bytes
    }

    private func entry(_ content: EncoderFormat.Content) throws -> Int {
        let keys = EncoderFormat.keys(layers: TinyModel.shape.layers)
        let index = try #require(keys.firstIndex { $0.content == content })
        return EncoderFormat.headerSize + index * EncoderFormat.entrySize
    }

    private func word(at offset: Int) -> UInt32 {
        good[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    @Test func aGoodFileIsGood() throws {
        #expect(try error(good) == nil)
        try SentenceEncoder(contentsOf: file).verify()
    }

    @Test func aMissingFileIsMissing() {
        let nowhere = folder.url.appending(path: "nowhere.encoder")
        #expect { _ = try SentenceEncoder(contentsOf: nowhere) } throws: {
            ($0 as? EncoderFileError)?.kind == .missing
                && "\($0)".contains("run scripts/fetch-encoder")
        }
    }

    @Test func aFolderIsNoEncoder() {
        #expect { _ = try SentenceEncoder(contentsOf: folder.url) } throws: {
            ($0 as? EncoderFileError)?.kind == .unreadable
        }
    }

    @Test func somethingElseIsForeign() throws {
        #expect(try error(Array("{}".utf8))?.kind == .foreign)
        #expect(try error([UInt8](repeating: 0, count: 5000))?.kind == .foreign)
        #expect(try error([])?.kind == .truncated)
    }

    @Test func anotherVersionSaysWhich() throws {
        #expect(try error(with(7, at: 8))?.kind == .version(7))
    }

    @Test func aFileThatIsCutOffAnywhereIsTruncated() throws {
        for count in stride(from: 9, to: good.count, by: good.count / 50) {
            #expect(try error(Array(good[..<count]))?.kind == .truncated, "\(count)")
        }
        #expect(try error(good + [0])?.kind == .truncated)
    }

    @Test func aSectionOutsideOfTheFileIsNamed() throws {
        let place = try entry(.innerValues)
        for (offset, value) in [
            (8, 0xFFFF_FF00), (12, 1), (8, 0), (16, 0xFFFF_FFFF), (20, 0xFFFF_FFFF),
        ] {
            let error = try #require(try error(with(UInt32(value), at: place + offset)))
            #expect(error.kind == .truncated)
            #expect(error.place.contains("innerValues of layer 0"))
        }
    }

    @Test func aSectionOfTheWrongSizeOrPlaceIsInconsistent() throws {
        let place = try entry(.outputBias)
        #expect(try error(with(64, at: place + 16))?.kind == .inconsistent)
        #expect(try error(with(word(at: place + 8) + 4, at: place + 8))?.kind == .inconsistent)
    }

    @Test func aSectionThatIsMissingOrThereTwiceIsNamed() throws {
        let place = try entry(.positions)
        let missing = try #require(try error(with(99, at: place)))
        #expect(missing.kind == .inconsistent && missing.message.contains("positions is missing"))
        let layered = try entry(.outputNorm)
        let twice = try #require(try error(with(1, at: layered + 4)))
        #expect(twice.kind == .inconsistent && twice.message.contains("twice"))
    }

    @Test func moreSectionsThanFitAreTruncated() throws {
        #expect(try error(with(0xFFFF_FFFF, at: 12))?.kind == .truncated)
    }

    @Test(arguments: [0, 3, 5, 0xFFFF_FFFF] as [UInt32])
    func measuresThatCannotBeAreInconsistent(_ value: UInt32) throws {
        for field in stride(
            from: EncoderFormat.Field.layers, through: EncoderFormat.Field.longest, by: 4)
        where word(at: field) != value {
            #expect(try error(with(value, at: field))?.kind == .inconsistent, "\(field)")
        }
    }

    @Test func aMarkingPieceOutsideOfTheVocabularyIsInconsistent() throws {
        for field in [
            EncoderFormat.Field.unknown, EncoderFormat.Field.opening, EncoderFormat.Field.closing,
        ] {
            #expect(try error(with(25, at: field))?.kind == .inconsistent)
        }
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func aNumberThatIsNoneIsNotFinite(_ value: Float) throws {
        for content in EncoderFormat.Content.allCases where content.isFloat {
            let start = Int(word(at: try entry(content) + 8))
            let error = try #require(try error(with(value.bitPattern, at: start + 8)))
            #expect(error.kind == .notFinite)
            #expect(error.place.contains("byte \(start + 8), \(content)"))
        }
        #expect(
            try error(with(value.bitPattern, at: EncoderFormat.Field.epsilon))?.kind
                == .inconsistent)
    }

    @Test func wordPiecesOutsideOfTheirTextAreInconsistent() throws {
        let starts = Int(word(at: try entry(.vocabularyStarts) + 8))
        #expect(try error(with(0xFFFF, at: starts + 4))?.kind == .inconsistent)
        #expect(try error(with(0xFFFF, at: starts + 100))?.kind == .inconsistent)
        let order = Int(word(at: try entry(.vocabularyOrder) + 8))
        #expect(try error(with(25, at: order + 12))?.kind == .inconsistent)
    }

    @Test func aChangedWeightIsFoundByTheDigest() throws {
        var bytes = good
        bytes[Int(word(at: try entry(.wordValues) + 8)) + 5] ^= 1
        #expect(try error(bytes) == nil)
        let encoder = try SentenceEncoder(contentsOf: file)
        #expect { try encoder.verify() } throws: { ($0 as? EncoderFileError)?.kind == .damaged }
    }

    /// Whatever is damaged, opening ends with an error or with an encoder that can be
    /// used.
    @Test func noDamageEndsTheProcess() throws {
        var numbers = SeededNumbers(seed: 5)
        for _ in 0..<100 {
            var bytes = good
            for _ in 0..<3 {
                let area = numbers.bits() % 4 == 0 ? bytes.count : 6000
                bytes[Int(numbers.bits() % UInt64(area))] = UInt8(
                    truncatingIfNeeded: numbers.bits())
            }
            try Data(bytes).write(to: file)
            if let encoder = try? SentenceEncoder(contentsOf: file) {
                #expect(encoder.encode("how much is the passport?").count == encoder.dimension)
            }
        }
    }
}
