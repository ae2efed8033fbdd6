import Foundation
import Knowledge
import Testing

@testable import SentenceEncoder

/// The encoder that `scripts/fetch-encoder` makes, and reference values of its model
/// that `scripts/fixtures/encoder_reference.py` computed in 32-bit floats.
enum RealEncoder {
    static let file = SentenceEncoder.location
    static let isThere = FileManager.default.fileExists(atPath: file.path)

    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/encoder")

    static func fixture(_ name: String) throws -> JSONValue {
        try JSONParser.parse([UInt8](Data(contentsOf: fixtures.appending(path: name)))).value
    }
}

@Suite(.enabled(if: RealEncoder.isThere)) struct RealEncoderTests {
    @Test func theFileIsThatOfTheModel() throws {
        let encoder = try SentenceEncoder(contentsOf: RealEncoder.file)
        #expect(encoder.dimension == 384)
        #expect(encoder.longest == 128)
        #expect(encoder.digest.count == 64)
    }

    /// One sentence only: without optimisation it takes seconds. CommandTests compare
    /// all of them, with the release.
    @Test func aVectorPointsWhereTheReferencePoints() throws {
        let encoder = try SentenceEncoder(contentsOf: RealEncoder.file)
        let row = try #require(
            try RealEncoder.fixture("embeddings.json")["sentences"]?.array?.first)
        let reference = (row["steps"]?.array ?? []).compactMap(\.number)
        let vector = encoder.encode(try #require(row["text"]?.text)).map(Double.init)
        let cosine =
            zip(vector, reference).reduce(0) { $0 + $1.0 * $1.1 }
            / reference.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(cosine > 0.999)
    }
}
