public import Audio

/// A caller who follows a script: waits for the line, speaks, keys, is silent.
///
/// Steps with the line's ticks, so a replay plays the same call every time.
public struct CallerScript: Sendable {
    /// When the caller acts.
    public enum Moment: Sendable, Equatable {
        /// As soon as the line has answered, over its greeting.
        case start
        /// This long after the line has answered.
        case afterStart(Duration)
        /// When the line has spoken and then been silent for this long: at least for
        /// one tick, by which a caller knows that it has ended.
        case afterReply(Duration)
        /// When the line has been speaking for this long.
        case intoReply(Duration)
    }

    public enum Action: Sendable, Equatable {
        /// Mono samples at the rate of the line.
        case play([Int16])
        case keys([Character])
        case silence(Duration)
    }

    public struct Step: Sendable, Equatable {
        public let moment: Moment
        public let action: Action

        public init(_ moment: Moment, _ action: Action) {
            (self.moment, self.action) = (moment, action)
        }
    }

    /// What the caller does in one tick.
    public struct Tick: Sendable, Equatable {
        public let samples: [Int16]
        public let key: Character?
    }

    /// A caller waits no longer than this for a reply that does not begin, and no
    /// longer than this for one that does not end.
    private static let longestSilence = Duration.seconds(3)
    private static let longestReply = Duration.seconds(60)
    /// After his last word a caller stays until the reply is over, and this long.
    private static let parting = Duration.milliseconds(1_000)
    /// Between two keys.
    private static let keyPause = 5

    private let steps: [Step]
    private let rate: SampleRate
    private let frameLength: Int

    private var index = 0
    private var isActing = false
    private var offset = 0
    private var waitedFrames = 0
    private var speakingFrames = 0
    private var silentFrames = 0
    private var hasReplied = false
    private var tickCount = 0

    /// For each step that has begun: the tick at which it did.
    public private(set) var beginnings: [Int] = []
    /// The caller would hang up now.
    public private(set) var isDone = false

    public init(_ steps: [Step], rate: SampleRate) {
        self.steps = steps
        self.rate = rate
        frameLength = rate.samples(inMilliseconds: 20)
    }

    /// - Parameter lineIsSpeaking: Whether the line was heard in the tick before.
    public mutating func next(lineIsSpeaking: Bool) -> Tick {
        defer { tickCount += 1 }
        listen(lineIsSpeaking)
        if !isActing, isTime { begin() }
        if index == steps.count { isDone = mayLeave }
        return isActing ? act() : Tick(samples: silence, key: nil)
    }

    private var silence: [Int16] { [Int16](repeating: 0, count: frameLength) }

    private mutating func listen(_ lineIsSpeaking: Bool) {
        if lineIsSpeaking {
            (speakingFrames, silentFrames) = (speakingFrames + 1, 0)
            if !isActing { hasReplied = true }
        } else {
            (speakingFrames, silentFrames) = (0, silentFrames + 1)
        }
        if !isActing { waitedFrames += 1 }
    }

    private var isTime: Bool {
        guard index < steps.count else { return false }
        return switch steps[index].moment {
        case .start: true
        case .afterStart(let wait): tickCount >= frames(wait)
        case .afterReply(let pause):
            hasGivenUp || hasReplied && silentFrames >= max(frames(pause), 1)
        case .intoReply(let offset): hasGivenUp || speakingFrames >= max(frames(offset), 1)
        }
    }

    private var hasGivenUp: Bool {
        waitedFrames >= frames(hasReplied ? Self.longestReply : Self.longestSilence)
    }

    private var mayLeave: Bool {
        hasGivenUp || hasReplied && silentFrames >= frames(Self.parting)
    }

    private mutating func begin() {
        beginnings.append(tickCount)
        (isActing, offset) = (true, 0)
    }

    private mutating func act() -> Tick {
        switch steps[index].action {
        case .play(let samples):
            let end = min(offset + frameLength, samples.count)
            var frame = Array(samples[offset..<end])
            frame += [Int16](repeating: 0, count: frameLength - frame.count)
            offset = end
            if end == samples.count { finishStep() }
            return Tick(samples: frame, key: nil)
        case .keys(let keys):
            let key = offset % Self.keyPause == 0 ? keys[offset / Self.keyPause] : nil
            offset += 1
            if offset > (keys.count - 1) * Self.keyPause { finishStep() }
            return Tick(samples: silence, key: key)
        case .silence(let duration):
            offset += 1
            if offset >= frames(duration) { finishStep() }
            return Tick(samples: silence, key: nil)
        }
    }

    private mutating func finishStep() {
        index += 1
        (isActing, hasReplied, waitedFrames, speakingFrames) = (false, false, 0, 0)
    }

    private func frames(_ duration: Duration) -> Int {
        Int((duration / .milliseconds(20)).rounded(.up))
    }
}
