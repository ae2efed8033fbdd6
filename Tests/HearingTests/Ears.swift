import Audio
import CallTestKit
import PipelineTestKit
import Understanding

@testable import Hearing

/// A `Listen` with a scripted decoder, and what came out of it.
final class Ears {
    private var listen: Listen<ScriptedDecoder>
    let requests: Collected<ScriptedDecoder.Request>
    let rests: Collected<Int>
    private(set) var heard: [Heard] = []

    init(
        _ script: [ScriptedDecoder.Said], rate: SampleRate = .wideband,
        timing: TurnTiming = TurnTiming(), expecting: @escaping @Sendable () -> String? = { nil },
        isSettled: @escaping @Sendable () -> Bool = { false },
        completeness: @escaping @Sendable (String) -> Completeness
    ) {
        let decoder = ScriptedDecoder(script)
        requests = decoder.requests
        rests = decoder.rests
        listen = Listen(
            decoder: decoder, rate: rate, timing: timing,
            finality: { Finality(completeness($0)) }, expecting: expecting, isSettled: isSettled)
    }

    convenience init(
        _ script: [ScriptedDecoder.Said], rate: SampleRate = .wideband,
        completeness: Completeness = .complete
    ) {
        self.init(script, rate: rate, completeness: { _ in completeness })
    }

    func handle(_ input: EarInput) { listen.handle(input) { heard.append($0) } }
    func finish() { listen.finish { heard.append($0) } }

    /// - Parameter start: In milliseconds.
    func hear(_ sound: Sound, from start: Int = 0) {
        let offset = sound.rate.samples(inMilliseconds: start)
        for frame in sound.frames {
            let begin = frame.start.advanced(bySamples: offset)
            handle(.frame(AudioFrame(start: begin, samples: frame.samples)))
        }
    }

    var utterances: [Utterance] {
        heard.compactMap { if case .utterance(let utterance) = $0 { utterance } else { nil } }
    }

    var partials: [String] {
        heard.compactMap { if case .partial(let words) = $0 { words } else { nil } }
    }

    var faults: [String] {
        heard.compactMap { if case .fault(let operation) = $0 { operation } else { nil } }
    }

    var speechStart: MediaTime? {
        for case .speechStarted(let time) in heard { return time }
        return nil
    }
}

/// A failed expectation shows its parts, and a decoder's ears cannot be copied.
extension Ears: CustomReflectable {
    var customMirror: Mirror { Mirror(self, children: [("heard", heard.count)]) }
}

extension Heard {
    var isTick: Bool { if case .tick = self { true } else { false } }

    var name: String {
        switch self {
        case .tick: "tick"
        case .speechStarted: "started"
        case .partial: "partial"
        case .speechEnded: "ended"
        case .speechResumed: "resumed"
        case .utterance: "utterance"
        case .dtmf: "dtmf"
        case .fault: "fault"
        }
    }
}
