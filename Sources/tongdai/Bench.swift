import Audio
import Benchmark
import CallFlow
import ESpeakSpeech
import Foundation
import Hearing
import Knowledge
import Pipeline
import Replay
import Speaking
import SphinxSpeech
import Transcript

/// The measurements of `bench`.
enum Bench {
    /// From nothing to an engine that can take a call, with everything compiled.
    static func startup(_ folder: URL) throws -> [Figure] {
        let times = try (0..<7).map { _ in try seconds { _ = try Engine.load(folder) } }
        let starts = try (0..<5).map { _ in try seconds { try ask(folder, cache: nil) } }
        return [
            Figure(
                "startup_ms", Quantiles(times).median * 1_000, "ms",
                "language pack read, derived files loaded; median of 7"),
            Figure(
                "startup_process_ms", Quantiles(starts).median * 1_000, "ms",
                "a process of its own, from its start to its first answer; median of 5"),
        ]
    }

    /// From nothing to the first answer with an empty cache: everything is compiled.
    static func coldStartup(_ folder: URL) throws -> [Figure] {
        let cache = FileManager.default.temporaryDirectory
            .appending(path: "tongdai-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: cache) }
        let time = try seconds { try ask(folder, cache: cache) }
        return [
            Figure(
                "startup_cold_ms", time * 1_000, "ms",
                "the same with an empty cache: the language pack is compiled")
        ]
    }

    /// Starts the program anew and waits for its answer to one question.
    private static func ask(_ folder: URL, cache: URL?) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
            "ask", "--models", folder.deletingLastPathComponent().path, "--language",
            folder.lastPathComponent, "where is the office",
        ]
        var environment = ProcessInfo.processInfo.environment
        if let cache { environment["XDG_CACHE_HOME"] = cache.path }
        process.environment = environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandFailure(
                "tongdai ask ended with status \(process.terminationStatus); remedy: run "
                    + "tongdai ask \"where is the office\" and see what it says")
        }
    }

    /// - Parameter rate: Of the line; the names of a telephone's figures say so.
    static func decode(_ engine: Engine, _ paths: [String], rate: SampleRate) throws -> [Figure] {
        let (kind, line) = rate == .telephone ? ("decode_telephone", ", telephone") : ("decode", "")
        var media = 0.0
        var machine = 0.0
        var ends: [Double] = []
        for path in paths {
            let recording = try CallerRecording.read(path, rate: rate)
            let frame = rate.samples(inMilliseconds: 20)
            var decoder = try engine.decoder(for: rate)
            media += Double(recording.samples.count) / Double(rate.hertz)
            machine += try processorSeconds {
                try decoder.beginUtterance()
                for start in stride(from: 0, to: recording.samples.count, by: frame) {
                    let end = min(start + frame, recording.samples.count)
                    try decoder.feed(Array(recording.samples[start..<end]))
                }
                ends.append(try seconds { _ = try decoder.endUtterance() } * 1_000)
            }
        }
        let quantiles = Quantiles(ends)
        return [
            Figure(
                "\(kind)_xrt", machine / media, "×",
                "processor seconds per second of speech, \(paths.count) recordings\(line)"),
            Figure(
                "\(kind)_end_ms", quantiles.median, "ms",
                "from the last sample to the hypotheses; median\(line)"),
            Figure(
                "\(kind)_end_p95_ms", quantiles[0.95], "ms",
                "the same; 95 of 100 are no later\(line)"),
        ]
    }

    private static let callersInTurn = 12

    /// As `decode`, but the decoders take turns at 20 ms of sound each, as those of many calls
    /// do: what one needs the others have driven out of the processor's caches.
    static func decodeInTurn(_ engine: Engine, _ paths: [String]) throws -> [Figure] {
        let rate = SampleRate.telephone
        let recordings = try paths.prefix(callersInTurn).map {
            try CallerRecording.read($0, rate: rate).samples
        }
        let decoders = try recordings.map { _ in DecoderBox(try engine.decoder(for: rate)) }
        let frame = rate.samples(inMilliseconds: 20)
        let longest = recordings.map(\.count).max() ?? 0
        let machine = try processorSeconds {
            for box in decoders { try box.decoder.beginUtterance() }
            for start in stride(from: 0, to: longest, by: frame) {
                for (box, samples) in zip(decoders, recordings) where start < samples.count {
                    try box.decoder.feed(Array(samples[start..<min(start + frame, samples.count)]))
                    if start / frame % 10 == 9 { _ = box.decoder.partial() }
                }
            }
            for box in decoders { _ = try box.decoder.endUtterance() }
        }
        let media = Double(recordings.reduce(0) { $0 + $1.count }) / Double(rate.hertz)
        return [
            Figure(
                "decode_in_turn_xrt", machine / media, "×",
                "processor seconds per second of speech, \(recordings.count) decoders in turn, "
                    + "telephone")
        ]
    }

    static func decoders(_ engine: Engine) throws -> [Figure] {
        let starts = try (0..<7).map { _ in try seconds { _ = try engine.decoder(for: .wideband) } }
        let before = residentBytes()
        var kept: [DecoderBox] = []
        for _ in 0..<8 { kept.append(DecoderBox(try engine.decoder(for: .wideband))) }
        let growth = Double(residentBytes() - before) / Double(kept.count)
        withExtendedLifetime(kept) {}
        return [
            Figure("decoder_start_ms", Quantiles(starts).median * 1_000, "ms", "median of 7"),
            Figure(
                "decoder_memory_mb", growth / 1_048_576, "MiB",
                "resident, each of 8 more decoders"),
        ]
    }

    static func speak(_ engine: Engine, rate: SampleRate) throws -> [Figure] {
        let (kind, line) = rate == .telephone ? ("speak_telephone", ", telephone") : ("speak", "")
        let voice = try engine.voice(at: rate)
        let texts = engine.pack.entries.prefix(60).map(\.answer)
        var firsts: [Double] = []
        var sampleCount = 0
        let machine = try processorSeconds {
            for text in texts {
                let start = ContinuousClock.now
                var isFirst = true
                try voice.speak(text, rate: engine.pack.language.speakingRate) { samples, _ in
                    if isFirst { firsts.append((ContinuousClock.now - start) / .milliseconds(1)) }
                    isFirst = false
                    sampleCount += samples.count
                    return true
                }
            }
        }
        let quantiles = Quantiles(firsts)
        return [
            Figure(
                "\(kind)_first_ms", quantiles.median, "ms",
                "from the text to the first samples; median of \(texts.count) answers\(line)"),
            Figure(
                "\(kind)_first_p95_ms", quantiles[0.95], "ms",
                "the same; 95 of 100 are no later\(line)"),
            Figure(
                "\(kind)_speed", Double(sampleCount) / Double(rate.hertz) / machine,
                "× real time", better: .higher, "seconds of speech per processor second\(line)"),
        ]
    }

    /// Whole calls: greeting, question, answer.
    static func replay(_ engine: Engine, _ paths: [String]) throws -> [Figure] {
        var tickCount = 0
        let machine = try processorSeconds {
            for path in paths.prefix(12) {
                let recording = try CallerRecording.read(path, rate: .wideband)
                let lane = SteppedLane()
                let call = try engine.makeCall(
                    rate: .wideband, source: "file", today: engine.lastChecked.day,
                    wantsPartials: false, earsInbox: .waitForRoom(4), errands: nil,
                    record: { _, _ in },
                    under: Supervisor(makeLane: { _ in lane }))
                let step = CallerScript.Step(
                    .afterReply(.milliseconds(300)), .play(recording.samples))
                var rehearsal = Rehearsal(
                    call, on: lane, script: CallerScript([step], rate: .wideband),
                    rate: .wideband)
                rehearsal.run { _ in tickCount += 1 }
            }
        }
        return [
            Figure(
                "replay_speed", Double(tickCount) / 50 / machine, "× real time", better: .higher,
                "seconds of call per processor second")
        ]
    }

    // MARK: Measuring

    private static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// Processor time of the whole process.
    private static func processorSeconds(_ work: () throws -> Void) rethrows -> Double {
        let start = clock()
        try work()
        return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }

    private static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    /// A decoder is not copyable, and an array's elements are.
    private final class DecoderBox {
        var decoder: SphinxDecoder

        init(_ decoder: consuming SphinxDecoder) { self.decoder = decoder }
    }
}
