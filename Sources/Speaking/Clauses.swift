/// A prompt, cut where a speaker would breathe.
///
/// Each clause is synthesized in one turn, so it is short: lines that speak at the
/// same time share the synthesizer fairly. A clause ends at each pause, and one that
/// is still too long is cut before a word at which a phrase begins.
public struct Clauses: Sendable, Equatable {
    public struct Clause: Sendable, Equatable {
        public let words: [SpokenWord]
        /// The melody and the silence at its end. A clause that is cut from a longer
        /// one has the melody of a comma, but hardly a silence.
        public let pause: Pause
        public let isCut: Bool

        /// At 160 words per minute.
        public var silence: Duration {
            .milliseconds(isCut ? 30 : pause.milliseconds)
        }
    }

    public let clauses: [Clause]

    /// - Parameter longest: How many letters a clause may have without being cut; 84
    ///   are about 15 words, and five or six seconds.
    public init(_ text: SpokenText, longest: Int = 84) {
        var clauses: [Clause] = []
        var words: [SpokenWord] = []
        for word in text.words {
            words.append(word)
            guard word.pause != .none else { continue }
            clauses += Self.cut(words, longest: longest, pause: word.pause)
            words = []
        }
        if !words.isEmpty { clauses += Self.cut(words, longest: longest, pause: .stop) }
        self.clauses = clauses
    }

    /// Cuts at the best place near the middle, and each half again.
    private static func cut(_ words: [SpokenWord], longest: Int, pause: Pause) -> [Clause] {
        guard length(of: words[...]) > longest,
            let place = place(in: words) ?? anyPlace(in: words, longest)
        else {
            return [Clause(words: words, pause: pause, isCut: false)]
        }
        var pieces = cut(Array(words[..<place]), longest: longest, pause: .comma)
        if let last = pieces.popLast() {
            pieces.append(Clause(words: last.words, pause: last.pause, isCut: true))
        }
        return pieces + cut(Array(words[place...]), longest: longest, pause: pause)
    }

    /// The index of the word before which to cut: one at which a long phrase begins,
    /// rather than a short one, and near the middle. Nil when there is none.
    private static func place(in words: [SpokenWord]) -> Int? {
        let middle = length(of: words[...]) / 2
        var best: (index: Int, cost: Int)?
        var before = 0
        for index in words.indices {
            defer { before += length(of: words[index...index]) }
            // Never inside what was written as one.
            guard index > 0, words[index].written != words[index - 1].written,
                let weakness = openers[words[index].text.lowercased()],
                min(index, words.count - index) >= 3,
                min(before, 2 * middle - before) >= shortest
            else { continue }
            // "asked for if" is cut before "if", "in which" nowhere.
            let isSecond = openers[words[index - 1].text.lowercased()].map {
                $0 <= weakness || relatives.contains(words[index].text)
            }
            if isSecond == true || isBound(words, index) { continue }
            let cost = abs(before - middle) + weakness
            if cost < best?.cost ?? .max { best = (index, cost) }
        }
        return best?.index
    }

    /// The index nearest the middle, in a clause so long that it is cut anywhere.
    private static func anyPlace(in words: [SpokenWord], _ longest: Int) -> Int? {
        guard length(of: words[...]) > 2 * longest else { return nil }
        let middle = words.count / 2
        return words.indices.dropFirst()
            .filter { words[$0].written != words[$0 - 1].written }
            .min { abs($0 - middle) < abs($1 - middle) }
    }

    /// Whether "and" or "or" joins two words rather than two phrases: "or more".
    private static func isBound(_ words: [SpokenWord], _ index: Int) -> Bool {
        guard ["and", "or"].contains(words[index].text) else { return false }
        return ["more", "less", "fewer", "older", "later", "over"].contains(words[index + 1].text)
    }

    /// In letters, with one for each space.
    private static func length(of words: ArraySlice<SpokenWord>) -> Int {
        words.reduce(0) { $0 + max(3, $1.text.utf8.count + 1) }
    }

    /// A piece has at least that many letters.
    private static let shortest = 15

    private static let relatives: Set<String> = ["which", "that", "where", "who", "whose"]

    /// Words at which an English phrase begins, with how many letters nearer to the
    /// middle a better place may be.
    private static let openers: [String: Int] = {
        let groups = [
            (0, "if when which because so unless while where who whose although then"),
            (6, "and or but that before after until"),
            (18, "at by from in on through within without between under with for"),
        ]
        var openers: [String: Int] = [:]
        for (weakness, words) in groups {
            for word in words.split(separator: " ") { openers[String(word)] = weakness }
        }
        return openers
    }()
}
