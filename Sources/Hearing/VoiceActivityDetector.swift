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
    private static let transformLength = RealTransform.length
    private static let rate: Float = 16_000
    /// In noise, a voice stands out where its formants are, not everywhere.
    private static let strongestCount = 6

    private var transform = RealTransform()
    /// What is transformed, and the power in each bin of it.
    private var rows = [SIMD16<Float>](repeating: .zero, count: transformLength / 16)
    private var powers = [Float](repeating: 0, count: transformLength / 2 + 1)
    private let window: [Float]
    /// First and last bin (exclusive) of each band.
    private let bands: [Range<Int>]
    /// The autocorrelation of the window itself, which divides out its taper.
    private let windowCorrelation: [Float]
    private let lags: ClosedRange<Int>
    private var recent = [Float](repeating: 0, count: windowLength)
    private var floor: NoiseFloor
    private var wasVoice = false
    private var residualEcho: ResidualEcho

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
        residualEcho = ResidualEcho(windowLength: length, bandCount: bands.count)
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
    mutating func judge(_ samples: [Int16], over echo: EchoCanceller.Residual?) -> VoiceEvidence {
        precondition(samples.count == Self.frameLength, "a frame of 20 ms at 16 kHz")
        recent.removeFirst(samples.count)
        recent.append(contentsOf: samples.lazy.map(Float.init))
        let echoPowers = echo.map { echo in
            residualEcho.append(echo.samples)
            findPowers(of: residualEcho.recent)
            return powersOfBands()
        }
        findPowers(of: recent)
        let bandPowers = powersOfBands()
        if let echo, let echoPowers {
            residualEcho.note(echoPowers, of: echo, heard: bandPowers, floor: floor.powers)
        } else {
            residualEcho.clear()
        }
        floor.update(bandPowers, isSpeech: wasVoice || residualEcho.powers != nil)
        var evidence = VoiceEvidence(
            prominence: prominence(of: bandPowers), periodicity: 1,
            level: Self.level(of: samples))
        // Most of a call is silence, in which a pitch would change nothing.
        evidence.periodicity = evidence.isVoice ? periodicity() : 0
        evidence.echoShare = residualEcho.share(of: bandPowers)
        wasVoice = evidence.isPitched
        return evidence
    }

    private func powersOfBands() -> [Float] {
        bands.map { powers[$0].reduce(0, +) / Float(Self.windowLength) }
    }

    /// Finds the power in each bin of a window. Digital silence, which telephone
    /// lines are full of, costs no transform.
    private mutating func findPowers(of recent: [Float]) {
        guard recent.contains(where: { $0 != 0 }) else {
            for bin in powers.indices { powers[bin] = 0 }
            return
        }
        let mean = recent.reduce(0, +) / Float(recent.count)
        for row in rows.indices {
            let start = row * 16
            guard start < Self.windowLength else {
                rows[row] = .zero
                continue
            }
            for lane in 0..<16 {
                rows[row][lane] = (recent[start + lane] - mean) * window[start + lane]
            }
        }
        transform.transform(rows)
        for bin in powers.indices {
            let (re, im) = (transform.real[bin], transform.imaginary[bin])
            powers[bin] = re * re + im * im
        }
    }

    private func prominence(of bandPowers: [Float]) -> Float {
        let background = residualEcho.raised(floor.powers)
        let decibels = zip(bandPowers, background).map { power, noise in
            min(max(10 * log10(max(power, 1e-9) / noise), 0), 30)
        }
        let strongest = decibels.sorted(by: >).prefix(Self.strongestCount)
        return strongest.reduce(0, +) / Float(strongest.count)
    }

    /// The greatest normalised autocorrelation at the lags of a human pitch, of
    /// the sound between 90 and 1,800 Hz.
    private mutating func periodicity() -> Float {
        let low = Int(90 * Float(Self.transformLength) / Self.rate)
        let high = Int(1_800 * Float(Self.transformLength) / Self.rate)
        for row in rows.indices { rows[row] = .zero }
        for bin in low...high {
            let mirrored = Self.transformLength - bin
            rows[bin / 16][bin % 16] = powers[bin]
            rows[mirrored / 16][mirrored % 16] = powers[bin]
        }
        transform.transform(rows)
        let real = transform.real
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
