/// How much of each band may be the line's own echo, a window at a time.
///
/// Of what the canceller subtracted, a part is left: how much is measured, band by
/// band, as three quarters of the frames have it at most. A caller who speaks over the line
/// raises that by a few decibels only until the line falls silent.
struct ResidualEcho {
    /// Above what is left on the whole, a frame may be louder: 8 dB.
    private static let margin: Float = 6
    /// A frame's step of what is left: 1 dB up, 0.3 dB down.
    private static let rise: Float = 1.259
    private static let fall: Float = 0.933
    /// What was estimated wrongly can come twice.
    private static let most: Float = 2

    /// Nil while there is no echo.
    private(set) var powers: [Float]?
    /// The latest samples, as many as a window has.
    private(set) var recent: [Float]
    private var past: [[Float]] = []
    private var left: [Float]
    /// Of the latest window alone.
    private var latest: [Float] = []

    init(windowLength: Int, bandCount: Int) {
        recent = [Float](repeating: 0, count: windowLength)
        left = [Float](repeating: 1, count: bandCount)
    }

    mutating func append(_ samples: [Float]) {
        recent.removeFirst(samples.count)
        recent += samples
    }

    /// - Parameters:
    ///   - bandPowers: Of the window of `recent`.
    ///   - heard: Of the same window after its echo was taken out.
    ///   - floor: Of the noise.
    mutating func note(
        _ bandPowers: [Float], of residual: EchoCanceller.Residual, heard: [Float], floor: [Float]
    ) {
        past.append(bandPowers)
        past.removeFirst(max(past.count - residual.hold, 0))
        var most = past.dropFirst().reduce(past[0]) { zip($0, $1).map(max) }
        if residual.isEstimate {
            for band in most.indices {
                if most[band] > 2 * floor[band] {
                    let step = heard[band] > left[band] * most[band] ? Self.rise : Self.fall
                    left[band] = min(left[band] * step, Self.most)
                }
                most[band] *= left[band]
            }
        }
        latest = residual.isEstimate ? zip(bandPowers, left).map { $0 * $1 } : most
        powers = most
    }

    mutating func clear() {
        guard powers != nil else { return }
        recent = [Float](repeating: 0, count: recent.count)
        (powers, past) = (nil, [])
    }

    /// How much of these powers it may be, 0–1.
    func share(of bandPowers: [Float]) -> Float {
        guard powers != nil else { return 0 }
        return min(latest.reduce(0, +) / max(bandPowers.reduce(0, +), 1), 1)
    }

    /// The noise of the place, and what of the echo is left on top of it.
    func raised(_ floor: [Float]) -> [Float] {
        guard let powers else { return floor }
        return zip(floor, powers).map { $0 + Self.margin * $1 }
    }
}
