extension UnderstandingModel {
    private static let magic = "tongdai understanding"
    /// Raise it with every change of what is stored or of how text becomes
    /// features: a cache of another version is not read.
    public static let version = 11

    /// The model as it is kept on disk.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.put(Self.magic)
        writer.put(Self.version)
        match.write(to: &writer)
        let names = senses.keys.sorted()
        writer.put(names)
        for name in names { writer.put(senses[name] ?? []) }
        return writer.bytes
    }

    /// Reads what `bytes` gave. Every index is checked: no byte can make a
    /// later query trap.
    public init(bytes: [UInt8]) throws(ModelError) {
        var reader = ByteReader(bytes)
        let magic = try? reader.text()
        guard magic == Self.magic else { throw .notAModel }
        let version = try reader.integer()
        guard version == Self.version else { throw .version(version) }
        let match = try MatchModel(from: &reader)
        var senses: [String: [String]] = [:]
        for name in try reader.texts() { senses[name] = try reader.texts() }
        self.init(match: match, senses: senses)
        guard reader.isAtEnd else { throw .truncated }
    }
}

extension MatchModel {
    func write(to writer: inout ByteWriter) {
        evidence.write(to: &writer)
        lexical.write(to: &writer)
        writer.put(full == nil ? 0 : 1)
        full?.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(ModelError) {
        evidence = try EvidenceModel(from: &reader)
        lexical = try Weighing(
            from: &reader, rejection: Rejector.lexicalNames.count,
            openness: VagueJudge.lexicalNames.count)
        full =
            try reader.integer() == 0
            ? nil
            : Weighing(
                from: &reader, rejection: Rejector.names.count, openness: VagueJudge.names.count)
        guard (full == nil) == (evidence.meaning == nil) else { throw .inconsistent }
    }
}

extension MatchModel.Weighing {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.put(weights)
        rejector.regression.write(to: &writer)
        writer.put(vagueJudge == nil ? 0 : 1)
        vagueJudge?.regression.write(to: &writer)
        writer.put(vagueJudge?.quantiles ?? [])
    }

    fileprivate init(
        from reader: inout ByteReader, rejection: Int, openness: Int
    ) throws(ModelError) {
        weights = try reader.doubles()
        rejector = Rejector(regression: try LogisticRegression(from: &reader, count: rejection))
        let judge =
            try reader.integer() == 0
            ? nil : LogisticRegression(from: &reader, count: openness)
        let quantiles = try reader.doubles()
        vagueJudge = judge.map { VagueJudge(regression: $0, quantiles: quantiles) }
        guard weights.count == EvidenceKind.allCases.count else { throw .inconsistent }
    }
}

extension LogisticRegression {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.put(means)
        writer.put(deviations)
        writer.put(weights)
        writer.put(bias)
    }

    fileprivate init(from reader: inout ByteReader, count: Int) throws(ModelError) {
        self.init(
            means: try reader.doubles(), deviations: try reader.doubles(),
            weights: try reader.doubles(), bias: try reader.double())
        guard means.count == count, deviations.count == count, weights.count == count else {
            throw .inconsistent
        }
    }
}

extension EvidenceModel {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.put(labels)
        writer.put(procedures)
        writer.put(aspects)
        writer.put(vague.lowerBound)
        writer.put(vague.upperBound)
        writer.put(procedureOf.map { Int32($0 ?? -1) })
        for aspects in aspectsOf { writer.put(aspects.map(Int32.init)) }
        writer.put(space.features)
        writer.put(space.idf)
        linear.write(to: &writer)
        relevance.write(to: &writer)
        neighbours.write(to: &writer)
        writer.put(cues.terms)
        writer.put(cues.shares)
        writer.put(cues.general)
        writer.put(functionWords.sorted())
        writer.put(meaning == nil ? 0 : 1)
        meaning?.write(to: &writer)
    }

    fileprivate init(from reader: inout ByteReader) throws(ModelError) {
        labels = try reader.texts()
        procedures = try reader.texts()
        aspects = try reader.texts()
        let (firstVague, vagueEnd) = (try reader.integer(), try reader.integer())
        guard 0 <= firstVague, firstVague <= vagueEnd, vagueEnd <= labels.count else {
            throw .inconsistent
        }
        vague = firstVague..<vagueEnd
        procedureOf = try reader.integers().map { $0 < 0 ? nil : Int($0) }
        var aspectsOf: [[Int]] = []
        for _ in labels { aspectsOf.append(try reader.integers().map(Int.init)) }
        self.aspectsOf = aspectsOf
        let features = try reader.longs()
        let idf = try reader.floats()
        guard features.count == idf.count else { throw .inconsistent }
        space = FeatureSpace(features: features, idf: idf)
        linear = try LinearModel(from: &reader)
        relevance = try RelevanceIndex(from: &reader)
        neighbours = try NeighbourIndex(from: &reader)
        cues = TopicCues(
            terms: try reader.longs(), shares: try reader.floats(), general: try reader.shorts())
        functionWords = Set(try reader.texts())
        meaning = try reader.integer() == 0 ? nil : MeaningIndex(from: &reader)
        guard meaning.map({ [labels] in $0.labels == labels.count }) ?? true else {
            throw .inconsistent
        }
        let (procedureCount, aspectCount) = (procedures.count, aspects.count)
        guard procedureOf.count == labels.count, relevance.labels == labels.count,
            neighbours.labels == labels.count, cues.terms.count == cues.shares.count,
            cues.terms.count == cues.general.count, linear.starts.count == space.count + 1,
            linear.classes == labels.count + 1 + procedures.count + aspects.count,
            procedureOf.allSatisfy({ $0.map { $0 < procedureCount } ?? true }),
            aspectsOf.allSatisfy({ $0.allSatisfy { $0 >= 0 && $0 < aspectCount } })
        else { throw .inconsistent }
    }
}

