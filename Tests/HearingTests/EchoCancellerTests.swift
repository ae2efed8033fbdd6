import Audio
import CallTestKit
import Foundation
import Testing
import Understanding

@testable import Hearing

/// A microphone that hears the line's own voice: what is left of it, and whether a
/// caller is still heard.
@Suite struct EchoCancellerTests {
    /// A way from the loudspeaker to the microphone.
    struct Way: CustomTestStringConvertible {
        let gain: Float
        let delay: Int
        let hasRoom: Bool
        /// Noise at the microphone, dBFS.
        let noise: Double

        var testDescription: String { "\(gain) dB, \(delay) ms, room \(hasRoom), \(noise) dBFS" }
    }

    /// All with TONGDAI_ALL_ROOMS=1: a debug build takes minutes for them. What the
    /// release hears is in CommandTests.
    private static let ways =
        ProcessInfo.processInfo.environment["TONGDAI_ALL_ROOMS"] != nil
        ? allWays
        : [
            Way(gain: -12, delay: 60, hasRoom: true, noise: -66),
            Way(gain: -12, delay: 200, hasRoom: false, noise: -90),
        ]

    private static let allWays = [Float](arrayLiteral: -6, -12, -20).flatMap { gain in
        [20, 60, 120, 200].flatMap { delay in
            [
                Way(gain: gain, delay: delay, hasRoom: false, noise: -90),
                Way(gain: gain, delay: delay, hasRoom: true, noise: -66),
                Way(gain: gain, delay: delay, hasRoom: true, noise: -50),
            ]
        }
    }

    /// Four seconds of syllables, of a pitch and a vowel that change, with pauses.
    private static let played: Sound = {
        var sound = Sound.silence(.milliseconds(200))
        for syllable in 0..<16 {
            let pitch = 95 + Double((syllable * 37) % 50)
            sound = sound + .vowel(pitch: pitch, .milliseconds(140 + (syllable * 53) % 80))
            // What is no vowel has all frequencies.
            sound = sound + .white(.milliseconds(40), level: -34, seed: UInt64(syllable + 1))
            sound = sound + .silence(.milliseconds(20 + (syllable * 29) % 60))
        }
        return sound
    }()

    private func heard(_ played: Sound, by way: Way) -> Sound {
        var taps: [(Int, Float)] = [(way.delay * 16, 1)]
        if way.hasRoom {
            for reflection in 1..<60 {
                let sign: Float = reflection * 7 % 3 == 0 ? -1 : 1
                let height = sign * 0.4 * Float(reflection * 13 % 10) / 10
                let place = reflection * 23 + reflection * 11 % 17
                taps.append((way.delay * 16 + place, height / (1 + Float(place) / 300)))
            }
        }
        let power = taps.reduce(0) { $0 + $1.1 * $1.1 }
        let scale = decibels(way.gain) / power.squareRoot()
        var samples = [Float](repeating: 0, count: played.samples.count)
        for (delay, gain) in taps {
            for index in delay..<samples.count {
                samples[index] += scale * gain * played.samples[index - delay]
            }
        }
        let noise = Sound.white(.seconds(8), level: way.noise, seed: 3)
        return Sound(samples).over(noise)
    }

    private func decibels(_ gain: Float) -> Float {
        // Exact enough without a library: 6.02 dB double.
        gain == -6 ? 0.501 : gain == -12 ? 0.251 : 0.1
    }

    /// What the ears make of a microphone; `hearsItself` false for ears that do not
    /// know what was played.
    private func listen(_ microphone: Sound, played: Sound, hearsItself: Bool = true) -> [Int] {
        var listen = Listen(
            decoder: ScriptedDecoder([]), rate: .wideband, hearsItself: hearsItself,
            finality: { _ in Finality(.complete) })
        var starts: [Int] = []
        let frames = microphone.frames
        let line = played.frames
        for (index, frame) in frames.enumerated() {
            let last = index > 0 && index <= line.count ? line[index - 1] : nil
            listen.handle(.frame(frame, played: last)) {
                if case .speechStarted = $0 { starts.append(index * 20) }
            }
        }
        return starts
    }

    @Test(arguments: ways) func theLinesOwnVoiceIsNoCaller(way: Way) {
        let microphone = heard(Self.played, by: way)
        #expect(listen(microphone, played: Self.played) == [])
    }

    @Test func withoutThatItWouldBe() {
        let way = Way(gain: -12, delay: 60, hasRoom: true, noise: -66)
        let microphone = heard(Self.played, by: way)
        #expect(!listen(microphone, played: Self.played, hearsItself: false).isEmpty)
    }

    /// At −6 dB a caller may be no louder than the echo.
    @Test(arguments: ways.filter { $0.gain < -6 })
    func aCallerWhoSpeaksOverTheLineIsHeard(way: Way) throws {
        let begin = 2_800
        let caller =
            Sound.silence(.milliseconds(begin)) + .vowel(pitch: 190, .milliseconds(500))
            + .silence(.seconds(4))
        let microphone = heard(Self.played, by: way).over(caller)
        let start = try #require(listen(microphone, played: Self.played).first)
        // 120 ms of voice make it certain.
        #expect((begin + 100...begin + 180).contains(start))
    }

    /// By its echo return loss enhancement, over the last second.
    @Test(arguments: ways.filter { $0.noise < -60 })
    func theEchoIsTakenOut(way: Way) {
        var canceller = EchoCanceller()
        var (heard, left) = (0.0, 0.0)
        let frames = zip(self.heard(Self.played, by: way).frames, Self.played.frames)
        for (index, (microphone, line)) in frames.enumerated() {
            let cleared = canceller.clear(microphone.samples, of: line.samples)
            guard index >= Self.played.frames.count - 50 else { continue }
            heard += power(microphone.samples)
            left += power(cleared.samples)
        }
        let enhancement = 10 * log10(heard / max(left, 1))
        #expect(enhancement > 10, "\(enhancement) dB")
    }

    private func power(_ samples: [Int16]) -> Double {
        samples.reduce(0) { $0 + Double($1) * Double($1) }
    }

    @Test func aMicrophoneThatHearsNothingOfItIsLeftAsItIs() {
        var canceller = EchoCanceller()
        let caller = Sound.white(.seconds(2), level: -40).frames
        let silence = [Int16](repeating: 0, count: 320)
        for frame in caller {
            let cleared = canceller.clear(frame.samples, of: silence)
            #expect(cleared.samples == frame.samples && cleared.residual == nil)
        }
    }

    @Test func aHeadsetsCallerIsHeardOverTheGreeting() throws {
        let begin = 2_000
        let caller = Sound.silence(.milliseconds(begin)) + .vowel(pitch: 190, .milliseconds(500))
        let microphone = (caller + .silence(.seconds(2))).over(.white(.seconds(5), level: -66))
        let start = try #require(listen(microphone, played: Self.played).first)
        #expect((begin + 100...begin + 180).contains(start))
    }

    @Test func lostSoundIsNoEchoOfWhatCameBefore() {
        let way = Way(gain: -6, delay: 120, hasRoom: true, noise: -66)
        let microphone = heard(Self.played, by: way).frames
        let line = Self.played.frames
        var own = OwnEcho(rate: .wideband)
        for (index, frame) in microphone.enumerated() {
            let jump = index < 150 ? 0 : 16_000
            let start = frame.start.advanced(bySamples: jump)
            own.note(
                index < 150 ? line[index] : nil,
                with: .init(start: start, samples: frame.samples))
            let cleared = own.clear(frame.samples)
            if index >= 150 { #expect(cleared.samples == frame.samples) }
        }
    }
}
