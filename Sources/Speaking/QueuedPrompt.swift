/// One prompt in the mouth: what of its sound has come, and how far it is played.
struct QueuedPrompt: Sendable {
    let id: PromptID
    let text: String
    /// All its sound has come.
    var isClosed = false
    /// Some of its sound was dropped: it can no longer be heard completely.
    private(set) var isTruncated = false
    /// The next sample to play, from the start of the prompt.
    private(set) var position = 0
    /// One past the last sample that was ever played: a resumed word is played
    /// twice, but it is not heard less for it.
    private(set) var furthest = 0
    /// One past the last frame in which it was played; nil when none of it was.
    private(set) var endFrame: Int?

    private var samples: [Int16] = []
    /// The position of `samples[0]`.
    private var base = 0
    private var marks: [WordMark] = []
    /// In `text`, by UTF-8.
    private let sentenceEnds: [Int]
    /// The sentence that was told last.
    private var sentence = 0

    init(id: PromptID, text: String) {
        self.id = id
        self.text = text
        sentenceEnds = Sentences.ends(of: text)
    }

    /// One past the last sample that has come.
    var end: Int { base + samples.count }
    var available: Int { end - position }
    /// Nothing of it is left to play, and nothing more will come.
    var isOver: Bool { isClosed && available == 0 }

    mutating func append(_ new: [Int16], _ newMarks: [WordMark]) {
        samples.append(contentsOf: new)
        marks.append(contentsOf: newMarks)
    }

    mutating func truncate() {
        isTruncated = true
        isClosed = true
    }

    var hasStarted: Bool { endFrame != nil }

    /// The next `count` samples, without playing them.
    func peek(_ count: Int) -> ArraySlice<Int16> {
        samples.dropFirst(position - base).prefix(count)
    }

    mutating func play(_ count: Int, inFrame frame: Int) {
        endFrame = frame + 1
        position += count
        furthest = max(furthest, position)
    }

    /// The next sentence, if its first word has begun to be played.
    mutating func takeSentence() -> Int? {
        guard sentence + 1 < sentenceEnds.count,
            let first = marks.first(where: { $0.textOffset >= sentenceEnds[sentence] }),
            first.sample < position
        else { return nil }
        sentence += 1
        return sentence
    }

    /// Goes back to the start of the word at which it stopped. In the pause after a
    /// word, it stays where it is.
    mutating func returnToWord() {
        let start = wordStart
        let next = marks.first { $0.sample > position }?.sample ?? end
        let isWordOver = start < position && lastSound(from: start, to: next) <= position
        if !isWordOver { position = start }
    }

    /// Where the word that is being played began.
    private var wordStart: Int {
        let start = marks.last { $0.sample <= position }?.sample ?? 0
        return min(position, max(base, start))
    }

    /// Lets go of sound that will not be played again, once there is much of it.
    mutating func forget(keeping limit: Int) {
        let unneeded = wordStart - base
        guard unneeded > limit else { return }
        samples.removeFirst(unneeded)
        base += unneeded
    }

    /// The written words up to the last of which more than half was played.
    var heard: String {
        guard furthest > 0 else { return "" }
        if isHeardCompletely { return text }
        var length = 0
        for index in marks.indices where isHeard(index) {
            length = max(length, marks[index].textOffset + marks[index].length)
        }
        return String(decoding: text.utf8.prefix(length), as: UTF8.self)
    }

    /// Whether every word was heard, though perhaps not the pause after the last.
    var isHeardCompletely: Bool {
        guard isClosed, !isTruncated, end > 0 else { return false }
        return furthest >= end || marks.indices.last.map(isHeard) ?? false
    }

    private func isHeard(_ index: Int) -> Bool {
        let start = marks[index].sample
        let next = index + 1 < marks.count ? marks[index + 1].sample : end
        guard furthest > start else { return false }
        guard furthest < next else { return true }
        return (furthest - start) * 2 > lastSound(from: start, to: next) - start
    }

    /// One past the last sample of a stretch that is more than background: the
    /// pause after a word is no part of it.
    private func lastSound(from start: Int, to end: Int) -> Int {
        var last = min(end, self.end)
        while last > max(start, base), abs(Int(samples[last - 1 - base])) < Self.background {
            last -= 1
        }
        return last
    }

    /// −54 dB below full scale.
    private static let background = 64
}
