import Foundation
import Hearing
import SphinxSpeech
import Testing
import Understanding

/// Frames that are scored by `SenoneScorer` instead of PocketSphinx.
@Suite struct OwnScoresTests {
    static let libraryScores = {
        var settings = DecoderSettings()
        settings.ownScores = false
        return settings
    }()

    /// If the library found its own function, decoding would only be slower: nobody would see.
    @Test func theLibraryAsksForOurScorer() throws {
        #expect(try SphinxDecoder.load(.turtle).hasOwnScores)
        #expect(try !SphinxDecoder.load(.turtle, settings: Self.libraryScores).hasOwnScores)
    }

    @Test(arguments: 1...5)
    func theSameIsHeardAsByTheLibrary(_ card: Int) throws {
        var ours = try SphinxDecoder.load(.turtle)
        var theirs = try SphinxDecoder.load(.turtle, settings: Self.libraryScores)
        for samples in [try Recording.card(card), try Recording.numbers()] {
            let (one, other) = (try ours.hear(samples), try theirs.hear(samples))
            #expect(one.map(\.text) == other.map(\.text))
            for (one, other) in zip(one, other) {
                #expect(abs(one.posterior - other.posterior) < 0.02, "ties apart, the same")
            }
        }
    }

    @Test func otherSettingsAreLeftToTheLibrary() throws {
        var settings = DecoderSettings()
        settings.gaussians = 2
        #expect(try !SphinxDecoder.load(.turtle, settings: settings).hasOwnScores)
        settings = DecoderSettings()
        settings.downsampling = 2
        #expect(try !SphinxDecoder.load(.turtle, settings: settings).hasOwnScores)
    }

    /// Which settings of the front end the model's means were made for, nothing in them says.
    @Test(arguments: ["", "-svspec 0-12/13-38\n", "-svspec 0-12/13-25/26-37\n"])
    func featuresOfOtherStreamsThanTheModelsAreRefused(_ streams: String) throws {
        let folder = try TemporaryFolder()
        let model = try Self.model(in: folder) { text in
            text.replacing("-svspec 0-12/13-25/26-38\n", with: streams)
        }
        let error = #expect(throws: SphinxError.self) { try Self.load(model) }
        #expect(error?.kind == .modelNotLoaded)
        #expect(error?.path == model.acoustic)
    }

    @Test func aModelThatDoesNotSayThatItIsTiedIsLeftToTheLibrary() throws {
        let folder = try TemporaryFolder()
        let model = try Self.model(in: folder) { $0.replacing("-model ptm\n", with: "") }
        var decoder = try SphinxDecoder.load(model)
        let hasOwnScores = decoder.hasOwnScores
        #expect(!hasOwnScores)
        #expect(try decoder.hear(Recording.goForward()).first?.text == "go forward ten meters")
    }

    private static func load(_ model: SphinxModel) throws {
        var decoder = try SphinxDecoder.load(model)
        _ = try decoder.hear(Recording.goForward())
    }

    /// The turtle's model, its front end's settings changed.
    private static func model(
        in folder: TemporaryFolder, _ change: (String) -> String
    ) throws -> SphinxModel {
        let own = URL(filePath: SphinxModel.acousticFolder)
        for name in try FileManager.default.contentsOfDirectory(atPath: own.path)
        where name != "feat.params" {
            try FileManager.default.createSymbolicLink(
                at: folder.url.appending(path: name), withDestinationURL: own.appending(path: name))
        }
        let text = try String(contentsOf: own.appending(path: "feat.params"), encoding: .utf8)
        let changed = change(text)
        try #require(changed != text)
        _ = try folder.write(changed, as: "feat.params")
        var model = SphinxModel.turtle
        model.acoustic = folder.url.path
        return model
    }
}
