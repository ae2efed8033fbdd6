import Audio
import CallFlow
import Conversation
import ESpeakSpeech
import Files
import Foundation
import Hearing
import Knowledge
import Replay
import Speaking
import SphinxSpeech
import Transcript
import Understanding

/// The answer to one voice message: its words, their sound, and the transcript.
struct MessageReply {
    /// Between two prompts.
    private static let pause = Duration.milliseconds(350)

    /// What the caller said, for whoever looks on.
    private(set) var heard: [String] = []
    private var prompts: [Prompt] = []
    private var lines: [[UInt8]] = []
    private let rate: SampleRate

    /// Listens, and decides what to say.
    init(to message: InboxFolder.Message, _ engine: Engine, start: TranscriptTime) throws {
        let recording = try CallerRecording.read(message.url.path)
        rate = recording.rate
        let utterances = VoiceMessage.utterances(
            of: recording, decoder: try engine.decoder(for: rate),
            understanding: engine.understanding)
        var chain = TranscriptChain(call: message.name, line: "inbox", start: start)
        var conversation = engine.conversation(today: start.day, asksOn: false)
        func note(_ event: TranscriptEvent, _ ms: Int) {
            lines.append(chain.append(event, ms: ms).bytes)
        }
        note(engine.opening(rate: rate, source: "file", wantsPartials: false).event, 0)
        var earlier: Utterance?
        for utterance in utterances {
            note(.callerSaid(utterance), utterance.endpoint.milliseconds)
            let isNear = earlier.map { utterance.start.duration(since: $0.end) < .seconds(2) }
            let reply = conversation.heard(
                utterance.alternatives,
                continuing: isNear == true ? earlier?.alternatives ?? [] : [])
            earlier = utterance
            guard reply.manner == .speak else { continue }
            heard.append(utterance.text)
            for made in reply.notes { note(made.event, utterance.endpoint.milliseconds) }
            // What the rest of a question makes clear was not refused.
            if prompts.last?.answer == nil { prompts = [] }
            prompts += reply.prompts
        }
        if prompts.isEmpty { prompts = conversation.lost().prompts }
        for prompt in prompts {
            note(.agentSaid(prompt), utterances.last?.endpoint.milliseconds ?? 0)
        }
        let length = rate.duration(ofSamples: recording.samples.count) / .milliseconds(1)
        note(
            .callEnded(.init(reason: "message", durationMS: Int(length), turns: heard.count)),
            Int(length))
    }

    /// Its sound.
    func spoken(by engine: Engine) throws -> [Int16] {
        let voice = try engine.voice(at: rate)
        var samples: [Int16] = []
        for prompt in prompts {
            if !samples.isEmpty {
                samples += [Int16](repeating: 0, count: rate.samples(in: Self.pause))
            }
            try voice.speak(prompt.text, rate: prompt.rate) { portion, _ in
                samples += portion
                return true
            }
        }
        return samples
    }

    /// Writes everything, the reply last.
    func write(_ samples: [Int16], for message: InboxFolder.Message) throws(FileError) {
        let text = [UInt8](lines.joined(separator: [0x0A])) + [0x0A]
        try ReplacedFile(message.transcript.path, mode: 0o600).write(text)
        let sound = WAVFile(rate: rate, samples: samples)
        try ReplacedFile(message.reply.path, mode: 0o600).write(sound.bytes)
    }
}

extension TranscriptEvent {
    fileprivate static func callerSaid(_ utterance: Utterance) -> TranscriptEvent {
        let readings = utterance.alternatives.map {
            Reading(text: $0.text, confidence: $0.posterior)
        }
        return .callerSaid(
            .init(
                best: readings.first ?? Reading(text: "", confidence: 0),
                alternatives: Array(readings.dropFirst()),
                startMS: utterance.start.milliseconds, endMS: utterance.end.milliseconds))
    }

    fileprivate static func agentSaid(_ prompt: Prompt) -> TranscriptEvent {
        .agentSaid(
            .init(
                text: prompt.text, heard: prompt.text, complete: true, startMS: 0, endMS: 0,
                answer: prompt.answer))
    }
}
