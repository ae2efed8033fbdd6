import Audio
import ESpeakSpeech
import Foundation
import Pipeline
import SphinxSpeech

/// A language pack in service: the engine, and what its calls at one rate share.
struct ServedEngine: Sendable {
    let engine: Engine
    let decoders: DecoderPool
    let voice: ESpeakVoice

    /// How many decoders are ready before the first caller speaks.
    private static let ready = 4

    static func load(_ folder: URL, rate: SampleRate) throws -> ServedEngine {
        let engine = try Engine.load(folder)
        return ServedEngine(
            engine: engine, decoders: try engine.decoders(for: rate, ready: ready),
            voice: try engine.voice(at: rate))
    }
}
