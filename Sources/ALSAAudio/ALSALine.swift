public import Audio
import CALSA

/// A telephone line of two ALSA devices: what the caller says comes in, what the
/// line answers goes out, 20 ms at a time.
///
/// One thread drives it, and the capture device is its clock:
///
///     let heard = try line.read()         waits for the next 20 ms
///     try line.write(answer(to: heard))   never waits
///
/// Playback starts with 40 ms of silence, and stays about so far ahead. After an
/// error the devices are closed: `reopen` opens them again, as often and as patiently
/// as the caller likes, and the media time goes on.
public struct ALSALine: ~Copyable {
    public let capture: String
    public let playback: String
    public let rate: SampleRate

    /// What the line went through since it was opened first.
    public private(set) var statistics = LineStatistics()
    /// What the devices agreed to when they were last opened.
    public private(set) var formats: (capture: PCMFormat, playback: PCMFormat)?

    private var microphone: Microphone?
    private var loudspeaker: Loudspeaker?
    private var position: MediaTime
    private var gaps: GapDetector
    private var isReopened = false
    private let request: PCMRequest?
    private let opened = SuspendingClock.now

    /// Opens both devices. The line's rate is what its frames have; the devices may
    /// have another.
    public static func open(
        capture: String, playback: String, rate: SampleRate
    ) throws(DeviceError) -> ALSALine {
        try open(capture: capture, playback: playback, rate: rate, asking: nil)
    }

    static func open(
        capture: String, playback: String, rate: SampleRate, asking request: PCMRequest?
    ) throws(DeviceError) -> ALSALine {
        var line = ALSALine(capture: capture, playback: playback, rate: rate, asking: request)
        try line.connect()
        return line
    }

    private init(capture: String, playback: String, rate: SampleRate, asking request: PCMRequest?) {
        self.request = request
        self.capture = capture
        self.playback = playback
        self.rate = rate
        position = .zero(rate)
        gaps = GapDetector(rate: rate, frameLength: rate.samples(inMilliseconds: 20))
    }

    /// How many samples a frame has.
    public var frameLength: Int { gaps.frameLength }

    /// The next 20 ms of the caller. Where sound was lost, the frame's start is later
    /// than the end of the one before, by whole frames. Waits for a second at most;
    /// the device starts with the first call.
    public mutating func read() throws(DeviceError) -> AudioFrame {
        do throws(DeviceError) {
            guard let heard = try microphone?.read(&statistics) else { throw closed(capture) }
            let isInterrupted = heard.isInterrupted || isReopened
            isReopened = false
            let lost = gaps.lostFrames(
                before: position.sample + heard.samples.count, now: SuspendingClock.now - opened,
                isAwaited: heard.isAwaited, isInterrupted: isInterrupted)
            statistics.lostFrames += lost
            let start = position.advanced(bySamples: lost * frameLength)
            let frame = AudioFrame(start: start, samples: heard.samples)
            position = frame.end
            return frame
        } catch {
            close(after: error)
            throw error
        }
    }

    /// Queues a frame of the line's rate to be played. Its start is not looked at:
    /// frames are played one after the other.
    public mutating func write(_ frame: AudioFrame) throws(DeviceError) {
        precondition(frame.rate == rate, "a frame of the line's rate")
        do throws(DeviceError) {
            guard loudspeaker != nil else { throw closed(playback) }
            try loudspeaker?.write(frame.samples, &statistics)
        } catch {
            close(after: error)
            throw error
        }
    }

    /// Lets what was written be heard to its end; for under a second.
    public mutating func drain() { try? loudspeaker?.drain(&statistics) }

    /// Closes both devices, and opens them again. When that fails, they stay closed,
    /// and it can be tried again.
    public mutating func reopen() throws(DeviceError) {
        close()
        try connect()
        statistics.reopenings += 1
        isReopened = true
    }

    public var isOpen: Bool { microphone != nil && loudspeaker != nil }

    private mutating func connect() throws(DeviceError) {
        let microphone = try Microphone(device: capture, rate: rate, asking: request)
        let loudspeaker = try Loudspeaker(device: playback, rate: rate, asking: request)
        formats = (microphone.format, loudspeaker.format)
        self.microphone = consume microphone
        self.loudspeaker = consume loudspeaker
    }

    /// A device that does not answer would not answer to being closed, either.
    private mutating func close(after error: DeviceError) {
        if error.code == -ETIMEDOUT {
            microphone?.giveUp()
            loudspeaker?.giveUp()
        }
        close()
    }

    private mutating func close() {
        microphone = nil
        loudspeaker = nil
    }

    private func closed(_ device: String) -> DeviceError {
        DeviceError(device: device, operation: "snd_pcm_state", code: DeviceError.closedCode)
    }
}
