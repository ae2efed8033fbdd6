import Audio
import Speaking

/// The sound of one prompt on its way from eSpeak NG's rate to the line's.
struct LineStream {
    private let source: SampleRate
    private let target: SampleRate
    private var resampler: Resampler
    private var level: LevelGuard
    /// Where the clause begins, in samples of the source's rate.
    private var clauseStart = 0
    /// How much of the clause was played, and how many of its words were marked.
    private var played = 0
    private var markedWords = 0
    /// How many samples of silence come before the clause.
    private var silence = 0
    /// The written word that was marked last.
    private var lastMarked: Range<Int>?

    /// What a block lasts.
    private static let block = Duration.milliseconds(100)
    private static let lastSilence = Duration.milliseconds(120)

    init(from source: SampleRate, to target: SampleRate, gain: Double) {
        self.source = source
        self.target = target
        resampler = Resampler(from: source, to: target)
        level = LevelGuard(gain: gain, rate: target)
    }

    /// Gives a clause out in blocks, with its marks. Of a clause that was partly
    /// played before, only the rest.
    /// - Returns: False when the listener has heard enough.
    mutating func play(
        _ sound: ClauseSound, of text: ClauseText, to hear: ([Int16], [WordMark]) -> Bool
    ) -> Bool {
        clauseStart += silence
        var rest = [Int16](repeating: 0, count: silence)[...]
        silence = 0
        rest += sound.samples.dropFirst(played)
        played = max(played, sound.samples.count)
        var marks = marks(of: sound.words, in: text)
        let length = source.samples(in: Self.block)
        while !rest.isEmpty {
            let output = level.process(resampler.process(Array(rest.prefix(length))))
            rest = rest.dropFirst(length)
            guard hear(output, marks) else { return false }
            marks = []
        }
        return true
    }

    /// Marks for the words that have none yet: one for each written word, where the
    /// first spoken one of it begins.
    private mutating func marks(
        of words: [ClauseSound.WordStart], in text: ClauseText
    ) -> [WordMark] {
        var marks: [WordMark] = []
        for word in words.dropFirst(markedWords) {
            guard let written = text.written(at: word.textOffset), written != lastMarked else {
                continue
            }
            lastMarked = written
            let start = MediaTime(sample: clauseStart + word.sample, rate: source)
            marks.append(
                WordMark(
                    textOffset: written.lowerBound, length: written.count,
                    sample: start.converted(to: target).sample))
        }
        markedWords = max(markedWords, words.count)
        return marks
    }

    /// Lets silence follow the clause.
    mutating func endClause(silence duration: Duration) {
        clauseStart += played
        played = 0
        markedWords = 0
        silence = source.samples(in: duration)
    }

    /// Gives out what was held back. A prompt ends with a short silence, so that the
    /// next one does not run into it.
    mutating func finish(to hear: ([Int16], [WordMark]) -> Bool) {
        let end = [Int16](repeating: 0, count: min(silence, source.samples(in: Self.lastSilence)))
        let input = resampler.process(end) + resampler.finish()
        let rest = level.process(input) + level.finish()
        if !rest.isEmpty { _ = hear(rest, []) }
    }
}
