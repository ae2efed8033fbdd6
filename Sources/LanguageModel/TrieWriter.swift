/// Writes a model in Sphinx's binary form, which PocketSphinx loads in
/// milliseconds where the same model as ARPA text takes seconds.
///
/// The bytes depend on the model only. Probabilities and back-offs of an order
/// that has at most 65,536 different ones are exact to a float.
struct TrieWriter {
    private let model: NGramModel
    private let widths: SphinxTrie.Widths
    private let wordsInBigrams: [Int]
    private let wordsInTrigrams: [Int]

    /// The bytes of the file. Every trigram's last two words must be a bigram.
    static func bytes(of model: NGramModel) -> [UInt8] {
        let writer = TrieWriter(model)
        return writer.bytes()
    }

    private init(_ model: NGramModel) {
        self.model = model
        widths = SphinxTrie.Widths(counts: model.counts)
        let bigrams = model.bigrams.keys
        let trigrams = model.trigrams.keys
        // The file's order: last word first.
        wordsInBigrams = bigrams.indices.sorted {
            Self.reversedPair(bigrams[$0]) < Self.reversedPair(bigrams[$1])
        }
        wordsInTrigrams = trigrams.indices.sorted {
            Self.reversedTriple(trigrams[$0]) < Self.reversedTriple(trigrams[$1])
        }
    }

    private static func reversedPair(_ key: PackedNGram) -> PackedNGram {
        pack(lastWord(key), Int(history(key)))
    }

    private static func reversedTriple(_ key: PackedNGram) -> PackedNGram {
        pack(reversedPair(suffix(key)), Int(history(history(key))))
    }

    private func bytes() -> [UInt8] {
        let bigramProbability = Bins(model.bigrams.probability)
        let bigramBackOff = Bins(model.bigrams.backOff)
        let trigramProbability = Bins(model.trigrams.probability)
        var bytes = SphinxTrie.magic + [3]
        for count in model.counts { Self.append(UInt32(count), to: &bytes) }
        Self.append(0, to: &bytes)
        for bins in [bigramProbability, bigramBackOff, trigramProbability] {
            for center in bins.table { Self.append(center.bitPattern, to: &bytes) }
        }
        appendUnigrams(to: &bytes)
        bytes += packedBigrams(probability: bigramProbability, backOff: bigramBackOff)
        bytes += packedTrigrams(probability: trigramProbability)
        appendWords(to: &bytes)
        return bytes
    }

    private func appendUnigrams(to bytes: inout [UInt8]) {
        var next = 0
        for word in 0...model.vocabulary.count {
            while next < wordsInBigrams.count,
                lastWord(model.bigrams.keys[wordsInBigrams[next]]) < word
            { next += 1 }
            let isSentinel = word == model.vocabulary.count
            let values =
                isSentinel
                ? [Float(0), 0] : [model.unigramProbability[word], model.unigramBackOff[word]]
            for value in values { Self.append(Self.sphinx(value).bitPattern, to: &bytes) }
            Self.append(UInt32(next), to: &bytes)
        }
    }

    private func packedBigrams(probability: Bins, backOff: Bins) -> [UInt8] {
        let count = wordsInBigrams.count
        var bits = PackedBits(byteCount: widths.bigramBytes(count))
        var next = 0
        for (place, source) in wordsInBigrams.enumerated() {
            let key = model.bigrams.keys[source]
            while next < wordsInTrigrams.count,
                Self.reversedPair(suffix(model.trigrams.keys[wordsInTrigrams[next]]))
                    < Self.reversedPair(key)
            { next += 1 }
            var offset = place * widths.bigram
            bits.write(UInt64(history(key)), width: widths.word, at: offset)
            offset += widths.word
            bits.write(UInt64(backOff.number[source]), width: 16, at: offset)
            bits.write(UInt64(probability.number[source]), width: 16, at: offset + 16)
            bits.write(UInt64(next), width: widths.next, at: offset + 32)
        }
        let end = count * widths.bigram + widths.word + 32
        bits.write(UInt64(wordsInTrigrams.count), width: widths.next, at: end)
        return bits.bytes
    }

    private func packedTrigrams(probability: Bins) -> [UInt8] {
        var bits = PackedBits(byteCount: widths.trigramBytes(wordsInTrigrams.count))
        for (place, source) in wordsInTrigrams.enumerated() {
            let first = history(history(model.trigrams.keys[source]))
            let offset = place * widths.trigram
            bits.write(UInt64(first), width: widths.word, at: offset)
            bits.write(UInt64(probability.number[source]), width: 16, at: offset + widths.word)
        }
        return bits.bytes
    }

    private func appendWords(to bytes: inout [UInt8]) {
        var names: [UInt8] = []
        for word in model.vocabulary.words {
            names += Array(word.utf8)
            names.append(0)
        }
        Self.append(UInt32(names.count), to: &bytes)
        bytes += names
    }

    fileprivate static func sphinx(_ log10: Float) -> Float {
        Float(Double(log10) / SphinxTrie.log10OfBase)
    }

    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}

/// Up to 65,536 values that stand for all values of one kind. Where there are
/// more, neighbours share their mean, as many of them in each bin.
private struct Bins {
    let table: [Float]
    /// The bin of each value, in the values' order.
    let number: [UInt16]

    init(_ values: [Float]) {
        let distinct = Self.withoutRepeats(values.sorted())
        let limit = SphinxTrie.binCount
        var table: [Float] = []
        table.reserveCapacity(limit)
        var bins = [UInt16](repeating: 0, count: distinct.count)
        let used = min(limit, distinct.count)
        for bin in 0..<used {
            let range = (distinct.count * bin / used)..<(distinct.count * (bin + 1) / used)
            let sum = distinct[range].reduce(0.0) { $0 + Double($1) }
            table.append(TrieWriter.sphinx(Float(sum / Double(range.count))))
            for place in range { bins[place] = UInt16(bin) }
        }
        table += Array(repeating: table.last ?? 0, count: limit - table.count)
        self.table = table
        number = values.map { bins[Self.place(of: $0, in: distinct)] }
    }

    private static func withoutRepeats(_ sorted: [Float]) -> [Float] {
        var distinct: [Float] = []
        for value in sorted where distinct.last != value { distinct.append(value) }
        return distinct
    }

    private static func place(of value: Float, in sorted: [Float]) -> Int {
        var (low, high) = (0, sorted.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
