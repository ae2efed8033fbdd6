import Foundation
import Testing

@testable import SentenceEncoder

@Suite struct ConversionTests {
    private let folder: TemporaryFolder
    private let model: URL
    private let encoder: URL

    init() throws {
        folder = try TemporaryFolder()
        model = folder.url.appending(path: "model")
        encoder = folder.url.appending(path: "out/some.encoder")
        try TinyModel().write(to: model)
    }

    private func error() throws -> EncoderFileError? {
        do {
            try EncoderConversion.convert(model, to: encoder)
            return nil
        } catch {
            #expect(!FileManager.default.fileExists(atPath: encoder.path))
            #expect("\(error)".contains("; remedy: "))
            return error
        }
    }

    /// What comes of a model whose weights are these bytes.
    private func error(safetensors: [UInt8]) throws -> EncoderFileError? {
        try Data(safetensors).write(to: model.appending(path: "model.safetensors"))
        return try error()
    }

    private func safetensors(header: String, content: [UInt8] = []) -> [UInt8] {
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) }
            + Array(header.utf8) + content
    }

    @Test func theFileIsThereWithItsFolderAndNothingBesides() throws {
        #expect(try error() == nil)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: encoder.deletingLastPathComponent().path)
        #expect(names == ["some.encoder"])
    }

    @Test func aFolderThatCannotBeWrittenIsNamed() throws {
        try Data().write(to: folder.url.appending(path: "out"))
        #expect(try error()?.kind == .unreadable)
    }

    @Test(arguments: ["config.json", "vocab.txt", "model.safetensors"])
    func aFileOfTheModelThatIsMissingIsNamed(_ name: String) throws {
        try FileManager.default.removeItem(at: model.appending(path: name))
        let error = try #require(try error())
        #expect(error.kind == .missing && error.path.hasSuffix(name))
    }

    @Test(arguments: [
        "{}", "[]", "{", #"{"model_type": "gpt2"}"#,
        #"{"model_type": "bert", "hidden_act": "gelu", "num_hidden_layers": -1}"#,
    ]) func aConfigurationThatIsNoneIsInconsistent(_ text: String) throws {
        try Data(text.utf8).write(to: model.appending(path: "config.json"))
        #expect(try error()?.kind == .inconsistent)
    }

    @Test func aWordPieceTwiceIsNamedByItsLine() throws {
        try Data("[PAD]\n[UNK]\na\nb\na\n".utf8).write(to: model.appending(path: "vocab.txt"))
        #expect(try error()?.place == "line 5")
    }

    @Test func anotherNumberOfWordPiecesIsInconsistent() throws {
        try Data("[PAD]\n[UNK]\n[CLS]\n[SEP]\n".utf8).write(to: model.appending(path: "vocab.txt"))
        #expect(try error()?.kind == .inconsistent)
    }

    @Test func weightsThatAreCutOffAreTruncated() throws {
        let good = TinyModel().safetensors
        for count in [1, 7, 8, 100, good.count / 2, good.count - 1] {
            #expect(try error(safetensors: Array(good[..<count]))?.kind == .truncated, "\(count)")
        }
    }

    @Test(arguments: [
        "", "{", "[]", "nonsense", #"{"a": 1}"#, #"{"a": {"dtype": "F32", "shape": [1]}}"#,
        #"{"a": {"dtype": "F32", "shape": ["1"], "data_offsets": [0, 4]}}"#,
        #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}}"#,
        #"{"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}"#,
        #"{"a": {"dtype": "F32", "shape": [4611686018427387904, 4], "data_offsets": [0, 4]}}"#,
        #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}"#,
    ]) func aHeaderThatIsNoneIsInconsistent(_ header: String) throws {
        let bytes = safetensors(header: header, content: [0, 0, 0, 0])
        #expect(try error(safetensors: bytes)?.kind == .inconsistent)
    }

    @Test(arguments: ["[4, 0]", "[-4, 0]", "[0, 8]", "[0, 9223372036854775807]"])
    func aTensorOutsideOfTheFileIsTruncated(_ offsets: String) throws {
        let header = #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": \#(offsets)}}"#
        let error = try #require(
            try error(safetensors: safetensors(header: header, content: [0, 0, 0, 0])))
        #expect(error.kind == .truncated && error.place == "tensor a")
    }

    @Test func aHeaderOfNoLengthAtAllIsTruncated() throws {
        #expect(try error(safetensors: [UInt8](repeating: 255, count: 64))?.kind == .truncated)
    }

    @Test func aWeightThatIsNoNumberIsNamed() throws {
        var bytes = TinyModel().safetensors
        withUnsafeBytes(of: Float.nan.bitPattern.littleEndian) {
            bytes.replaceSubrange(bytes.count - 4..<bytes.count, with: $0)
        }
        let error = try #require(try error(safetensors: bytes))
        #expect(error.kind == .notFinite)
        #expect(error.place.contains("byte \(bytes.count - 4), tensor encoder.layer.1.output."))
    }
}
