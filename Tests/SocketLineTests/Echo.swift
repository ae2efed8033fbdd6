import Audio
import AudioSocket
import Foundation
import Pipeline
import SocketLine

/// Answers with what it hears, until it is told to hang up.
final class Echo: Answerer {
    private struct State {
        var heard: [AudioFrame] = []
        var keys: [Character] = []
        var lateCount = 0
        var end: Exchange.End?
        var isOver = false
    }

    private let state = Locked(State())

    var heard: [AudioFrame] { state.withLock { $0.heard } }
    var keys: [Character] { state.withLock { $0.keys } }
    var lateCount: Int { state.withLock { $0.lateCount } }
    var end: Exchange.End? { state.withLock { $0.end } }

    func finish() { state.withLock { $0.isOver = true } }

    func press(_ key: Character) { state.withLock { $0.keys.append(key) } }

    func tick(_ heard: AudioFrame) -> [Int16]? {
        state.withLock { state in
            state.heard.append(heard)
            return state.isOver ? nil : heard.samples
        }
    }

    func noteLate(_ count: Int) { state.withLock { $0.lateCount += count } }

    func ended(_ end: Exchange.End) { state.withLock { $0.end = end } }
}
