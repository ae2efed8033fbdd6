import Audio
import CALSA

/// Brings an open device to a format.
///
/// What it cannot do as asked, it does as near as it can, and the ends of the line
/// convert.
struct PCMSetup {
    let handle: OpaquePointer
    let device: String

    private static let period = Duration.milliseconds(20)

    func negotiate(_ request: PCMRequest) throws(DeviceError) -> PCMFormat {
        var parameters: OpaquePointer?
        try check("snd_pcm_hw_params_malloc", snd_pcm_hw_params_malloc(&parameters))
        defer { snd_pcm_hw_params_free(parameters) }
        try check("snd_pcm_hw_params_any", snd_pcm_hw_params_any(handle, parameters))
        try check(
            "snd_pcm_hw_params_set_access",
            snd_pcm_hw_params_set_access(handle, parameters, SND_PCM_ACCESS_RW_INTERLEAVED))
        let sample = try setSampleFormat(parameters, request.samples)
        let channelCount = try setChannels(parameters, request.channelCount)
        let actual = try setRate(parameters, request.rates)

        var period = snd_pcm_uframes_t(actual.samples(in: Self.period))
        var direction: Int32 = 0
        try check(
            "snd_pcm_hw_params_set_period_size_near",
            snd_pcm_hw_params_set_period_size_near(handle, parameters, &period, &direction))
        var length = snd_pcm_uframes_t(actual.samples(in: request.buffer))
        try check(
            "snd_pcm_hw_params_set_buffer_size_near",
            snd_pcm_hw_params_set_buffer_size_near(handle, parameters, &length))
        try check("snd_pcm_hw_params", snd_pcm_hw_params(handle, parameters))
        return PCMFormat(
            sample: sample, channelCount: channelCount, rate: actual,
            periodLength: Int(period), bufferLength: Int(length))
    }

    private func setSampleFormat(
        _ parameters: OpaquePointer?, _ samples: [SampleFormat]
    ) throws(DeviceError) -> SampleFormat {
        for sample in samples
        where snd_pcm_hw_params_set_format(handle, parameters, sample.alsa) >= 0 {
            return sample
        }
        throw DeviceError(
            device: device, operation: "snd_pcm_hw_params_set_format", code: -EINVAL)
    }

    private func setChannels(
        _ parameters: OpaquePointer?, _ wanted: Int
    ) throws(DeviceError) -> Int {
        var count = UInt32(wanted)
        try check(
            "snd_pcm_hw_params_set_channels_near",
            snd_pcm_hw_params_set_channels_near(handle, parameters, &count))
        return Int(count)
    }

    private func setRate(
        _ parameters: OpaquePointer?, _ rates: [SampleRate]
    ) throws(DeviceError) -> SampleRate {
        for rate in rates
        where snd_pcm_hw_params_set_rate(handle, parameters, UInt32(rate.hertz), 0) >= 0 {
            return rate
        }
        var hertz = UInt32(rates.first?.hertz ?? SampleRate.studio.hertz)
        var direction: Int32 = 0
        try check(
            "snd_pcm_hw_params_set_rate_near",
            snd_pcm_hw_params_set_rate_near(handle, parameters, &hertz, &direction))
        return SampleRate(hertz: Int(hertz))
    }

    /// A period wakes whoever waits. Playback starts by itself when the silence that
    /// is written first is there; capture is started by its reader.
    func setThresholds(_ format: PCMFormat, _ direction: PCM.Direction) throws(DeviceError) {
        var parameters: OpaquePointer?
        try check("snd_pcm_sw_params_malloc", snd_pcm_sw_params_malloc(&parameters))
        defer { snd_pcm_sw_params_free(parameters) }
        try check("snd_pcm_sw_params_current", snd_pcm_sw_params_current(handle, parameters))
        try check(
            "snd_pcm_sw_params_set_avail_min",
            snd_pcm_sw_params_set_avail_min(
                handle, parameters, snd_pcm_uframes_t(format.periodLength)))
        let start =
            direction == .capture ? 1 : PlaybackQueue(format).target
        try check(
            "snd_pcm_sw_params_set_start_threshold",
            snd_pcm_sw_params_set_start_threshold(
                handle, parameters, snd_pcm_uframes_t(max(1, start))))
        try check("snd_pcm_sw_params", snd_pcm_sw_params(handle, parameters))
    }

    private func check(_ operation: String, _ code: Int32) throws(DeviceError) {
        guard code >= 0 else { throw DeviceError(device: device, operation: operation, code: code) }
    }
}

extension SampleFormat {
    fileprivate var alsa: snd_pcm_format_t {
        switch self {
        case .int16: SND_PCM_FORMAT_S16_LE
        case .int32: SND_PCM_FORMAT_S32_LE
        case .float32: SND_PCM_FORMAT_FLOAT_LE
        case .packed24: SND_PCM_FORMAT_S24_3LE
        case .padded24: SND_PCM_FORMAT_S24_LE
        }
    }
}
