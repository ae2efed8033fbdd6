/// Tracks the power of the background noise in each band.
///
/// Minimum statistics: speech has gaps in every band within a second and a half,
/// so the least smoothed power of that time is the noise's
/// (R. Martin, "Noise power spectral density estimation based on optimal smoothing
/// and minimum statistics", IEEE Trans. Speech and Audio Processing 9, 2001).
struct NoiseFloor {
    /// The least power that a band's floor can have, so that digital silence does
    /// not make every rustle prominent: that of white noise at −78 dBFS.
    private static let least: Float = 100

    private static let subwindowLength = 12
    private static let subwindowCount = 6
    /// The least of many smoothed powers is below their mean by about this factor.
    private static let bias: Float = 1.8

    /// How much faster than this the floor cannot rise, per frame of 20 ms: 6 dB a
    /// second while somebody speaks without a pause, 30 dB otherwise.
    private static let riseInSpeech: Float = 1.028
    private static let riseInNoise: Float = 1.148

    private var smoothed: [Float]
    private var current: [Float]
    private var history: [[Float]] = []
    private var frameCount = 0

    private(set) var powers: [Float]

    init(bandCount: Int) {
        smoothed = [Float](repeating: 0, count: bandCount)
        current = [Float](repeating: .infinity, count: bandCount)
        powers = [Float](repeating: Self.least, count: bandCount)
    }

    /// - Parameter isSpeech: Whether the frames before looked like a voice.
    mutating func update(_ bandPowers: [Float], isSpeech: Bool) {
        let weight: Float = frameCount == 0 ? 1 : 0.3
        let rise = isSpeech ? Self.riseInSpeech : Self.riseInNoise
        for band in bandPowers.indices {
            smoothed[band] += weight * (bandPowers[band] - smoothed[band])
            current[band] = min(current[band], smoothed[band])
        }
        frameCount += 1
        for band in powers.indices {
            let least = history.reduce(current[band]) { min($0, $1[band]) }
            let target = max(least * Self.bias, Self.least)
            powers[band] = frameCount == 1 ? target : min(target, powers[band] * rise)
        }
        guard frameCount % Self.subwindowLength == 0 else { return }
        history.append(current)
        if history.count >= Self.subwindowCount { history.removeFirst() }
        current = smoothed
    }
}
