import Foundation
import Testing

@testable import SentenceEncoder

@Suite struct TinyEncoderTests {
    private let folder: TemporaryFolder
    private let encoder: SentenceEncoder

    private let texts = [
        "how much is the fee", "passports", "Card?", "", "a a a a a a a", "the fee - 世 1",
        "how much is the passport card fee how much is the passport card fee",
        "is is is is is is is is is is is is is is is is is is is is is is is is is is",
    ]

    init() throws {
        folder = try TemporaryFolder()
        encoder = try SentenceEncoder(contentsOf: folder.tinyEncoder())
    }

    @Test func theVectorIsThatOfAPlainComputationOverTheSameNumbers() {
        let model = TinyModel()
        for text in texts {
            let wanted = model.embedding(of: encoder.pieces(of: text))
            let given = encoder.encode(text)
            let distance = zip(wanted, given).map { abs($0 - Double($1)) }.max() ?? 1
            #expect(given.count == 32)
            #expect(distance < 1e-4, "\(text)")
        }
    }

    @Test func everyVectorHasLengthOne() {
        for vector in encoder.encode(texts) {
            #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
        }
    }

    @Test func layersStandOneAfterTheOtherTheLastIsTheVector() {
        let last = encoder.layers
        #expect(encoder.encode(texts, layers: [last]) == encoder.encode(texts))
        let both = encoder.encode(texts, layers: [1, last], threads: 2)
        for (vector, alone) in zip(both, encoder.encode(texts)) {
            #expect(vector.count == 2 * encoder.dimension)
            #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
            for (part, whole) in zip(vector.suffix(encoder.dimension), alone) {
                #expect(abs(part * Float(2).squareRoot() - whole) < 1e-5)
            }
            #expect(Array(vector.prefix(encoder.dimension)) != alone)
        }
    }

    @Test func aVectorIsTheSameBitsWhateverItIsEncodedWith() {
        let alone = texts.map { encoder.encode($0) }
        #expect(encoder.encode(texts) == alone)
        #expect(encoder.encode(texts.reversed()) == alone.reversed())
        let many = (0..<40).map {
            texts[$0 * 7 % texts.count] + String(repeating: " a", count: $0 % 11)
        }
        let each = many.map { encoder.encode($0) }
        for threads in [1, 2, 3, 8] {
            #expect(encoder.encode(many, threads: threads) == each)
        }
    }

    @Test func manyThreadsMayUseOneEncoder() async {
        let (encoder, texts) = (encoder, texts)
        let wanted = encoder.encode(texts)
        let given = await withTaskGroup(of: [[Float]].self) { group in
            for _ in 0..<8 { group.addTask { encoder.encode(texts, threads: 2) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(given == Array(repeating: wanted, count: 8))
    }

    @Test func noTextsGiveNoVectors() {
        #expect(encoder.encode([String]()) == [])
        #expect(encoder.encode([String](), threads: 4) == [])
    }

    @Test func whatIsLongerThanTheLongestSentenceIsLeftOut() {
        let long = String(repeating: "fee ", count: 10_000)
        #expect(encoder.pieces(of: long).count == encoder.longest)
        #expect(
            encoder.encode(long)
                == encoder.encode(String(repeating: "fee ", count: encoder.longest)))
    }

    @Test func theSameModelGivesTheSameFileAndAnotherModelAnotherDigest() throws {
        let (model, file) = (
            folder.url.appending(path: "model"), folder.url.appending(path: "again")
        )
        try TinyModel().write(to: model)
        #expect(try EncoderConversion.convert(model, to: file).digest == encoder.digest)
        #expect(try Data(contentsOf: file) == Data(contentsOf: folder.tinyEncoder()))
        try TinyModel(seed: 2).write(to: model)
        #expect(try EncoderConversion.convert(model, to: file).digest != encoder.digest)
    }

    @Test func anEncoderOutlivesItsFile() throws {
        let wanted = encoder.encode("how much")
        try FileManager.default.removeItem(at: folder.url.appending(path: "tiny.encoder"))
        #expect(encoder.encode("how much") == wanted)
    }
}
