import Dispatch
import Foundation
import Knowledge
import Pipeline
import Replay

/// Runs recorded callers through the ears and the conversation, several at a time.
/// The results are in the order of the callers, whichever was done first.
enum Trials {
    private struct Progress {
        var results: [FixtureTrial?]
        var failure: (any Error)?
        var doneCount = 0
    }

    static func run(
        _ callers: [FixtureManifest.Caller], _ engine: Engine, today: Day, jobs: Int
    ) throws -> [FixtureTrial] {
        let progress = Locked(
            Progress(results: [FixtureTrial?](repeating: nil, count: callers.count)))
        let next = Locked(0)
        DispatchQueue.concurrentPerform(iterations: jobs) { _ in
            while let index = next.withLock({ next -> Int? in
                guard next < callers.count else { return nil }
                defer { next += 1 }
                return next
            }) {
                do {
                    let trial = try run(callers[index], engine, today: today)
                    let doneCount = progress.withLock { progress -> Int in
                        progress.results[index] = trial
                        progress.doneCount += 1
                        return progress.doneCount
                    }
                    Console.progress("\(doneCount)/\(callers.count) \(callers[index].id)")
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
        _ caller: FixtureManifest.Caller, _ engine: Engine, today: Day
    ) throws -> FixtureTrial {
        let recording = try CallerRecording.read(caller.path)
        return FixtureTrial.run(
            caller, recording: recording, decoder: try engine.decoder(for: recording.rate),
            conversation: engine.conversation(today: today, canAct: caller.kind == .slot))
    }
}