extension LinearModel {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.put(starts)
        writer.put(columns)
        writer.put(weights)
        writer.put(steps)
        writer.put(biases)
    }

    fileprivate init(from reader: inout ByteReader) throws(ModelError) {
        let starts = try reader.integers()
        let columns = try reader.shorts()
        let weights = try reader.octets()
        let steps = try reader.floats()
        let biases = try reader.floats()
        guard steps.count == biases.count, columns.count == weights.count,
            starts.areOffsets(into: columns.count),
            columns.allSatisfy({ $0 < steps.count })
        else { throw .inconsistent }
        self.init(
            classes: steps.count, starts: starts, columns: columns, weights: weights,
            steps: steps, biases: biases)
    }
}

extension MeaningIndex {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.put(digest)
        writer.put(labels)
        writer.put(dimension)
        writer.put(compared)
        writer.put(classifier.weights)
        writer.put(classifier.biases)
        writer.put(rows)
        writer.put(steps)
        writer.put(questionLabels)
    }

    fileprivate init(from reader: inout ByteReader) throws(ModelError) {
        let digest = try reader.text()
        let labels = try reader.integer()
        let dimension = try reader.integer()
        let compared = try reader.integer()
        let weights = try reader.floats()
        let biases = try reader.floats()
        let rows = try reader.octets()
        let steps = try reader.floats()
        let questionLabels = try reader.shorts()
        guard labels >= 0, compared > 0, compared <= dimension, biases.count == labels + 1,
            weights.count == biases.count * dimension,
            steps.count == questionLabels.count + labels, rows.count == steps.count * compared,
            questionLabels.allSatisfy({ $0 <= labels })
        else { throw .inconsistent }
        self.init(
            digest: digest, labels: labels, dimension: dimension, compared: compared,
            classifier: SoftmaxRegression(
                classes: labels + 1, dimension: dimension, weights: weights, biases: biases),
            rows: rows, steps: steps, questionLabels: questionLabels)
    }
}

extension RelevanceIndex {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.put(labels)
        writer.put(terms)
        writer.put(idf)
        writer.put(starts)
        writer.put(postingLabels)
        writer.put(postingScores)
    }

    fileprivate init(from reader: inout ByteReader) throws(ModelError) {
        self.init(
            labels: try reader.integer(), terms: try reader.longs(), idf: try reader.floats(),
            starts: try reader.integers(), postingLabels: try reader.shorts(),
            postingScores: try reader.floats())
        guard terms.count == idf.count, starts.count == terms.count + 1,
            postingLabels.count == postingScores.count,
            starts.areOffsets(into: postingLabels.count),
            postingLabels.allSatisfy({ [labels] in $0 < labels })
        else { throw .inconsistent }
    }
}

extension NeighbourIndex {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.put(labels)
        writer.put(terms)
        writer.put(idf)
        writer.put(starts)
        writer.put(postings)
        writer.put(questionLabels)
        writer.put(lengths)
    }

    fileprivate init(from reader: inout ByteReader) throws(ModelError) {
        self.init(
            labels: try reader.integer(), terms: try reader.longs(), idf: try reader.floats(),
            starts: try reader.integers(), postings: try reader.integers(),
            questionLabels: try reader.shorts(), lengths: try reader.floats())
        guard terms.count == idf.count, starts.count == terms.count + 1,
            questionLabels.count == lengths.count, starts.areOffsets(into: postings.count),
            postings.allSatisfy({ [lengths] in $0 >= 0 && $0 < lengths.count }),
            questionLabels.allSatisfy({ [labels] in $0 <= labels })
        else { throw .inconsistent }
    }
}

extension [Int32] {
    /// Whether these begin at 0, never fall and end at `count`.
    fileprivate func areOffsets(into count: Int) -> Bool {
        first == 0 && last == Int32(count) && zip(self, dropFirst()).allSatisfy { $0 <= $1 }
    }
}
