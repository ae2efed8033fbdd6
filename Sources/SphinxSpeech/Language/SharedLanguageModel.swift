import CPocketSphinx
import Pipeline

/// A language model as PocketSphinx itself reads it, one for all decoders whose words
/// `NGramScorer` scores: each had 6 MB of its own, and hardly ever looked into it.
///
/// The library does not expect that. It counts references without a lock, and keeps in the model
/// what it found last after two words: `counts` is to be held while a decoder takes the
/// model or lets go of it, `scores` while the library scores a word after two others.
final class SharedLanguageModel: @unchecked Sendable {
    private struct Name: Hashable {
        let file: FileStamp
        let weight: Double
        let insertion: Double
    }

    private struct Weak { weak var model: SharedLanguageModel? }

    static let counts = Locked(())
    static let scores = Locked(())
    private static let known = Locked<[Name: Weak]>([:])

    private let handle: OpaquePointer

    private init(owning handle: OpaquePointer) { self.handle = handle }

    deinit { Self.counts.withLock { _ in _ = ngram_model_free(handle) } }

    /// The one that is there, or else read with the configuration of this decoder, which has
    /// no language model yet; nil when the library cannot read it.
    static func of(
        _ path: String, settings: DecoderSettings, decoder: OpaquePointer
    ) -> SharedLanguageModel? {
        guard let file = FileStamp(path) else { return nil }
        let name = Name(
            file: file, weight: settings.languageWeight, insertion: settings.wordInsertion)
        // Who comes while it is read waits: read twice, it would be there twice.
        return known.withLock { known in
            if let model = known[name]?.model { return model }
            known = known.filter { $0.value.model != nil }
            var read: OpaquePointer?
            counts.withLock { _ in
                read = ngram_model_read(
                    ps_get_config(decoder), path, NGRAM_AUTO, ps_get_logmath(decoder))
            }
            guard let handle = read else { return nil }
            let model = SharedLanguageModel(owning: handle)
            known[name] = Weak(model: model)
            return model
        }
    }

    /// Has the decoder search with it.
    func give(to decoder: OpaquePointer) -> Bool {
        Self.counts.withLock { _ in
            ps_set_lm(decoder, "_default", handle) == 0
                && ps_set_search(decoder, "_default") == 0
        }
    }
}
