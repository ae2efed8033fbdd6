import CPocketSphinx
import Foundation
import Understanding

/// A second hearing of an utterance with a closed grammar.
extension SphinxDecoder {
    /// The search with the open language model, as PocketSphinx calls it.
    static let open = "_default"

    /// Scores of the open search's lattice are so many bits finer than a grammar's
    /// (`SENSCR_SHIFT` of PocketSphinx).
    private static let latticeShift = 10

    /// Score of the sound alone, in the open search that has just ended.
    func openScore() -> Int { acousticScore() >> Self.latticeShift }

    /// Score of the sound alone, summed over the words of the last search.
    private func acousticScore() -> Int {
        var sum = 0
        var segment = search { ps_seg_iter(handle) }
        while let current = segment {
            var score: Int32 = 0
            _ = ps_seg_prob(current, &score, nil, nil)
            sum += Int(score)
            segment = ps_seg_next(current)
        }
        return sum
    }

    /// How well the grammar fits the sound, 0–1: one half where it fits as well as open
    /// speech does.
    private static func belief(_ worse: Double) -> Double { 1 / (1 + exp(worse / 2)) }

    /// What the grammar makes of the same sound; nil when there is no such grammar. It
    /// has no words when what it hears fits the sound much worse than open speech does.
    ///
    /// - Parameter score: of the sound, as the open search heard it.
    mutating func hear(
        _ samples: [Int16], by grammar: String, against score: Int
    ) throws(SphinxError) -> Hypothesis? {
        guard try grammars.lend(grammar, to: handle) else { return nil }
        defer {
            ps_set_search(handle, Self.open)
            grammars.takeBack(grammar, from: handle)
        }
        try check("ps_set_search", ps_set_search(handle, grammar))
        let mean = channelState()
        defer { restore(mean) }
        try check("ps_start_utt", ps_start_utt(handle))
        do throws(SphinxError) {
            try decode(samples.prefix(Self.firstPortion))
            for start in stride(from: Self.firstPortion, to: samples.count, by: Self.portion) {
                try decode(samples[start..<min(start + Self.portion, samples.count)])
            }
        } catch {
            ps_end_utt(handle)
            throw error
        }
        try check("ps_end_utt", ps_end_utt(handle))
        let nothing = Hypothesis(text: "", posterior: 0, isByGrammar: true)
        guard let heard = ps_get_hyp(handle, nil) else { return nothing }
        let text = HypothesisList.words(of: String(cString: heard))
        let frames = max(1, samples.count / 160)
        let worse = Double(score - acousticScore()) / Double(frames)
        guard !text.isEmpty, worse <= settings.grammarTolerance else {
            return nothing
        }
        return Hypothesis(text: text, posterior: Self.belief(worse), isByGrammar: true)
    }
}
