import Testing

@testable import LanguageModel

/// The file's layout from the outside: its bytes, and what reads them back.
@Suite struct TrieWriterTests {
    static func number(_ bytes: [UInt8], at place: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }

    /// A model without meaning, whose packed fields fall on all bit offsets.
    static let scrambled: NGramModel = {
        let vocabulary = Vocabulary((0..<300).map { "w\($0)" })
        let count = vocabulary.count
        // Coprime steps: no pair comes twice.
        let pairs = (0..<900).map { pack($0 * 7 % count, $0 * 17 % 299 + 3) }
        let bigrams = Set(pairs).sorted()
        let trigrams = Set(
            bigrams.flatMap { second in
                bigrams.filter { lastWord($0) == Int(history(second)) }.prefix(2)
                    .map { pack($0, lastWord(second)) }
            }
        ).sorted()
        return NGramModel(
            vocabulary: vocabulary,
            unigramProbability: (0..<count).map { -1 - Float($0) / 100 },
            unigramBackOff: (0..<count).map { -Float($0) / 1000 },
            bigrams: NGramModel.Table(
                keys: bigrams, probability: bigrams.indices.map { -Float($0) / 400 },
                backOff: bigrams.indices.map { -Float($0 % 37) / 50 }),
            trigrams: NGramModel.Table(
                keys: trigrams, probability: trigrams.indices.map { -Float($0) / 700 }))
    }()

    @Test func theFileBeginsWithItsNameItsOrderAndItsCounts() {
        let bytes = TrieWriter.bytes(of: SmallModel.witten())
        let header: [UInt8] =
            Array("Trie Language Model".utf8) + [3, 5, 0, 0, 0, 5, 0, 0, 0, 4, 0, 0, 0]
        #expect(Array(bytes.prefix(header.count)) == header)
    }

    @Test func theFileIsAsLongAsItsParts() {
        let bytes = TrieWriter.bytes(of: SmallModel.witten())
        let names = "</s>\0<s>\0a\0b\0c\0"
        // 3 bits for a word and 3 for a place among four triples.
        let bigrams = (6 * (3 + 32 + 3) + 7) / 8 + 8
        let trigrams = (5 * (3 + 16) + 7) / 8 + 8
        let fixed = 20 + 12 + 4 + 3 * 65_536 * 4 + 6 * 12
        #expect(bytes.count == fixed + bigrams + trigrams + 4 + names.utf8.count)
        #expect(bytes.suffix(names.utf8.count).elementsEqual(names.utf8))
        #expect(Self.number(bytes, at: fixed + bigrams + trigrams) == names.utf8.count)
    }

    @Test func logarithmsAreToTheBaseOfSphinx() {
        let bytes = TrieWriter.bytes(of: SmallModel.witten())
        // p(a) = 4/13; ln(4/13) / ln 1.0001.
        let place = 36 + 3 * 65_536 * 4 + 3 * 12 - 12
        let stored = Float(bitPattern: UInt32(Self.number(bytes, at: place)))
        #expect(abs(stored - (-11_787.14)) < 0.1)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let model = Self.scrambled
        #expect(model.counts[1] > 800 && model.counts[2] > 800)
        let read = try StockModel(bytes: TrieWriter.bytes(of: model))
        let words = model.vocabulary.words
        #expect(read.words == words)
        for word in words.indices {
            #expect(isNear(read.probability[word], Double(model.unigramProbability[word])))
            #expect(isNear(read.backOff[word], Double(model.unigramBackOff[word])))
        }
        let same = Array(words.indices)
        var pairs = 0
        read.forEachBigram(kept: same) { first, word, probability, backOff in
            pairs += 1
            guard let place = model.bigrams.index(of: pack(first, word)) else {
                Issue.record("a pair that was not written")
                return
            }
            #expect(isNear(probability, Double(model.bigrams.probability[place]), within: 1e-5))
            #expect(isNear(backOff, Double(model.bigrams.backOff[place]), within: 1e-5))
        }
        var triples = 0
        read.forEachTrigram(kept: same) { first, second, word, probability in
            triples += 1
            guard let place = model.trigrams.index(of: pack(pack(first, second), word)) else {
                Issue.record("a triple that was not written")
                return
            }
            #expect(isNear(probability, Double(model.trigrams.probability[place]), within: 1e-5))
        }
        #expect([pairs, triples] == Array(model.counts.dropFirst()))
    }

    @Test func theSameModelGivesTheSameBytes() {
        #expect(
            TrieWriter.bytes(of: SmallModel.witten()) == TrieWriter.bytes(of: SmallModel.witten()))
    }

    @Test func moreValuesThanBinsKeepTheirNeighbourhood() throws {
        // 90,000 different probabilities share 65,536 bins.
        let vocabulary = Vocabulary((0..<300).map { "w\($0)" })
        let keys = (0..<90_000).map { pack($0 / 300 + 2, $0 % 300 + 2) }
        let probability = keys.indices.map { -Float($0) / 20_000 }
        let zeros = [Float](repeating: 0, count: vocabulary.count)
        let model = NGramModel(
            vocabulary: vocabulary, unigramProbability: zeros, unigramBackOff: zeros,
            bigrams: NGramModel.Table(
                keys: keys, probability: probability, backOff: keys.map { _ in 0 }),
            trigrams: NGramModel.Table())
        let read = try StockModel(bytes: TrieWriter.bytes(of: model))
        var worst = 0.0
        var count = 0
        read.forEachBigram(kept: Array(vocabulary.words.indices)) { first, word, value, _ in
            let place = (first - 2) * 300 + word - 2
            worst = max(worst, abs(value - Double(probability[place])))
            count += 1
        }
        #expect(count == 90_000)
        #expect(worst > 0 && worst < 2.0 / 20_000, "no further off than its bin's other end")
    }

    @Test func bitsFillBytesFromTheLowest() {
        var bits = PackedBits(byteCount: 8)
        bits.write(0b101, width: 3, at: 0)
        bits.write(0b11, width: 2, at: 3)
        bits.write(0x1ff_ffff, width: 25, at: 15)
        #expect(bits.bytes == [0b0001_1101, 0x80, 0xff, 0xff, 0xff, 0, 0, 0])
        #expect(PackedBits.read(bits.bytes, from: 0, at: 15, width: 25) == 0x1ff_ffff)
        #expect(PackedBits.read(bits.bytes, from: 0, at: 3, width: 2) == 3)
        #expect(PackedBits.read(bits.bytes, from: 0, at: 5, width: 10) == 0)
    }
}
