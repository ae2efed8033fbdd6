import CPocketSphinx
import NGramScoring
import Pipeline

extension SphinxDecoder {
    /// Takes 10 to 50 ms, and with a model's first decoder, whose Gaussians are read, as long
    /// again. Throws for files that PocketSphinx cannot read.
    ///
    /// - Parameter grammars: By name, in the JSpeech Grammar Format.
    public static func load(
        _ model: SphinxModel, settings: DecoderSettings = DecoderSettings(),
        grammars: [String: String] = [:]
    ) throws(SphinxError) -> SphinxDecoder {
        try load(
            model, settings: settings, grammars: CompiledGrammars(grammars, settings: settings))
    }

    /// - Parameter grammars: Of decoders of the same model and the same settings.
    static func load(
        _ model: SphinxModel, settings: DecoderSettings, grammars: CompiledGrammars
    ) throws(SphinxError) -> SphinxDecoder {
        try model.check()
        tongdai_sphinx_silence()
        if settings.ownWordScores, let tables = LanguageReader.tables(of: model.languageModel) {
            let (handle, isOurs) = try open(model, settings, isShared: true)
            if let language = try share(model, settings, tables, with: handle) {
                return SphinxDecoder(
                    owning: handle, settings: settings, model: model.languageModel,
                    grammars: grammars, hasOwnScores: isOurs, language: language)
            }
            free(handle)
        }
        let (handle, isOurs) = try open(model, settings, isShared: false)
        return SphinxDecoder(
            owning: handle, settings: settings, model: model.languageModel, grammars: grammars,
            hasOwnScores: isOurs, language: nil)
    }

    /// - Parameter isShared: Without a language model.
    private static func open(
        _ model: SphinxModel, _ settings: DecoderSettings, isShared: Bool
    ) throws(SphinxError) -> (handle: OpaquePointer, hasOwnScores: Bool) {
        guard let config = cmd_ln_parse_r(nil, ps_args(), 0, nil, 0) else {
            throw SphinxError(
                kind: .modelNotLoaded, operation: "cmd_ln_parse_r", path: model.acoustic)
        }
        // The decoder retains the configuration.
        defer { cmd_ln_free_r(config) }
        settings.apply(to: config, model: model, isShared: isShared)
        let parameters = settings.usesOwnScores ? AcousticReader.parameters(of: model) : nil
        let (handle, isOurs) = ScorerSeam.load(parameters) { ps_init(config) }
        guard let handle else {
            throw SphinxError(kind: .modelNotLoaded, operation: "ps_init", path: model.acoustic)
        }
        return (handle, isOurs)
    }

    /// Gives a decoder the language model that others have, too. Nil where its words are to be
    /// scored by the library, which must have one for each decoder.
    private static func share(
        _ model: SphinxModel, _ settings: DecoderSettings, _ tables: NGramTables,
        with handle: OpaquePointer
    ) throws(SphinxError) -> LanguageSeam? {
        guard
            let language = SharedLanguageModel.of(
                model.languageModel, settings: settings, decoder: handle),
            language.give(to: handle)
        else {
            free(handle)
            throw SphinxError(
                kind: .modelNotLoaded, operation: "ps_set_lm", path: model.languageModel)
        }
        return LanguageSeam(tables, language, decoder: handle)
    }

    static func free(_ handle: OpaquePointer) {
        SharedLanguageModel.counts.withLock { _ in _ = ps_free(handle) }
    }
}
