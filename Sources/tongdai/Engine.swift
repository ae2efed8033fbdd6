import Audio
import CallFlow
import Conversation
import ESpeakSpeech
import Foundation
import Hearing
import Knowledge
import LanguageModel
import Pipeline
import Speaking
import SphinxSpeech
import Transcript
import Understanding

/// A language pack, ready to take calls: everything that calls share.
struct Engine: Sendable {
    let pack: LanguagePack
    let understanding: Understanding

    /// What else calls are answered with, for their log.
    let models: ModelDigests
    private let model: SphinxModel
    private let grammars: [String: String]
    private let synthesizer: Synthesizer

    /// Reads the pack; what is derived from it comes from the cache, or is compiled.
    /// - Parameter hasGrammars: Whether what was asked for is heard with a grammar of its
    ///   own, too.
    /// - Parameter without: what is left out of understanding, for a comparison.
    static func load(
        _ folder: URL, hasGrammars: Bool = true, without: Set<EvidenceSource> = []
    ) throws -> Engine {
        let pack = try LanguagePack.load(from: folder)
        let synthesizer = try Synthesizer.shared()
        let encoder = try Meanings.installed()
        let derived = try DerivedFiles(
            pack, synthesizer, encoder: encoder, without: without
        ).load()
        return Engine(
            pack: pack,
            understanding: Understanding(
                pack: pack, model: derived.understanding, encoder: encoder, without: without),
            models: ModelDigests(pack, encoder),
            model: derived.sphinx, grammars: hasGrammars ? SlotGrammars(pack).texts : [:],
            synthesizer: synthesizer)
    }

    /// When the newest of the knowledge was compared with its sources: a replay
    /// without a date of its own happens then.
    var lastChecked: TranscriptTime {
        let day = pack.entries.map(\.checked).max()?.description ?? "2026-01-01"
        return TranscriptTime("\(day)T09:00:00Z") ?? .now
    }

    /// - Parameters:
    ///   - canAct: Whether there is anyone who does what callers want done.
    ///   - asksOn: Whether the caller can answer.
    func conversation(today: Day, canAct: Bool = false, asksOn: Bool = true) -> Conversation {
        Conversation(
            pack: pack, understanding: understanding, today: today, canAct: canAct,
            asksOn: asksOn)
    }

    /// - Parameter rate: Of the line: a telephone's sound has an acoustic model that
    ///   was moved there, if the pack has the transform.
    func decoder(for rate: SampleRate) throws(SphinxError) -> SphinxDecoder {
        let (model, settings) = recognizer(for: rate)
        return try SphinxDecoder.load(model, settings: settings, grammars: grammars)
    }

    /// Decoders that many calls share; `ready` of them at once.
    func decoders(for rate: SampleRate, ready: Int) throws(SphinxError) -> DecoderPool {
        let (model, settings) = recognizer(for: rate)
        return try DecoderPool(
            model, settings: settings, grammars: grammars, ready: ready)
    }

    private func recognizer(for rate: SampleRate) -> (SphinxModel, DecoderSettings) {
        var model = model
        var settings = DecoderSettings()
        if rate == .telephone { settings.maskingNoise = DecoderSettings.telephoneMaskingNoise }
        guard rate == .telephone else { return (model, settings) }
        func ours(_ name: String) -> String? {
            let path = pack.folder.appending(path: name).path
            return FileManager.default.fileExists(atPath: path) ? path : nil
        }
        // Means that are there have the transform's gain in them.
        model.means = ours("telephone.means")
        if model.means == nil { model.mllr = ours("telephone.mllr") }
        return (model, settings)
    }

    func voice(at rate: SampleRate) throws(SynthesisError) -> ESpeakVoice {
        let phones = Dictionary(
            pack.pronunciations.map { ($0.word, $0.phones) },
            uniquingKeysWith: { first, _ in first })
        return try ESpeakVoice(
            synthesizer, voice: pack.language.voice, at: rate,
            pronunciations: Pronunciations([:], phones: phones))
    }

    func opening(
        rate: SampleRate, source: String, wantsPartials: Bool, keepsAudio: Bool = false,
        audioFile: String? = nil, uuid: String? = nil, hearsItself: Bool = false
    ) -> CallOpening {
        CallOpening(
            rate: rate, language: pack.tag, source: source, knowledge: pack.contentHash,
            version: Console.version, acoustic: source == "text" ? nil : models.acoustic,
            encoder: models.encoder, wantsPartials: wantsPartials, keepsAudio: keepsAudio,
            audioFile: audioFile, uuid: uuid, hearsItself: hearsItself)
    }

    /// A call whose stages run on the supervisor's lanes. Start it when its line is.
    func makeCall(
        rate: SampleRate, source: String, today: Day, wantsPartials: Bool,
        keepsAudio: Bool = false, audioFile: String? = nil, hearsItself: Bool = false,
        earsInbox: InboxPolicy, errands: Errands?,
        record: @escaping @Sendable (TranscriptEvent, MediaTime) -> Void,
        under supervisor: Supervisor
    ) throws -> Call {
        try Call(
            opening: opening(
                rate: rate, source: source, wantsPartials: wantsPartials, keepsAudio: keepsAudio,
                audioFile: audioFile, hearsItself: hearsItself),
            decoder: decoder(for: rate),
            conversation: conversation(today: today, canAct: errands != nil),
            voice: voice(at: rate), record: record, earsInbox: earsInbox, errands: errands,
            under: supervisor)
    }
}
