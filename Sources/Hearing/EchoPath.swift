/// The way from a loudspeaker to a microphone, learned while sound goes along it:
/// a partitioned-block frequency-domain adaptive filter (Soo and Pang, "Multidelay
/// Block Frequency Domain Adaptive Filter", IEEE Trans. ASSP 38, 1990), with the
/// proportionate steps of Duttweiler (IEEE Trans. SAP 8, 2000) from partition to
/// partition. Mono, 16 kHz, blocks of 20 ms.
///
/// There are two of the filter, as in Ochiai, Araseki and Ogihara's canceller (IEEE
/// Trans. Comm. 25, 1977): the background filter adapts to every block, the foreground
/// filter is what is believed, and changes only by being told to.
struct EchoPath {
    static let blockLength = 320
    /// Of 20 ms: the longest way is 320 ms, its reverberation included.
    static let partitionCount = 16
    private static let length = 1_024
    private static let binCount = length / 2 + 1
    /// Below this mean power of a sample, the reference teaches nothing.
    private static let leastPower: Float = 100
    /// What even the emptiest partition gets of each step.
    private static let leastShare: Float = 0.1

    /// What either filter makes of one block of the reference: its echo.
    struct Estimates {
        let foreground: [Float]
        let background: [Float]
    }

    /// Of the background filter's error and of its estimate, by bin.
    struct Powers {
        let error: [Float]
        let estimate: [Float]
    }

    private let transform = PairTransform(length: length)
    private var recent = [Float](repeating: 0, count: length)
    /// The spectra of the reference, partition by partition, in a ring.
    private var reference = Spectra(count: partitionCount, binCount: binCount)
    private var newest = 0
    private var background = Spectra(count: partitionCount, binCount: binCount)
    private var foreground = Spectra(count: partitionCount, binCount: binCount)
    private var errorSpectrum = Spectra(count: 1, binCount: binCount)
    private var nextConstrained = 0

    // MARK: A block

    /// - Parameter played: The next 320 samples of the reference.
    mutating func estimate(_ played: [Float]) -> Estimates {
        recent.removeFirst(Self.blockLength)
        recent += played
        newest = (newest + Self.partitionCount - 1) % Self.partitionCount
        reference.set(newest, transform.spectrum(of: recent))
        let (front, back) = transform.signals(of: filtered(foreground), filtered(background))
        return Estimates(
            foreground: Array(front.suffix(Self.blockLength)),
            background: Array(back.suffix(Self.blockLength)))
    }

    /// - Parameters:
    ///   - error: What the background filter got wrong in the block that was estimated
    ///     last.
    ///   - estimate: Its estimate.
    mutating func compare(error: [Float], estimate: [Float]) -> Powers {
        let quiet = [Float](repeating: 0, count: Self.length - Self.blockLength)
        let spectra = transform.spectra(of: quiet + error, quiet + estimate)
        errorSpectrum = spectra.one(0)
        return Powers(error: spectra.powers(0), estimate: spectra.powers(1))
    }

    /// One step of the background filter towards what would have been right.
    /// - Parameter steps: For each bin, 0 to 1.
    mutating func adapt(_ steps: [Float]) {
        let shares = shares
        var scale = [Float](repeating: 0, count: Self.binCount)
        for partition in 0..<Self.partitionCount {
            let base = slot(partition) * Self.binCount
            for bin in 0..<Self.binCount {
                let (re, im) = (reference.real[base + bin], reference.imaginary[base + bin])
                scale[bin] += shares[partition] * (re * re + im * im)
            }
        }
        let floor = Self.leastPower * Float(Self.length)
        for bin in 0..<Self.binCount { scale[bin] = steps[bin] / (scale[bin] + floor) }
        for partition in 0..<Self.partitionCount {
            let (base, own) = (slot(partition) * Self.binCount, partition * Self.binCount)
            for bin in 0..<Self.binCount {
                let step = shares[partition] * scale[bin]
                let (re, im) = (reference.real[base + bin], reference.imaginary[base + bin])
                let (er, ei) = (errorSpectrum.real[bin] * step, errorSpectrum.imaginary[bin] * step)
                background.real[own + bin] += re * er + im * ei
                background.imaginary[own + bin] += re * ei - im * er
            }
        }
        constrain(nextConstrained)
        nextConstrained = (nextConstrained + 2) % Self.partitionCount
    }

    // MARK: Two filters

    mutating func bringForward() { foreground = background }
    mutating func startOver() { background = foreground }

    /// What was played is as if it had not been; the way is still known.
    mutating func forgetSound() {
        recent = [Float](repeating: 0, count: Self.length)
        reference = Spectra(count: Self.partitionCount, binCount: Self.binCount)
    }

    // MARK: Inside

    private func slot(_ partition: Int) -> Int { (newest + partition) % Self.partitionCount }

    /// Where there is much of the way already, there is more to be learned.
    private var shares: [Float] {
        let sizes = (0..<Self.partitionCount).map { background.power($0).squareRoot() }
        let most = max(sizes.max() ?? 0, 1e-9)
        let raised = sizes.map { $0 + Self.leastShare * most }
        let sum = raised.reduce(0, +)
        return raised.map { $0 / sum }
    }

    private func filtered(_ filter: Spectra) -> Spectra {
        var sum = Spectra(count: 1, binCount: Self.binCount)
        for partition in 0..<Self.partitionCount {
            let (base, own) = (slot(partition) * Self.binCount, partition * Self.binCount)
            for bin in 0..<Self.binCount {
                let (re, im) = (reference.real[base + bin], reference.imaginary[base + bin])
                let (wr, wi) = (filter.real[own + bin], filter.imaginary[own + bin])
                sum.real[bin] += re * wr - im * wi
                sum.imaginary[bin] += re * wi + im * wr
            }
        }
        return sum
    }

    /// A partition has the taps of one block; what wraps around is no tap. Two
    /// partitions a block are put right, in turn.
    private mutating func constrain(_ first: Int) {
        let second = first + 1
        var (one, other) = transform.signals(of: background.one(first), background.one(second))
        for index in Self.blockLength..<Self.length { (one[index], other[index]) = (0, 0) }
        let spectra = transform.spectra(of: one, other)
        background.set(first, spectra.one(0))
        background.set(second, spectra.one(1))
    }
}
