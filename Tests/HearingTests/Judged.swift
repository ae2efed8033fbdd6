import Audio
import CallTestKit
import Understanding

@testable import Hearing

/// What the ears make of a sound: evidence for each frame, and the frames in
/// which an utterance would have begun.
struct Judged {
    let evidence: [VoiceEvidence]
    let onsets: [Int]

    init(_ sound: Sound) {
        var detector = VoiceActivityDetector()
        var endpointer = Endpointer(timing: TurnTiming())
        var evidence: [VoiceEvidence] = []
        var onsets: [Int] = []
        for (index, frame) in sound.frames.enumerated() {
            let judged = detector.judge(frame.samples)
            evidence.append(judged)
            let verdict = endpointer.step(judged) {
                Endpointer.Progress(finality: Finality(.incomplete))
            }
            if case .started(let framesAgo) = verdict { onsets.append(index - framesAgo) }
        }
        (self.evidence, self.onsets) = (evidence, onsets)
    }

    /// How many frames of a range look like a voice.
    func voices(in frames: Range<Int>) -> Int { evidence[frames].count { $0.isVoice } }
    func pitches(in frames: Range<Int>) -> Int { evidence[frames].count { $0.isPitched } }
    func prominence(in frames: Range<Int>) -> Float {
        evidence[frames].reduce(0) { $0 + $1.prominence } / Float(frames.count)
    }
}

extension VoiceEvidence {
    static let vowel = VoiceEvidence(prominence: 20, periodicity: 0.9, level: -26)
    static let hiss = VoiceEvidence(prominence: 20, periodicity: 0.2, level: -26)
    static let nothing = VoiceEvidence(prominence: 0, periodicity: 0.1, level: -66)
}
