import Hearing
import SphinxSpeech
import Testing
import Understanding

/// Frames that are scored by `SenoneScorer` instead of PocketSphinx.
@Suite struct OwnScoresTests {
    static let libraryScores = {
        var settings = DecoderSettings()
        settings.fastScores = false
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
}
