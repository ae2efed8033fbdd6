/// The words of a language model and their numbers. Numbers follow the order
/// of the words' bytes, so the same words always have the same numbers.
public struct Vocabulary: Sendable, Equatable {
    /// Sorted, each once; with the two sentence marks.
    public let words: [String]
    private let numbers: [String: Int]

    /// The number of `<s>`, which is never predicted.
    public let start: Int
    /// The number of `</s>`.
    public let end: Int

    static let startMark = "<s>"
    static let endMark = "</s>"

    /// Packed n-grams have 21 bits for a word.
    static let limit = 1 << 21

    public init(_ words: some Sequence<String>) {
        let marks = [Self.startMark, Self.endMark]
        let sorted = Set(words).union(marks).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        precondition(sorted.count < Self.limit, "a vocabulary has fewer than 2,097,152 words")
        var numbers: [String: Int] = [:]
        numbers.reserveCapacity(sorted.count)
        for (number, word) in sorted.enumerated() { numbers[word] = number }
        self.words = sorted
        self.numbers = numbers
        start = numbers[Self.startMark] ?? 0
        end = numbers[Self.endMark] ?? 0
    }

    public var count: Int { words.count }

    public func number(of word: String) -> Int? { numbers[word] }

    public static func == (left: Vocabulary, right: Vocabulary) -> Bool {
        left.words == right.words
    }
}

/// Two or three word numbers in one integer, in the order in which they are
/// said; sorted, n-grams of one history stand together.
typealias PackedNGram = UInt64

@inline(__always)
func pack(_ first: Int, _ second: Int) -> PackedNGram {
    PackedNGram(first) << 21 | PackedNGram(second)
}

@inline(__always)
func pack(_ history: PackedNGram, _ word: Int) -> PackedNGram { history << 21 | PackedNGram(word) }

@inline(__always)
func lastWord(_ key: PackedNGram) -> Int { Int(key & 0x1f_ffff) }

/// All but the last word: the history.
@inline(__always)
func history(_ key: PackedNGram) -> PackedNGram { key >> 21 }

/// The last two words of three.
@inline(__always)
func suffix(_ key: PackedNGram) -> PackedNGram { key & 0x3ff_ffff_ffff }
