import Foundation
import Hearing
import SphinxSpeech
import Synchronization
import Testing
import Understanding

/// Words that are scored by `NGramScorer` instead of PocketSphinx.
@Suite struct OwnWordScoresTests {
    static let libraryScores = {
        var settings = DecoderSettings()
        settings.ownWordScores = false
        return settings
    }()

    /// If the library found its own function, decoding would only be slower: nobody would see.
    @Test func theLibraryAsksForOurScores() throws {
        var ours = try SphinxDecoder.load(.turtle)
        var theirs = try SphinxDecoder.load(.turtle, settings: Self.libraryScores)
        _ = try (ours.hear(Recording.goForward()), theirs.hear(Recording.goForward()))
        let asked = (ours.hasOwnWordScores, theirs.hasOwnWordScores)
        #expect(asked.0)
        #expect(!asked.1)
    }

    @Test func modelsAsTextAreLeftToTheLibrary() throws {
        let folder = try TemporaryFolder()
        var decoder = try SphinxDecoder.load(CompiledModelTests.files(in: folder, isText: true))
        #expect(try decoder.hear(Recording.card(1)).first?.text == "ten of clubs")
        let isAsked = decoder.hasOwnWordScores
        #expect(!isAsked)
    }

    /// Not nearly: to the last bit.
    @Test(arguments: 1...5)
    func theSameIsHeardAsWithTheLibrarys(_ card: Int) throws {
        let folder = try TemporaryFolder()
        for model in [SphinxModel.turtle, try CompiledModelTests.files(in: folder)] {
            var ours = try SphinxDecoder.load(model)
            var theirs = try SphinxDecoder.load(model, settings: Self.libraryScores)
            for samples in [
                try Recording.card(card), try Recording.numbers(), try Recording.goForward(),
                try Recording.card(card),
            ] {
                let (one, other) = (try ours.hear(samples), try theirs.hear(samples))
                #expect(one == other)
                #expect(!one.isEmpty)
            }
            let isAsked = ours.hasOwnWordScores
            #expect(isAsked)
        }
    }

    /// Models of other words, one after another, in memory that was freed before.
    @Test func aDecoderHearsByItsOwnModel() throws {
        let folder = try TemporaryFolder()
        let cards = try CompiledModelTests.files(in: folder)
        for _ in 0..<4 {
            var turtle = try SphinxDecoder.load(.turtle)
            #expect(try turtle.hear(Recording.goForward()).first?.text == "go forward ten meters")
            var player = try SphinxDecoder.load(cards)
            #expect(try player.hear(Recording.card(1)).first?.text == "ten of clubs")
            #expect(try turtle.hear(Recording.goForward()).first?.text == "go forward ten meters")
        }
    }

    /// One thread's decoder says nothing to another's.
    @Test func decodersOfSeveralThreadsHearTheSameAsAlone() throws {
        let folder = try TemporaryFolder()
        let models = [SphinxModel.turtle, try CompiledModelTests.files(in: folder)]
        let samples = try (1...5).map { try Recording.card($0) }
        @Sendable func hear(_ model: SphinxModel) -> [[Hypothesis]]? {
            guard var decoder = try? SphinxDecoder.load(model) else { return nil }
            return samples.map { (try? decoder.hear($0)) ?? [] }
        }
        let alone = models.map(hear)
        let heard = Mutex<[Int: [[Hypothesis]]?]>([:])
        DispatchQueue.concurrentPerform(iterations: 8) { number in
            let result = hear(models[number % 2])
            heard.withLock { $0[number] = result }
        }
        for (number, result) in heard.withLock({ $0 }) {
            #expect(result == alone[number % 2])
        }
    }
}
