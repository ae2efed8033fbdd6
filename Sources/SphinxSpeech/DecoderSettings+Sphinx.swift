import CPocketSphinx

extension DecoderSettings {
    /// Writes the settings and the model's files into PocketSphinx's configuration.
    ///
    /// - Parameter isShared: The decoder gets its language model afterwards.
    func apply(to config: OpaquePointer, model: SphinxModel, isShared: Bool) {
        let files: [(String, String?)] = [
            ("-hmm", model.acoustic), ("-lm", isShared ? nil : model.languageModel),
            ("-dict", model.dictionary),
            ("-fdict", model.fillers), ("-mllr", model.mllr),
            // Goes before the file in the model's folder.
            ("-mean", model.means),
        ]
        for (name, path) in files {
            if let path { cmd_ln_set_str_r(config, name, path) }
        }
        let reals: [(String, Double)] = [
            ("-lw", languageWeight), ("-fwdflatlw", flatLanguageWeight),
            ("-bestpathlw", bestPathLanguageWeight), ("-wip", wordInsertion),
            ("-fillprob", fillerProbability), ("-silprob", silenceProbability),
            ("-beam", beam), ("-wbeam", wordBeam), ("-pbeam", phoneBeam),
            ("-lpbeam", lastPhoneBeam), ("-lponlybeam", lastPhoneOnlyBeam),
            ("-fwdflatbeam", flatBeam), ("-fwdflatwbeam", flatWordBeam),
            ("-pl_beam", lookaheadBeam), ("-pl_weight", lookaheadWeight),
        ]
        for (name, value) in reals { cmd_ln_set_float_r(config, name, value) }
        let integers: [(String, Int)] = [
            ("-maxhmmpf", activeStates), ("-maxwpf", wordEnds), ("-ds", downsampling),
            ("-topn", gaussians), ("-pl_window", lookahead), ("-fwdflat", secondPass ? 1 : 0),
            ("-bestpath", bestPath ? 1 : 0),
            // Frames that are left out would depend on what was heard before; noise
            // that is added, on chance.
            ("-remove_silence", 0), ("-dither", 0),
        ]
        for (name, value) in integers { cmd_ln_set_int_r(config, name, value) }
    }
}
