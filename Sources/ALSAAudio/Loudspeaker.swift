import Audio
import CALSA

/// The playback half of a line: takes a frame a tick, and never waits for room.
struct Loudspeaker: ~Copyable {
    private var pcm: PCM
    private var resampler: Resampler?
    private var queue: PlaybackQueue
    private var isPrimed = false
    /// Since when no frame found room.
    private var refusing: SuspendingClock.Instant?

    private static let buffer = Duration.milliseconds(120)
    /// A device that makes no room for so long no longer plays.
    private static let patience = Duration.seconds(1)
    /// What may be between the device's buffer and the ear.
    private static let reserve = Duration.milliseconds(100)
    /// Below this peak, in dB of full scale, nobody misses a frame.
    private static let quiet = -50.0

    /// - Parameter request: Instead of what a line asks for.
    init(
        device: String, rate: SampleRate, asking request: PCMRequest? = nil
    ) throws(DeviceError) {
        pcm = try PCM.open(
            device, .playback, asking: request ?? .line(rate, buffer: Self.buffer))
        resampler = pcm.format.rate == rate ? nil : Resampler(from: rate, to: pcm.format.rate)
        queue = PlaybackQueue(pcm.format)
    }

    var format: PCMFormat { pcm.format }

    /// Queues samples to be played after what was queued before.
    mutating func write(
        _ samples: [Int16], _ statistics: inout LineStatistics
    ) throws(DeviceError) {
        let waiting = try waiting(&statistics)
        let isQuiet = Level(of: samples).peak < Self.quiet
        let converted = resampler?.process(samples) ?? samples
        guard isPrimed else {
            try prime(&statistics)
            return try play(converted, &statistics)
        }
        switch queue.admit(waiting: waiting, isQuiet: isQuiet) {
        case .leaveOut:
            if !isQuiet { statistics.missedFrames += 1 }
            try refuse(&statistics)
        case .write(let silence):
            refusing = nil
            if silence > 0 {
                statistics.insertedFrames += max(1, silence / queue.frame)
                try play([Int16](repeating: 0, count: silence), &statistics)
            }
            try play(converted, &statistics)
        }
    }

    /// Lets what is queued be heard to its end, behind silence that pushes it out. Not
    /// `snd_pcm_drain`, which a sound server that hangs never leaves.
    mutating func drain(_ statistics: inout LineStatistics) throws(DeviceError) {
        guard isPrimed else { return }
        if let rest = resampler?.finish() { try play(rest, &statistics) }
        let format = pcm.format
        var silence = format.bufferLength + format.rate.samples(in: Self.reserve)
        let deadline = SuspendingClock.now + Self.patience
        while silence > 0, isPrimed, SuspendingClock.now < deadline {
            let room = min(silence, format.bufferLength - (try waiting(&statistics)))
            if room > 0 { try play([Int16](repeating: 0, count: room), &statistics) }
            silence -= room
            _ = try pcm.wait(atMost: .milliseconds(20))
        }
    }

    mutating func giveUp() { pcm.giveUp() }

    /// What the device has still to play, in its samples.
    private mutating func waiting(_ statistics: inout LineStatistics) throws(DeviceError) -> Int {
        switch try pcm.available() {
        case .frames(let room): return max(0, pcm.format.bufferLength - room)
        case .xrun:
            if isPrimed { statistics.underruns += 1 }
        case .suspend: statistics.suspends += 1
        }
        isPrimed = false
        return 0
    }

    /// Silence ahead of the first frame: time for a loop that is late.
    private mutating func prime(_ statistics: inout LineStatistics) throws(DeviceError) {
        isPrimed = true
        queue.restart()
        try play([Int16](repeating: 0, count: queue.target), &statistics)
    }

    private mutating func refuse(_ statistics: inout LineStatistics) throws(DeviceError) {
        statistics.droppedFrames += 1
        let now = SuspendingClock.now
        let since = refusing ?? now
        refusing = since
        guard now - since < Self.patience else {
            throw DeviceError(device: pcm.device, operation: "snd_pcm_writei", code: -ETIMEDOUT)
        }
    }

    /// Writes samples of the device's rate. What finds no room is left out.
    private mutating func play(
        _ samples: [Int16], _ statistics: inout LineStatistics
    ) throws(DeviceError) {
        let format = pcm.format
        var rest = format.sample.interleaved(samples, channels: format.channelCount)[...]
        var attempts = 0
        while !rest.isEmpty, attempts < 4 {
            attempts += 1
            switch try pcm.write(rest) {
            case .frames(0): return
            case .frames(let count): rest.removeFirst(count * format.frameByteCount)
            case .xrun: statistics.underruns += 1
            case .suspend: statistics.suspends += 1
            }
        }
    }
}
