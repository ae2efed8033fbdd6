import Dispatch
import Foundation
import Knowledge
import Pipeline
import Replay

/// Runs recorded callers through the ears and the conversation, several at a time.
/// The results are in the order of the callers, whichever was done first, and time after time.
enum Trials {
    private struct Progress {
        var results: [FixtureTrial?]
        var failure: (any Error)?
        var doneCount = 0
    }

    private static let frame = Duration.milliseconds(20)

    static func run(
        _ callers: [FixtureManifest.Caller], _ engine: Engine, today: Day, jobs: Int, times: Int
    ) throws -> [FixtureTrial] {
        let count = callers.count * times
        let progress = Locked(Progress(results: [FixtureTrial?](repeating: nil, count: count)))
        let next = Locked(0)
        DispatchQueue.concurrentPerform(iterations: jobs) { _ in
            while let index = next.withLock({ next -> Int? in
                guard next < count else { return nil }
                defer { next += 1 }
                return next
            }) {
                do {
                    let caller = callers[index % callers.count]
                    let delay = Self.frame * (index / callers.count) / times
                    let trial = try run(caller, engine, today: today, delay: delay)
                    let doneCount = progress.withLock { progress -> Int in
                        progress.results[index] = trial
                        progress.doneCount += 1
                        return progress.doneCount
                    }
                    Console.progress("\(doneCount)/\(count) \(caller.id)")
                } catch {
                    progress.withLock { if $0.failure == nil { $0.failure = error } }
                    return
                }
            }
        }
        Console.endProgress()
        if let failure = progress.withLock({ $0.failure }) { throw failure }
        return progress.withLock { $0.results.compactMap(\.self) }
    }

    private static func run(
        _ caller: FixtureManifest.Caller, _ engine: Engine, today: Day, delay: Duration
    ) throws -> FixtureTrial {
        let recording = try CallerRecording.read(caller.path)
        return FixtureTrial.run(
            caller, recording: recording, decoder: try engine.decoder(for: recording.rate),
            conversation: engine.conversation(today: today, canAct: caller.kind == .slot),
            delay: delay)
    }
}
