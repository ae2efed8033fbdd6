import CPocketSphinx
import Foundation
import NGramScoring
import Pipeline

/// Has PocketSphinx ask `NGramScorer` how probable a word is after two others.
///
/// The library's searches call `ngram_tg_score`, a function that the library exports: a program
/// that has one of that name is called instead. Ours answers for the decoder that the thread
/// is in, and else, and for words that are not in the model, as the library's does.
/// See `docs/decisions/own-word-scores.md`.
///
/// One decoder's; not to be used by two threads at once.
final class LanguageSeam {
    fileprivate struct State {
        /// What the searches ask: a set of models, which numbers words as the dictionary does.
        let asked: OpaquePointer
        var scorer: NGramScorer
        var isAsked = false
    }

    private let state: UnsafeMutablePointer<State>
    /// Kept as long as the decoder may look into it.
    private let model: SharedLanguageModel

    /// Nil where the tables do not answer as the library does.
    init?(_ tables: NGramTables, _ model: SharedLanguageModel, decoder: OpaquePointer) {
        guard let asked = ps_get_lm(decoder, "_default"),
            let scorer = Self.scorer(tables, as: asked)
        else { return nil }
        self.model = model
        state = .allocate(capacity: 1)
        state.initialize(to: State(asked: asked, scorer: scorer))
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Whether the decoder has had an answer of ours.
    var isAsked: Bool { state.pointee.isAsked }

    /// Runs what calls the decoder.
    @inline(__always)
    func run<Result>(_ body: () -> Result) -> Result {
        let before = Self.ask(UnsafeMutableRawPointer(state))
        defer { _ = Self.ask(before) }
        return body()
    }

    /// Sets what this thread asks. Not to be inlined: in another file it would set another
    /// variable.
    /// - Returns: What it was before.
    @inline(never)
    private static func ask(_ state: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let place = tongdai_asking() else { return nil }
        defer { place.pointee = state }
        return place.pointee
    }

    /// The library's own answer.
    fileprivate static func askLibrary(
        _ model: OpaquePointer?, _ word: Int32, _ last: Int32, _ first: Int32,
        _ order: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        SharedLanguageModel.scores.withLock { _ in library(model, word, last, first, order) }
    }

    private static let library = unsafeBitCast(
        // RTLD_NEXT, a macro that is not imported: the one after ours.
        dlsym(UnsafeMutableRawPointer(bitPattern: -1), "ngram_tg_score"), to: LibraryScore.self)
}

extension LanguageSeam {
    private static let probes = 256

    /// Learns the numbers of the words, and compares with the library, by trigrams from the
    /// whole model and what they lead to: nil if one answer is another.
    private static func scorer(_ tables: NGramTables, as asked: OpaquePointer) -> NGramScorer? {
        guard let model = ngram_model_set_lookup(asked, nil) else { return nil }
        var numbers: [Int32] = []
        var words: [Int32: Int32] = [:]
        while let name = ngram_word(asked, Int32(numbers.count)) {
            let number = ngram_wid(model, name)
            words[number] = Int32(numbers.count)
            numbers.append(number)
        }
        var insertion: Int32 = 0
        let weight = ngram_model_get_weights(model, &insertion)
        guard
            var scorer = NGramScorer(tables, words: numbers, weight: weight, insertion: insertion)
        else { return nil }
        for trigram in tables.someTrigrams(probes) {
            guard let first = words[Int32(trigram.first)],
                let second = words[Int32(trigram.second)], let word = words[Int32(trigram.word)]
            else { continue }
            for (word, last, first) in [(word, second, first), (first, word, second)] {
                var order: Int32 = 0
                let score = askLibrary(asked, word, last, first, &order)
                let ours = scorer.score(word, after: last, first)
                guard ours?.score == score, ours?.order == order else { return nil }
            }
        }
        return scorer
    }
}

private typealias LibraryScore =
    @convention(c) (OpaquePointer?, Int32, Int32, Int32, UnsafeMutablePointer<Int32>?) -> Int32

/// What the library's searches ask for a word's score after two others.
@_cdecl("ngram_tg_score")
public func tongdaiWordScore(
    _ model: OpaquePointer?, _ word: Int32, _ last: Int32, _ first: Int32,
    _ order: UnsafeMutablePointer<Int32>?
) -> Int32 {
    if let current = tongdai_asking()?.pointee, let order {
        let state = current.assumingMemoryBound(to: LanguageSeam.State.self)
        if state.pointee.asked == model,
            let answer = state.pointee.scorer.score(word, after: last, first)
        {
            state.pointee.isAsked = true
            order.pointee = answer.order
            return answer.score
        }
    }
    return LanguageSeam.askLibrary(model, word, last, first, order)
}
