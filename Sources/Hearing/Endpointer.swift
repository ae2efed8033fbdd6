internal import Foundation
import Understanding

/// Decides, frame by frame, when an utterance begins and when it is over.
///
/// A value without sound or words in it: frames come in as "voice or not", and
/// what has been understood so far is asked for only when a pause makes it matter.
struct Endpointer {
    enum Verdict: Equatable {
        case silence
        /// Speech began this many frames ago.
        case started(framesAgo: Int)
        case speaking
        case ended
        /// It is as long as an utterance may be.
        case cutOff
    }

    /// What has been understood of an utterance so far.
    struct Progress {
        var finality = Finality(.incomplete)
        /// A word or two are expected, since the line has asked for one thing; or
        /// there are no words, and perhaps only a cough.
        var isBrief = false
        /// See `SpeechDecoder`; nil where no model tells.
        var endProbability: Double?
    }

    private enum State {
        case idle
        case speaking(frameCount: Int, silentCount: Int)
    }

    /// 20 ms each.
    private static let frame = Duration.milliseconds(20)
    /// An onset may have holes: this many of the latest frames are looked at.
    private let onsetWindow: Int
    private let onsetCount: Int
    private let timing: TurnTiming
    /// Silences, in frames, after which the decoder may end the utterance on trial.
    let trials: [Int]
    /// Silences, in frames, that end an utterance. Only then need the words be looked
    /// at, which has the decoder decode.
    let ends: Set<Int>
    private var state = State.idle
    /// How long the utterance was that was over last, in frames.
    private var lastCount = 0
    private var recent: [VoiceEvidence] = []

    init(timing: TurnTiming) {
        self.timing = timing
        trials = [
            timing.earlyTrial, timing.probablePause, timing.lateTrial,
        ].map(Self.frames)
        ends = Set(
            [
                timing.completePause, timing.probablePause, timing.likelyPause,
                timing.doubtfulPause, timing.briefPause, timing.ordinaryPause,
                timing.hesitation, timing.dictationPause,
            ].map(Self.frames))
        onsetCount = max(Self.frames(in: timing.onset), 1)
        onsetWindow = onsetCount + 2
    }

    static func frames(in duration: Duration) -> Int {
        Int((duration / frame).rounded(.up))
    }

    /// From a voice's first frame until it is certain.
    var longestOnset: Duration { Self.frame * onsetWindow }

    /// How many frames in a row had no voice, with this one; 0 between utterances.
    func silence(with evidence: VoiceEvidence) -> Int {
        guard case .speaking(_, let silentCount) = state, !evidence.isVoice else { return 0 }
        return silentCount + 1
    }

    /// How much later than it came the next frame may be looked at: by then the shortest pause
    /// is not over yet, and nothing is tried. Between utterances somebody may interrupt at
    /// any moment.
    var slack: Duration {
        guard case .speaking(_, let silentCount) = state else { return .zero }
        let frames = min(Self.frames(in: timing.earlyTrial), Self.frames(in: timing.completePause))
        return max(Self.frame * (frames - silentCount - 1), .zero)
    }

    /// - Parameter progress: Asked at pauses only, at most once a frame.
    mutating func step(
        _ evidence: VoiceEvidence, progress: () -> Progress
    ) -> Verdict {
        switch state {
        case .idle: return wait(evidence)
        case .speaking(let frameCount, let silentCount):
            let silent = evidence.isVoice ? 0 : silentCount + 1
            let total = frameCount + 1
            let isTooLong = total >= Self.frames(in: timing.longestUtterance)
            let isOver = isOver(silent: silent, progress)
            if isOver || isTooLong {
                (state, recent, lastCount) = (.idle, [], total)
                return isOver ? .ended : .cutOff
            }
            state = .speaking(frameCount: total, silentCount: silent)
            return .speaking
        }
    }

    /// What has just started is the utterance that was over so many frames ago.
    mutating func takeEndBack(after frames: Int) {
        guard case .speaking(_, let silentCount) = state else { return }
        state = .speaking(frameCount: lastCount + frames, silentCount: silentCount)
    }

    private mutating func wait(_ evidence: VoiceEvidence) -> Verdict {
        recent.append(evidence)
        if recent.count > onsetWindow { recent.removeFirst() }
        let voiced = recent.count { $0.isVoice }
        // A voice has a pitch somewhere in its first syllable: clicks, rustling
        // and hiss have none.
        let pitched = recent.count { $0.isPitched }
        guard evidence.isVoice, voiced >= onsetCount, pitched >= 2 else { return .silence }
        let first = recent.firstIndex { $0.isVoice } ?? 0
        let framesAgo = recent.count - 1 - first
        state = .speaking(frameCount: framesAgo + 1, silentCount: 0)
        return .started(framesAgo: framesAgo)
    }

    private func isOver(
        silent: Int, _ progress: () -> Progress
    ) -> Bool {
        if silent < Self.frames(in: timing.completePause) { return false }
        if silent >= Self.frames(in: timing.dictationPause) { return true }
        let progress = progress()
        return silent >= Self.frames(in: pause(after: progress))
    }

    /// How much silence ends an utterance that has come this far.
    func pause(after progress: Progress) -> Duration {
        // Where no model tells, the words decide alone.
        let end = progress.endProbability ?? 1
        let isCertain = end >= timing.certainEnd
        switch progress.finality.completeness {
        case .command: return isCertain ? timing.completePause : timing.likelyPause
        case .complete, .likely, .incomplete:
            let isWhole = isCertain && progress.finality.completeness == .complete
            return pause(byOddsAfter: progress, end: end, isWhole: isWhole)
        case .dictating: return timing.dictationPause
        }
    }

    private func pause(
        byOddsAfter progress: Progress, end: Double, isWhole: Bool
    ) -> Duration {
        let odds = progress.finality.logOdds + timing.endWeight * log(max(end, timing.leastEnd))
        if odds >= timing.probablyOver {
            return isWhole ? timing.completePause : timing.probablePause
        }
        if odds >= timing.maybeOver { return timing.likelyPause }
        if odds >= timing.hardlyOver { return timing.doubtfulPause }
        let isOpen = progress.finality.completeness == .incomplete
        if isOpen, end < timing.impossibleEnd { return timing.hesitation }
        return progress.isBrief ? timing.briefPause : timing.ordinaryPause
    }

    /// Whether the endpoint is rather near than far.
    func maySoonEnd(_ progress: Progress) -> Bool {
        pause(after: progress) <= timing.doubtfulPause
    }

    /// Whether the decoder is to end the utterance on trial after this much silence, in
    /// frames (one of `trials`), and these words. Early only what ends early: a trial that is
    /// taken back costs the utterance so far once more. A command is short, and noise
    /// after it may make another word of it.
    func isTrial(silent: Int, _ progress: Progress) -> Bool {
        let isLate = silent >= Self.frames(in: timing.lateTrial)
        if isLate || progress.finality.completeness == .command { return true }
        let isEarly = silent < Self.frames(in: timing.probablePause)
        return pause(after: progress) <= (isEarly ? timing.probablePause : timing.doubtfulPause)
    }
}
