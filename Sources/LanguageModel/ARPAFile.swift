/// The text form of back-off models that all tools of the trade read
/// (Doug Paul's ARPA format): to look into a model, and to compare.
public enum ARPAFile {
    public static func text(of model: NGramModel) -> String {
        let words = model.vocabulary.words
        var text = "\\data\\\n"
        for (order, count) in model.counts.enumerated() { text += "ngram \(order + 1)=\(count)\n" }
        text += "\n\\1-grams:\n"
        for word in words.indices {
            text += number(model.unigramProbability[word]) + "\t" + words[word] + "\t"
            text += number(model.unigramBackOff[word]) + "\n"
        }
        text += "\n\\2-grams:\n"
        for (place, key) in model.bigrams.keys.enumerated() {
            text += number(model.bigrams.probability[place]) + "\t" + words[Int(history(key))] + " "
            text += words[lastWord(key)] + "\t" + number(model.bigrams.backOff[place]) + "\n"
        }
        text += "\n\\3-grams:\n"
        for (place, key) in model.trigrams.keys.enumerated() {
            let pair = history(key)
            text += number(model.trigrams.probability[place]) + "\t" + words[Int(history(pair))]
            text += " " + words[lastWord(pair)] + " " + words[lastWord(key)] + "\n"
        }
        return text + "\n\\end\\\n"
    }

    /// Six places after the point, as SRILM writes them.
    private static func number(_ value: Float) -> String {
        let scaled = Int((Double(abs(value)) * 1_000_000).rounded())
        let fraction = String(scaled % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - fraction.count)
        return (value < 0 && scaled > 0 ? "-" : "") + "\(scaled / 1_000_000).\(zeros)\(fraction)"
    }
}
