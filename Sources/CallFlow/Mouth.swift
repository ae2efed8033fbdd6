import Audio
import Knowledge
import Pipeline
import Speaking

/// What the voice has for the mouth.
enum MouthOrder: Sendable {
    case begin(id: Int, text: String)
    case sound([Int16], [WordMark])
    case end
    case pause
    case resume
    case cancel
    case hangUp(reason: String)
}

/// The line's mouth, between two clocks: the pipeline fills it as it can, the line
/// takes one frame a tick, and neither waits for the other.
final class Mouth: Sendable {
    /// One tick of the line.
    struct Played: Sendable {
        let frame: AudioFrame
        let events: [PlayoutEvent]
    }

    private struct State {
        var playout: Playout
        var position: MediaTime
        /// The end of the last frame of the caller.
        var heardUntil: MediaTime
        var digest = SHA256()
        var hangUpReason: String?
    }

    private let state: Locked<State>

    init(rate: SampleRate) {
        state = Locked(
            State(
                playout: Playout(rate: rate), position: .zero(rate), heardUntil: .zero(rate)))
    }

    func obey(_ order: MouthOrder) {
        state.withLock { state in
            switch order {
            case .begin(let id, let text): state.playout.begin(PromptID(id), text: text)
            case .sound(let samples, let marks):
                state.playout.append(samples: samples, marks: marks)
            case .end: state.playout.endPrompt()
            case .pause: state.playout.pause()
            case .resume: state.playout.resume()
            case .cancel: state.playout.cancel()
            case .hangUp(let reason): state.hangUpReason = reason
            }
        }
    }

    /// Keeps the line's time with the caller's: where his sound was lost, both jump.
    /// - Returns: How many samples were lost before this frame.
    @discardableResult func follow(_ frame: AudioFrame) -> Int {
        state.withLock { state in
            let lost = max(0, frame.start.samples(since: state.heardUntil))
            state.position = state.position.advanced(bySamples: lost)
            state.heardUntil = frame.end
            return lost
        }
    }

    /// What the line plays in this tick, and what happened in it.
    func next() -> Played {
        state.withLock { state -> Played in
            let samples = state.playout.next()
            let frame = AudioFrame(start: state.position, samples: samples)
            state.position = frame.end
            state.digest.update(samples.littleEndianBytes)
            return Played(frame: frame, events: state.playout.takeEvents())
        }
    }

    /// Gives up what is left to say, and tells what was heard of it.
    func stop() -> [PlayoutEvent] {
        state.withLock { state -> [PlayoutEvent] in
            state.playout.cancel()
            return state.playout.takeEvents()
        }
    }

    /// Why the conversation wants the line closed, once it does.
    var hangUpReason: String? { state.withLock { $0.hangUpReason } }

    /// SHA-256 of all samples played so far, as 16-bit little-endian.
    var digest: String { state.withLock { $0.digest.hex() } }

    var position: MediaTime { state.withLock { $0.position } }

    /// Whether there is sound that the caller has not heard.
    var isSpeaking: Bool { state.withLock { $0.playout.isSpeaking } }
}

/// The pipeline's end of the mouth.
struct FillMouth: Stage {
    typealias Output = Never

    let mouth: Mouth

    mutating func handle(_ order: MouthOrder, emit: (Never) -> Void) { mouth.obey(order) }
}

extension [Int16] {
    fileprivate var littleEndianBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * count)
        for sample in self {
            bytes.append(UInt8(truncatingIfNeeded: sample))
            bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
        }
        return bytes
    }
}
