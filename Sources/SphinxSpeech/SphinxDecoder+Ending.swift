import CPocketSphinx
import Hearing
import Pipeline

extension SphinxDecoder {
    public func endProbability(after words: String) -> Double? {
        let last = words.split(separator: " ").suffix(2).map(String.init)
        guard let word = last.last, let model = ps_get_lm(handle, "_default") else { return nil }
        let before = last.count == 2 ? last[0] : "<s>"
        // The model's numbers of the words; one that it lacks has none.
        let numbers = [word, before].map { (word: String) in ngram_wid(model, word) }
        guard !numbers.contains(ngram_unknown_wid(model)) else { return nil }
        var history = numbers
        var used: Int32 = 0
        let end = ngram_wid(model, "</s>")
        let score = SharedLanguageModel.scores.withLock { _ in
            ngram_ng_prob(model, end, &history, Int32(history.count), &used)
        }
        return logmath_exp(ps_get_logmath(handle), score)
    }
}
