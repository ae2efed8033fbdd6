import CPocketSphinx
import LanguageModel
import Pipeline

/// Closed grammars of one model, each compiled at its first use and for all decoders.
///
/// A decoder has a grammar's search only while it hears by it: it takes megabytes, where a decoder
/// has 6.
///
/// PocketSphinx counts who uses a compiled grammar, without a lock. So decoders are given
/// grammars, and lose them, one at a time.
final class CompiledGrammars: Sendable {
    /// The library's, with the number of those who use it; ours is one of them.
    private struct Compiled: @unchecked Sendable {
        let model: UnsafeMutablePointer<fsg_model_t>
        /// It refers to these, and does not count as one who does.
        let logarithms: OpaquePointer
    }

    private struct State {
        var compiled: [String: Compiled] = [:]
        /// With a word that has no sound, for one.
        var broken: Set<String> = []
    }

    /// A grammar that needs more is left as it is written: see `WordGraph`.
    private static let mostStates = 200_000

    /// By name, in the JSpeech Grammar Format.
    private let texts: [String: String]
    private let languageWeight: Float
    private let wordBeam: Double
    private let state = Locked(State())

    init(_ texts: [String: String], settings: DecoderSettings) {
        self.texts = texts
        languageWeight = Float(settings.languageWeight)
        wordBeam = settings.grammarWordBeam
    }

    deinit {
        // The decoders are gone: each has a reference to this.
        state.withLock { state in
            for grammar in state.compiled.values {
                fsg_model_free(grammar.model)
                logmath_free(grammar.logarithms)
            }
        }
    }

    func has(_ name: String) -> Bool { texts[name] != nil }

    /// Gives a decoder the search of a grammar.
    /// - Returns: Whether it has it now; false where there is no such grammar.
    /// - Throws: Once, for a grammar that the library does not take.
    func lend(_ name: String, to decoder: OpaquePointer) throws(SphinxError) -> Bool {
        guard let text = texts[name] else { return false }
        let outcome = state.withLock { state in
            if state.broken.contains(name) { return Outcome.none }
            if let grammar = state.compiled[name] ?? compile(text, for: decoder) {
                // Silences and other pronunciations are in it from the first use on.
                state.compiled[name] = grammar
                if give(grammar, name, to: decoder) { return .lent }
            }
            state.broken.insert(name)
            return .refused
        }
        guard outcome != .refused else {
            throw SphinxError(kind: .decodingFailed, operation: "ps_set_fsg", path: name)
        }
        return outcome == .lent
    }

    private enum Outcome { case none, lent, refused }

    /// A search reads its beams when it is made.
    private func give(_ grammar: Compiled, _ name: String, to decoder: OpaquePointer) -> Bool {
        let config = ps_get_config(decoder)
        let open = cmd_ln_float_r(config, "-wbeam")
        cmd_ln_set_float_r(config, "-wbeam", wordBeam)
        defer { cmd_ln_set_float_r(config, "-wbeam", open) }
        return ps_set_fsg(decoder, name, grammar.model) >= 0
    }

    /// Takes it back. The decoder must have another search by then.
    func takeBack(_ name: String, from decoder: OpaquePointer) {
        state.withLock { _ in _ = ps_unset_search(decoder, name) }
    }

    private func compile(_ text: String, for decoder: OpaquePointer) -> Compiled? {
        guard let grammar = jsgf_parse_string(text, nil) else { return nil }
        defer { jsgf_grammar_free(grammar) }
        guard let rule = jsgf_get_public_rule(grammar),
            let logarithms = logmath_init(logmath_get_base(ps_get_logmath(decoder)), 0, 0)
        else { return nil }
        guard let model = jsgf_build_fsg(grammar, rule, logarithms, languageWeight) else {
            logmath_free(logarithms)
            return nil
        }
        return Compiled(model: smallest(model), logarithms: logarithms)
    }

    /// The same grammar with one path for each sentence: as it is written it has one for each
    /// way in which it is written, and a search follows all of them.
    private func smallest(
        _ model: UnsafeMutablePointer<fsg_model_t>
    ) -> UnsafeMutablePointer<fsg_model_t> {
        let graph = WordGraph(model).minimised(mostStates: Self.mostStates)
        guard let smaller = graph?.model(like: model) else { return model }
        fsg_model_free(model)
        return smaller
    }
}
