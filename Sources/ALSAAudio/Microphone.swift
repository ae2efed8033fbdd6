import Audio
import CALSA

/// The capture half of a line: 20 ms of the caller at a time, at the line's rate.
struct Microphone: ~Copyable {
    struct Heard: Equatable {
        /// A frame, at the line's rate.
        var samples: [Int16]
        /// Whether the device had to be waited for: nothing older is still in it.
        var isAwaited: Bool
        /// Whether the device lost sound before the frame.
        var isInterrupted: Bool
    }

    private var pcm: PCM
    private var resampler: Resampler?
    /// Read, and not yet given out, at the line's rate.
    private var pending: [Int16] = []
    private var bytes: [UInt8]
    private var hasHeard = false
    private let rate: SampleRate
    private let frameLength: Int

    /// A device that gives nothing for so long is gone.
    private static let patience = Duration.seconds(1)
    /// Before the first sound: some devices wake up slowly.
    private static let firstPatience = Duration.seconds(3)
    private static let buffer = Duration.milliseconds(100)

    /// - Parameter request: Instead of what a line asks for.
    init(
        device: String, rate: SampleRate, asking request: PCMRequest? = nil
    ) throws(DeviceError) {
        pcm = try PCM.open(
            device, .capture, asking: request ?? .line(rate, buffer: Self.buffer))
        let format = pcm.format
        bytes = [UInt8](repeating: 0, count: format.periodLength * format.frameByteCount)
        resampler = format.rate == rate ? nil : Resampler(from: format.rate, to: rate)
        self.rate = rate
        frameLength = rate.samples(inMilliseconds: 20)
    }

    var format: PCMFormat { pcm.format }

    mutating func giveUp() { pcm.giveUp() }

    /// Waits for the next 20 ms, at most a second.
    mutating func read(
        _ statistics: inout LineStatistics
    ) throws(DeviceError) -> Heard {
        try pcm.start()
        var isInterrupted = false
        var isAwaited = false
        var deadline = SuspendingClock.now + (hasHeard ? Self.patience : Self.firstPatience)
        while pending.count < frameLength {
            switch try pcm.read(pcm.format.periodLength, into: &bytes) {
            case .frames(0):
                guard SuspendingClock.now < deadline else {
                    throw DeviceError(
                        device: pcm.device, operation: "snd_pcm_wait", code: -ETIMEDOUT)
                }
                isAwaited = true
                _ = try pcm.wait(atMost: .milliseconds(100))
            case .frames(let count): take(count)
            case .xrun:
                statistics.overruns += 1
                try begin(&isInterrupted)
            case .suspend:
                statistics.suspends += 1
                try begin(&isInterrupted)
                deadline = SuspendingClock.now + Self.patience
            }
        }
        let samples = Array(pending.prefix(frameLength))
        pending.removeFirst(frameLength)
        return Heard(samples: samples, isAwaited: isAwaited, isInterrupted: isInterrupted)
    }

    private mutating func take(_ count: Int) {
        hasHeard = true
        let format = pcm.format
        let mono = format.sample.mono(of: bytes, frames: count, channels: format.channelCount)
        pending += resampler?.process(mono) ?? mono
    }

    /// After a loss: what was half a frame is lost, too.
    private mutating func begin(_ isInterrupted: inout Bool) throws(DeviceError) {
        isInterrupted = true
        pending = []
        if resampler != nil { resampler = Resampler(from: pcm.format.rate, to: rate) }
        try pcm.start()
    }
}
