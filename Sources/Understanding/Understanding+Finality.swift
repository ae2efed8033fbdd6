// Whether somebody has finished, or said anything yet.

extension Understanding {
    /// Whether a text sounds finished. As slow as the encoder, a few milliseconds.
    public func finality(of text: String) -> Finality {
        let judged = judge.judge(text)
        if let judged, judged != .incomplete { return Finality(judged) }
        let heard = normalizer.words(of: text)
        let words = normalizer.withoutHesitations(heard)
        guard !words.isEmpty else { return Finality(.incomplete) }
        var evidence = Finality.Evidence(
            isQuestion: form.isKnown ? form.isQuestion(words) : nil, leans: normalizer.leans(words),
            isOpen: judged == .incomplete,
            hesitates: heard.last.map(normalizer.hesitations.contains) ?? false,
            wordCount: words.count)
        let reading = model.match.reading(of: [(normalizer.question(text), 1)], encoder: encoder)
        // "How much is the fee" is one, and "for a passport" may follow.
        let shares = reading.shares.indices.filter { traits[$0].choices.isEmpty }
            .map { reading.shares[$0] * reading.inDomain }.sorted(by: >)
        // One of a few answers, between which the line would ask, is an answer, too.
        evidence.answered = shares.prefix(Self.mostOffered).reduce(0, +)
        evidence.inDomain = reading.inDomain
        let completeness = completeness(
            by: evidence, asks: form.asks(words), best: shares.first ?? 0)
        return Finality(completeness, logOdds: evidence.logOdds)
    }

    private func completeness(
        by evidence: Finality.Evidence, asks: Bool, best: Double
    ) -> Completeness {
        guard !evidence.isOpen, asks else { return .incomplete }
        // "And how much does it cost": what it is about was said before.
        if evidence.leans { return .likely }
        if best >= thresholds.complete { return .complete }
        return evidence.answered >= thresholds.likely ? .likely : .incomplete
    }

    /// Whether nothing but "um" was said: that is no answer to anything, and not even a murmur of
    /// assent, as "uh huh" is.
    public func onlyHesitates(_ text: String) -> Bool {
        let words = normalizer.words(of: text)
        return !words.isEmpty && normalizer.withoutHesitations(words).isEmpty
            && controls.match(words)?.isExact != true
    }

    /// "Um" and its like.
    func isHesitation(_ word: String) -> Bool { normalizer.hesitations.contains(word) }
}
