import Audio
import Foundation
import Testing

@testable import ALSAAudio

extension DeviceSuite {
    /// In real time, over PulseAudio, for a few seconds.
    @Suite struct LiveLineTests {
        private let virtual: VirtualLine

        init() throws { virtual = try VirtualLine.shared.get() }

        /// What came of a tone that a caller sent, and that the line sent back.
        private struct Echo {
            var level = Level.silence
            var hertz = 0.0
            /// From the caller's mouth to the line, and from there to the caller's ear.
            var there = Duration.zero
            var back = Duration.zero
        }

        /// The line answers with what it hears. The caller is silent for half a second,
        /// then hums at 500 Hz for as long.
        private func echo(_ line: inout ALSALine) throws -> Echo {
            var caller = try ALSALine.open(
                capture: "agent_capture", playback: "caller_playback", rate: line.rate)
            let hum = (0..<caller.frameLength).map { index in
                let angle = 2 * .pi * 500 * Double(index) / Double(caller.rate.hertz)
                return Int16(10_000 * sin(angle))
            }
            var echo = Echo()
            var (sent, heard): (SuspendingClock.Instant?, SuspendingClock.Instant?)
            var longest: [Int16] = []
            for index in 0..<75 {
                let frame = try line.read()
                if heard == nil, Level(of: frame.samples).rms > -30 { heard = .now }
                if heard != nil { longest += frame.samples }
                try line.write(frame)
                let reply = try caller.read()
                if echo.back == .zero, let heard, Level(of: reply.samples).rms > -30 {
                    echo.back = .now - heard
                }
                let hums = (25..<50).contains(index)
                if index == 25 { sent = .now }
                try caller.write(
                    hums
                        ? AudioFrame(start: reply.start, samples: hum)
                        : .silence(at: reply.start, count: hum.count))
            }
            if let sent, let heard { echo.there = heard - sent }
            let steady = Array(longest.dropFirst(longest.count / 4).prefix(longest.count / 4))
            echo.level = Level(of: steady).rms
            let turns = zip(steady, steady.dropFirst()).count { $0 < 0 && $1 >= 0 }
            echo.hertz = Double(turns) * Double(line.rate.hertz) / Double(max(1, steady.count))
            return echo
        }

        @Test(.timeLimit(.minutes(1)), arguments: [SampleRate.wideband, .telephone])
        func whatTheCallerSaysIsHeardAndAnswered(_ rate: SampleRate) throws {
            var line = try ALSALine.open(
                capture: "tongdai_capture", playback: "tongdai_playback", rate: rate)
            let echo = try echo(&line)
            #expect(abs(echo.level + 13.32) < 1)
            #expect(abs(echo.hertz - 500) < 20)
            // Measured on an idle machine: 40–80 ms each way.
            #expect(echo.there > .zero && echo.there < .milliseconds(500))
            #expect(echo.back > .zero && echo.back < .milliseconds(500))
            #expect(line.formats?.capture.rate == rate)
        }

        @Test(.timeLimit(.minutes(1))) func aDeviceOfAnotherFormatIsConverted() throws {
            let request = PCMRequest(
                samples: [.float32], channelCount: 2, rates: [.studio], buffer: .milliseconds(120))
            var line = try ALSALine.open(
                capture: "tongdai_capture", playback: "tongdai_playback", rate: .wideband,
                asking: request)
            #expect(
                line.formats?.capture.description
                    == "32-bit float, 2 channels, 48 kHz, buffer 120 ms")
            let echo = try echo(&line)
            #expect(abs(echo.level + 13.32) < 1)
            #expect(abs(echo.hertz - 500) < 20)
            #expect(echo.back > .zero && echo.back < .milliseconds(500))
        }

        @Test(.timeLimit(.minutes(1))) func aHeadsetWithoutMonoIsHeard() throws {
            var line = try ALSALine.open(
                capture: "pair", playback: "tongdai_playback", rate: .wideband)
            #expect(line.formats?.capture.channelCount == 2)
            let echo = try echo(&line)
            #expect(abs(echo.level + 13.32) < 1)
            #expect(abs(echo.hertz - 500) < 20)
        }

        @Test(.timeLimit(.minutes(1))) func aServerThatDiesIsFoundOutAndComesBack() throws {
            var line = try ALSALine.open(
                capture: "tongdai_capture", playback: "tongdai_playback", rate: .wideband)
            let before = try line.read()
            try virtual.breakDown()
            let died = failure(of: &line)
            #expect(died?.kind == .disconnected)
            let isOpen = line.isOpen
            #expect(!isOpen)
            let refused = #expect(throws: DeviceError.self) { try line.reopen() }
            #expect(refused?.kind == .unavailable)
            #expect(failure(of: &line)?.kind == .disconnected)
            try virtual.restore()
            try line.reopen()
            let after = try line.read()
            let statistics = line.statistics
            #expect(statistics.reopenings == 1)
            #expect(after.start > before.end)
            #expect(after.start.sample % 320 == 0)
        }

        @Test(.timeLimit(.minutes(1))) func aServerThatHangsIsFoundOutWithinASecond() throws {
            var line = try ALSALine.open(
                capture: "tongdai_capture", playback: "tongdai_playback", rate: .wideband)
            for _ in 0..<10 { try line.write(try line.read()) }
            try virtual.hang(true)
            let start = SuspendingClock.now
            let hung = failure(of: &line)
            let took = SuspendingClock.now - start
            try virtual.hang(false)
            #expect(hung?.kind == .disconnected)
            #expect(hung?.problem.contains("has stopped") == true)
            #expect(took < .seconds(5))
            try line.reopen()
            #expect(try line.read().samples.count == 320)
        }

        /// Reads and writes until the line fails.
        private func failure(of line: inout ALSALine) -> DeviceError? {
            do throws(DeviceError) {
                for _ in 0..<1_000 { try line.write(try line.read()) }
                return nil
            } catch {
                return error
            }
        }
    }
}
