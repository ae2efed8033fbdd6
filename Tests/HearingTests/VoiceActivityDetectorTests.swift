import CallTestKit
import Testing

@testable import Hearing

@Suite struct VoiceActivityDetectorTests {
    /// Behind a voice of −26 dBFS.
    enum Background: String, CaseIterable {
        case nothing, room, white20, white10, pink20, pink10, hum10

        func sound(_ length: Duration) -> Sound {
            switch self {
            case .nothing: .silence(length)
            case .room: .white(length, level: -66)
            case .white20: .white(length, level: -46)
            case .white10: .white(length, level: -36)
            case .pink20: .pink(length, level: -46)
            case .pink10: .pink(length, level: -36)
            case .hum10: .hum(length, level: -36)
            }
        }
    }

    @Test(arguments: [120.0, 220], Background.allCases)
    func findsAVoiceAndOnlyThatBehindNoise(pitch: Double, background: Background) {
        let voice = Sound.vowel(pitch: pitch, .milliseconds(400))
        let spoken = Sound.silence(.milliseconds(400)) + voice + .silence(.milliseconds(300))
        let judged = Judged(spoken.over(background.sound(.milliseconds(1_100))))
        #expect(judged.voices(in: 20..<40) >= 19)
        #expect(judged.pitches(in: 20..<40) >= 17)
        #expect(judged.voices(in: 0..<20) <= 2)
        // The window of a frame reaches 12 ms back into the vowel.
        #expect(judged.voices(in: 41..<55) <= 2)
        // A frame of pink noise may have a pitch by chance.
        #expect(judged.onsets.count == 1)
        #expect((18...20).contains(judged.onsets.first ?? 0))
    }

    @Test(arguments: [-50.0, -40, -10])
    func findsQuietAndLoudVoices(level: Double) {
        let voice = Sound.vowel(pitch: 160, .milliseconds(400), level: level)
        let judged = Judged(
            (Sound.silence(.milliseconds(200)) + voice).over(
                .white(.milliseconds(600), level: -70)))
        #expect(judged.onsets == [10])
    }

    @Test func whatIsSteadyFromTheStartIsNoVoice() {
        let length = Duration.milliseconds(800)
        let sounds: [(String, Sound)] = [
            ("digital silence", .silence(length)),
            ("hum of 50 Hz", .hum(length)), ("hum of 60 Hz", .hum(length, hertz: 60)),
            ("hum of a rectifier", .hum(length, hertz: 100)),
            ("white noise", .white(length, level: -30)), ("pink noise", .pink(length, level: -30)),
            ("an offset", Sound.white(length, level: -66).shifted(by: 0.4)),
            ("a constant", Sound.silence(length).shifted(by: 0.4)),
        ]
        for (name, sound) in sounds {
            #expect(Judged(sound).onsets.isEmpty, "\(name) was taken for a voice")
        }
    }

    @Test func whatComesSuddenlyWithoutPitchIsNoVoice() {
        let room = Sound.white(.milliseconds(1_200), level: -66, seed: 5)
        let quiet = Sound.silence(.milliseconds(400))
        let length = Duration.milliseconds(600)
        let sounds: [(String, Sound)] = [
            ("clicks", quiet + .clicks(length, every: .milliseconds(70))),
            ("a burst of noise", quiet + .white(.milliseconds(300), level: -20)),
            ("hum that is switched on", quiet + .hum(length)),
            ("a step of the offset", quiet + Sound.silence(length).shifted(by: 0.3)),
        ]
        for (name, sound) in sounds {
            #expect(
                Judged(room.over(sound)).onsets.isEmpty, "\(name) was taken for a voice")
        }
    }

    @Test func theNoiseFloorRisesToANoiseThatStays() {
        let quiet = Sound.white(.milliseconds(400), level: -66, seed: 3)
        let judged = Judged(quiet + .white(.milliseconds(2_400), level: -40, seed: 4))
        #expect(judged.voices(in: 20..<40) >= 18, "at first it stands out")
        #expect(judged.voices(in: 120..<140) == 0, "after two seconds it is the background")
    }

    @Test func theNoiseFloorFallsWithTheNoiseAtOnce() {
        let loud = Sound.white(.milliseconds(800), level: -30, seed: 3)
        let whisper = Sound.vowel(pitch: 140, .milliseconds(400), level: -44)
        let quiet = (Sound.silence(.milliseconds(300)) + whisper).over(
            .white(.milliseconds(700), level: -66, seed: 4))
        #expect(Judged(loud + quiet).onsets == [55])
    }

    @Test func aVoiceThatDoesNotPauseDoesNotBecomeTheBackground() {
        let room = Sound.white(.milliseconds(3_200), level: -60)
        let voice = Sound.silence(.milliseconds(200)) + .vowel(pitch: 120, .seconds(3))
        let judged = Judged(room.over(voice))
        #expect(judged.voices(in: 10..<160) >= 148)
    }

    @Test func theEvidenceSaysWhatItMeans() {
        let judged = Judged(
            Sound.white(.milliseconds(400), level: -50)
                + .vowel(pitch: 200, .milliseconds(400), level: -20))
        #expect(judged.evidence[5...].prefix(10).allSatisfy { abs($0.level + 50) < 1 })
        #expect(judged.evidence[30].level > -25)
        #expect(judged.evidence[30].periodicity > 0.9)
        #expect(judged.prominence(in: 25..<35) > 25)
        #expect(judged.prominence(in: 5..<20) < 6)
    }

    @Test func aFrameIsJudgedAlikeInEveryRun() {
        let sound = Sound.vowel(pitch: 170, .milliseconds(200)).over(
            .pink(.milliseconds(200), level: -40))
        #expect(Judged(sound).evidence == Judged(sound).evidence)
    }
}
