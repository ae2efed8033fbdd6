import Audio
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
    struct Figure {
        let name: String
        let value: Double
        let unit: String
        let meaning: String

        var text: String {
            let number = String(format: value < 10 ? "%.3f" : "%.1f", value)
            let padding = String(repeating: " ", count: max(1, 28 - name.count))
            return "\(name)\(padding)\(number) \(unit)  (\(meaning))"
        }
    }

    /// From nothing to an engine that can take a call, with everything compiled.
    static func startup(_ folder: URL) throws -> [Figure] {
        let times = try (0..<7).map { _ in try seconds { _ = try Engine.load(folder) } }
        return [
            Figure(
                name: "startup_ms", value: median(times) * 1_000, unit: "ms",
                meaning: "language pack read, derived files loaded; median of 7")
        ]
    }

    static func decode(_ engine: Engine, _ paths: [String]) throws -> [Figure] {
        let starts = try (0..<7).map { _ in try seconds { _ = try engine.decoder(for: .wideband) } }
        let before = residentBytes()
        var kept: [DecoderBox] = []
        for _ in 0..<8 { kept.append(DecoderBox(try engine.decoder(for: .wideband))) }
        let growth = Double(residentBytes() - before) / Double(kept.count)
        var media = 0.0
        var machine = 0.0
        var ends: [Double] = []
        for path in paths {
            let recording = try CallerRecording.read(path, rate: .wideband)
            var decoder = try engine.decoder(for: .wideband)
            media += Double(recording.samples.count) / 16_000
            machine += try processorSeconds {
                try decoder.beginUtterance()
                for start in stride(from: 0, to: recording.samples.count, by: 320) {
                    let end = min(start + 320, recording.samples.count)
                    try decoder.feed(Array(recording.samples[start..<end]))
                }
                ends.append(try seconds { _ = try decoder.endUtterance() })
            }
        }
        withExtendedLifetime(kept) {}
        return [
            Figure(
                name: "decode_xrt", value: machine / media, unit: "×",
                meaning: "processor seconds per second of speech, \(paths.count) recordings"),
            Figure(
                name: "decode_end_ms", value: median(ends) * 1_000, unit: "ms",
                meaning: "from the last sample to the hypotheses; median"),
            Figure(
                name: "decoder_start_ms", value: median(starts) * 1_000, unit: "ms",
                meaning: "median of 7"),
            Figure(
                name: "decoder_memory_mb", value: growth / 1_048_576, unit: "MiB",
                meaning: "resident, each of 8 more decoders"),
        ]
    }

    static func speak(_ engine: Engine) throws -> [Figure] {
        let voice = try engine.voice(at: .wideband)
        let texts = engine.pack.entries.prefix(60).map(\.answer)
        var firsts: [Double] = []
        var sampleCount = 0
        let machine = try processorSeconds {
            for text in texts {
                let start = ContinuousClock.now
                var isFirst = true
                try voice.speak(text, rate: engine.pack.language.speakingRate) { samples, _ in
                    if isFirst { firsts.append((ContinuousClock.now - start) / .seconds(1)) }
                    isFirst = false
                    sampleCount += samples.count
                    return true
                }
            }
        }
        return [
            Figure(
                name: "speak_first_ms", value: median(firsts) * 1_000, unit: "ms",
                meaning: "from the text to the first samples; median of \(texts.count) answers"),
            Figure(
                name: "speak_speed", value: Double(sampleCount) / 16_000 / machine,
                unit: "× real time", meaning: "seconds of speech per processor second"),
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
                name: "replay_speed", value: Double(tickCount) / 50 / machine,
                unit: "× real time", meaning: "seconds of call per processor second")
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

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    /// A decoder is not copyable, and an array's elements are.
    private final class DecoderBox {
        private let decoder: SphinxDecoder

        init(_ decoder: consuming SphinxDecoder) { self.decoder = decoder }
    }
}
