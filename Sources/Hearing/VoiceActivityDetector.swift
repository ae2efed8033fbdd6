import Foundation

/// Tells voice from background, a frame of 20 ms at a time.
///
/// Two kinds of evidence: how far the spectrum between 200 and 3,800 Hz (what a
/// telephone carries) stands above a noise floor that is tracked per band, and
/// the pitch peak of the autocorrelation (Boersma 1993, without interpolation).
/// Mono, 16 kHz.
public struct VoiceActivityDetector: Sendable {
    static let frameLength = 320
    private static let windowLength = 512
    private static let transformLength = 1_024
    private static let rate: Float = 16_000
    /// In noise, a voice stands out where its formants are, not everywhere.
    private static let strongestCount = 6

    private let transform = FourierTransform(length: transformLength)
    private let window: [Float]
    /// First and last bin (exclusive) of each band.
    private let bands: [Range<Int>]
    /// The autocorrelation of the window itself, which divides out its taper.
    private let windowCorrelation: [Float]
    private let lags: ClosedRange<Int>
    private var recent = [Float](repeating: 0, count: windowLength)
    private var floor: NoiseFloor
    private var wasVoice = false
    private var shadow: EchoShadow

    public init() {
        let length = Self.windowLength
        let window = (0..<length).map {
            0.5 - 0.5 * Float(cos(2 * Double.pi * (Double($0) + 0.5) / Double(length)))
        }
        self.window = window
        // Pitches from 70 to 400 Hz.
        lags = Int(Self.rate / 400)...Int(Self.rate / 70)
        windowCorrelation = (0...Int(Self.rate / 70)).map { lag in
            (0..<length - lag).reduce(0) { $0 + window[$1] * window[$1 + lag] }
        }
        bands = Self.melBands(count: 16, from: 200, to: 3_800)
        floor = NoiseFloor(bandCount: bands.count)
        shadow = EchoShadow(windowLength: length, bandCount: bands.count)
    }

    /// Bands of equal width on the mel scale.
    private static func melBands(count: Int, from low: Double, to high: Double) -> [Range<Int>] {
        func mel(_ hertz: Double) -> Double { 2_595 * log10(1 + hertz / 700) }
        func hertz(_ mel: Double) -> Double { 700 * (pow(10, mel / 2_595) - 1) }
        let edges = (0...count).map { index in
            let place = mel(low) + (mel(high) - mel(low)) * Double(index) / Double(count)
            return Int((hertz(place) * Double(transformLength) / Double(rate)).rounded())
        }
        return zip(edges, edges.dropFirst()).map { $0..<max($1, $0 + 1) }
    }

    /// - Parameter samples: The next 320 samples.
    public mutating func judge(_ samples: [Int16]) -> VoiceEvidence {
        judge(samples, over: nil)
    }

    /// - Parameter echo: What may be left of the line's own voice in the samples.
    mutating func judge(_ samples: [Int16], over echo: EchoCanceller.Shadow?) -> VoiceEvidence {
        precondition(samples.count == Self.frameLength, "a frame of 20 ms at 16 kHz")
        recent.removeFirst(samples.count)
        recent.append(contentsOf: samples.lazy.map(Float.init))
        let powers = spectrum(of: recent)
        let bandPowers = inBands(powers)
        if let echo {
            shadow.append(echo.samples)
            shadow.note(
                inBands(spectrum(of: shadow.recent)), of: echo, heard: bandPowers,
                floor: floor.powers)
        } else {
            shadow.clear()
        }
        floor.update(bandPowers, isSpeech: wasVoice || shadow.powers != nil)
        var evidence = VoiceEvidence(
            prominence: prominence(of: bandPowers), periodicity: periodicity(of: powers),
            level: Self.level(of: samples))
        evidence.echoShare = shadow.share(of: bandPowers)
        wasVoice = evidence.isPitched
        return evidence
    }

    private func inBands(_ powers: [Float]) -> [Float] {
        bands.map { powers[$0].reduce(0, +) / Float(Self.windowLength) }
    }

    /// The power in each bin of the window. Digital silence, which telephone lines
    /// are full of, costs no transform.
    private func spectrum(of recent: [Float]) -> [Float] {
        let length = Self.transformLength
        guard recent.contains(where: { $0 != 0 }) else {
            return [Float](repeating: 0, count: length / 2 + 1)
        }
        let mean = recent.reduce(0, +) / Float(recent.count)
        var real = [Float](repeating: 0, count: length)
        var imaginary = real
        for index in recent.indices { real[index] = (recent[index] - mean) * window[index] }
        transform.transform(real: &real, imaginary: &imaginary)
        return (0...length / 2).map { real[$0] * real[$0] + imaginary[$0] * imaginary[$0] }
    }

    private func prominence(of bandPowers: [Float]) -> Float {
        let background = shadow.raised(floor.powers)
        let decibels = zip(bandPowers, background).map { power, noise in
            min(max(10 * log10(max(power, 1e-9) / noise), 0), 30)
        }
        let strongest = decibels.sorted(by: >).prefix(Self.strongestCount)
        return strongest.reduce(0, +) / Float(strongest.count)
    }

    /// The greatest normalised autocorrelation at the lags of a human pitch, of
    /// the sound between 90 and 1,800 Hz.
    private func periodicity(of powers: [Float]) -> Float {
        guard powers.contains(where: { $0 > 0 }) else { return 0 }
        let length = Self.transformLength
        var real = [Float](repeating: 0, count: length)
        var imaginary = real
        let low = Int(90 * Float(length) / Self.rate)
        let high = Int(1_800 * Float(length) / Self.rate)
        for bin in low...high {
            real[bin] = powers[bin]
            real[length - bin] = powers[bin]
        }
        transform.transform(real: &real, imaginary: &imaginary)
        guard real[0] > 0 else { return 0 }
        let peak = lags.reduce(Float(0)) { best, lag in
            max(best, real[lag] / real[0] * windowCorrelation[0] / windowCorrelation[lag])
        }
        return min(max(peak, 0), 1)
    }

    private static func level(of samples: [Int16]) -> Float {
        let sum = samples.reduce(Float(0)) { $0 + Float($1) * Float($1) }
        let mean = sum / Float(samples.count) / (32_768 * 32_768)
        return 10 * log10(max(mean, 1e-10))
    }
}
