import Foundation
import Hearing
import SphinxSpeech
import Testing
import Understanding

@testable import LanguageModel

/// A language model and a dictionary that this project wrote, read by PocketSphinx.
@Suite struct CompiledModelTests {
    /// What players of cards say, and how.
    static func cards() throws -> (model: NGramModel, dictionary: PronunciationDictionary) {
        var corpus = Corpus()
        let rank = "ace two three four five six seven eight nine ten jack queen king"
        let suits = ["clubs", "hearts", "spades", "diamonds"]
        for rank in rank.split(separator: " ") {
            for suit in suits {
                corpus.add("\(rank) of \(suit)", weight: 1, takesCarriers: false)
            }
            corpus.add(String(rank), weight: 1, takesCarriers: false)
        }
        let vocabulary = Vocabulary(corpus.words)
        let even = 1 / Double(vocabulary.count - 1)
        let model = WittenBell.model(
            of: corpus.counts(over: vocabulary), vocabulary: vocabulary,
            base: (0..<vocabulary.count).map { $0 == vocabulary.start ? 0 : even }, caution: 1)
        let stock = URL(filePath: SphinxModel.systemFolder).appending(path: "cmudict-en-us.dict")
        return (
            model,
            PronunciationDictionary(
                text: [UInt8](try Data(contentsOf: stock)), wanted: Set(corpus.words))
        )
    }

    static func files(in folder: TemporaryFolder, isText: Bool = false) throws -> SphinxModel {
        let (model, dictionary) = try cards()
        return SphinxModel(
            acoustic: SphinxModel.acousticFolder,
            languageModel: isText
                ? try folder.write(ARPAFile.text(of: model), as: "cards.arpa")
                : try folder.write(TrieWriter.bytes(of: model), as: "cards.lm.bin"),
            dictionary: try folder.write(dictionary.text, as: "cards.dict"),
            fillers: try folder.write(Fillers.text, as: "fillers.dict"))
    }

    @Test(arguments: [(1, "ten of clubs"), (3, "seven of clubs"), (4, "five five")])
    func aRecordedCallerIsHeardWithIt(_ card: Int, _ said: String) throws {
        let folder = try TemporaryFolder()
        var decoder = try SphinxDecoder.load(Self.files(in: folder))
        #expect(try decoder.hear(Recording.card(card)).first?.text == said)
    }

    @Test func theBinaryAndTheTextFormAreOneModel() throws {
        let folder = try TemporaryFolder()
        let model = try Self.cards().model
        let binary = try SphinxDecoder.load(Self.files(in: folder))
        let text = try SphinxDecoder.load(Self.files(in: folder, isText: true))
        let start = model.vocabulary.start
        for (words, history) in [
            ("ten of clubs", ["of", "clubs"]), ("ten", ["<s>", "ten"]), ("of ten", ["of", "ten"]),
            ("clubs clubs", ["clubs", "clubs"]),
        ] {
            let numbers = history.map { model.vocabulary.number(of: $0) ?? start }
            let expected = NGramModel.power(
                model.logProbability(of: model.vocabulary.end, after: numbers))
            let found = binary.endProbability(after: words) ?? 0
            let other = text.endProbability(after: words) ?? 0
            // PocketSphinx's logarithms are integers of 1.0001.
            #expect(abs(found - expected) < 1e-3 * expected, "\(words)")
            #expect(abs(other - expected) < 1e-3 * expected, "\(words)")
        }
    }

    @Test func theEndAfterAWordThatTheModelLacksIsUnknown() throws {
        let folder = try TemporaryFolder()
        let decoder = try SphinxDecoder.load(Self.files(in: folder))
        #expect(decoder.endProbability(after: "ten of zebras") == nil)
        #expect(decoder.endProbability(after: "zebras clubs") == nil)
        #expect(decoder.endProbability(after: "") == nil)
        #expect(decoder.endProbability(after: "zebras of clubs") != nil, "two words are looked at")
    }

    @Test func aDictionaryThatIsNoneHearsNothing() throws {
        let folder = try TemporaryFolder()
        var model = SphinxModel.turtle
        let broken: [[UInt8]] = [
            Array("go g ow\nforward f ao r\n".utf8), Array("go\n\n \tx\n".utf8),
            (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 >> 3) },
        ]
        for (number, bytes) in broken.enumerated() {
            model.dictionary = try folder.write(bytes, as: "\(number).dict")
            var decoder = try SphinxDecoder.load(model)
            #expect(try decoder.hear(Recording.goForward()).isEmpty)
        }
    }
}
