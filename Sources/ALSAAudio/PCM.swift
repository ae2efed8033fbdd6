import Audio
import CALSA
import Dispatch

/// An open `snd_pcm_t`. It is closed when the value goes, and cannot be copied,
/// so it is closed once.
///
/// The handle never blocks: what may wait is `wait`, for as long as it is told.
/// One thread uses a value at a time, as ALSA asks of a handle.
struct PCM: ~Copyable {
    enum Direction: Sendable, Equatable {
        case capture
        case playback
    }

    /// What a transfer came to.
    enum Transfer: Equatable {
        /// So many frames; 0 when the device is not ready.
        case frames(Int)
        /// The device ran over or dry; it is prepared to start again.
        case xrun
        /// The machine slept; the device runs again, or is prepared to.
        case suspend
    }

    let device: String
    let direction: Direction
    private(set) var format: PCMFormat
    private let handle: OpaquePointer
    private let isHardware: Bool
    private var isHung = false

    private init(owning handle: OpaquePointer, device: String, direction: Direction) {
        isHardware = Self.isHardware(handle)
        self.handle = handle
        self.device = device
        self.direction = direction
        format = PCMFormat(
            sample: .int16, channelCount: 1, rate: .wideband, periodLength: 0, bufferLength: 0)
    }

    /// Opens a device as near to what is asked as it can. Own first, configure after:
    /// a failure from the third line on closes the device that the second line took.
    static func open(
        _ device: String, _ direction: Direction, asking request: PCMRequest
    ) throws(DeviceError) -> PCM {
        tongdai_alsa_silence()
        let stream = direction == .capture ? SND_PCM_STREAM_CAPTURE : SND_PCM_STREAM_PLAYBACK
        var handle: OpaquePointer?
        let opened = snd_pcm_open(&handle, device, stream, SND_PCM_NONBLOCK)
        guard opened >= 0, let handle else {
            throw DeviceError(device: device, operation: DeviceError.opening, code: opened)
        }
        var pcm = PCM(owning: handle, device: device, direction: direction)
        let setup = PCMSetup(handle: handle, device: device)
        pcm.format = try setup.negotiate(request)
        try setup.setThresholds(pcm.format, direction)
        return pcm
    }

    /// Whether a card is behind the name, at the end of whatever converts.
    private static func isHardware(_ handle: OpaquePointer) -> Bool {
        var info: OpaquePointer?
        guard snd_pcm_info_malloc(&info) >= 0 else { return false }
        defer { snd_pcm_info_free(info) }
        return snd_pcm_info(handle, info) >= 0 && snd_pcm_info_get_card(info) >= 0
    }

    /// To be closed elsewhere, by a thread that has the time: a sound server that
    /// hangs holds up `snd_pcm_close` for half a minute.
    mutating func giveUp() { isHung = true }

    deinit {
        guard isHung else {
            snd_pcm_close(handle)
            return
        }
        // Nobody else has the handle any more.
        nonisolated(unsafe) let handle = handle
        DispatchQueue.global().async { _ = snd_pcm_close(handle) }
    }

    /// How many frames can be read or written now. Hardware is asked; a sound server
    /// is not, because one that hangs would answer after half a minute.
    mutating func available() throws(DeviceError) -> Transfer {
        isHardware
            ? try transfer("snd_pcm_avail", snd_pcm_avail(handle))
            : try transfer("snd_pcm_avail_update", snd_pcm_avail_update(handle))
    }

    /// Reads up to `count` frames into the beginning of `bytes`, which has room.
    mutating func read(_ count: Int, into bytes: inout [UInt8]) throws(DeviceError) -> Transfer {
        precondition(bytes.count >= count * format.frameByteCount, "room for what is read")
        let result = bytes.withUnsafeMutableBytes { bytes in
            snd_pcm_readi(handle, bytes.baseAddress, snd_pcm_uframes_t(count))
        }
        return try transfer("snd_pcm_readi", result)
    }

    /// Writes as many whole frames of `bytes` as there is room for.
    mutating func write(_ bytes: ArraySlice<UInt8>) throws(DeviceError) -> Transfer {
        let count = bytes.count / format.frameByteCount
        guard count > 0 else { return .frames(0) }
        let result = bytes.withUnsafeBytes { bytes in
            snd_pcm_writei(handle, bytes.baseAddress, snd_pcm_uframes_t(count))
        }
        return try transfer("snd_pcm_writei", result)
    }

    /// Waits until a period can be read or written.
    /// - Returns: Whether it can; false after `timeout`, or when a signal came.
    mutating func wait(atMost timeout: Duration) throws(DeviceError) -> Bool {
        let milliseconds = Int32(timeout / .milliseconds(1))
        let result = snd_pcm_wait(handle, milliseconds)
        return switch try transfer("snd_pcm_wait", snd_pcm_sframes_t(result)) {
        case .frames(let count): count > 0
        case .xrun, .suspend: true
        }
    }

    /// Starts a device that is prepared; does nothing to one that runs.
    mutating func start() throws(DeviceError) {
        guard snd_pcm_state(handle) == SND_PCM_STATE_PREPARED else { return }
        try check("snd_pcm_start", snd_pcm_start(handle))
    }

    /// An xrun or a suspend is part of a device's life; anything else is an error.
    private func transfer(
        _ operation: String, _ result: snd_pcm_sframes_t
    ) throws(DeviceError) -> Transfer {
        let code = Int32(truncatingIfNeeded: result)
        switch -code {
        case _ where result >= 0: return .frames(result)
        case EAGAIN, EINTR: return .frames(0)
        case EPIPE:
            try check("snd_pcm_prepare", snd_pcm_prepare(handle))
            return .xrun
        case ESTRPIPE:
            try resume()
            return .suspend
        default: throw DeviceError(device: device, operation: operation, code: code)
        }
    }

    /// Waits up to a second for a device that wakes up with the machine.
    private func resume() throws(DeviceError) {
        for _ in 0..<100 {
            let code = snd_pcm_resume(handle)
            if code == 0 { return }
            guard code == -EAGAIN else { break }
            usleep(10_000)
        }
        // It cannot go on where it was: from the start, then.
        try check("snd_pcm_prepare", snd_pcm_prepare(handle))
    }

    private func check(_ operation: String, _ code: Int32) throws(DeviceError) {
        guard code >= 0 else { throw DeviceError(device: device, operation: operation, code: code) }
    }
}
