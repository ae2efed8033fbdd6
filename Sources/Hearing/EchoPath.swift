import Foundation

/// The way from a loudspeaker to a microphone, learned while sound goes along it:
/// a partitioned-block frequency-domain adaptive filter (Soo and Pang, "Multidelay
/// Block Frequency Domain Adaptive Filter", IEEE Trans. ASSP 38, 1990), with the
/// proportionate steps of Duttweiler (IEEE Trans. SAP 8, 2000) from partition to
/// partition. Mono, 16 kHz, blocks of 20 ms.
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

    /// What one block comes to.
    struct Outcome {
        /// What the trusted and the learning weights make of the reference.
        let trusted: [Float]
        let learned: [Float]
    }

    /// Of the learning weights' error and of their prediction, by bin.
    struct Powers {
        let error: [Float]
        let prediction: [Float]
    }

    private let transform = FourierTransform(length: length)
    private var recent = [Float](repeating: 0, count: length)
    /// The spectra of the reference, partition by partition, in a ring.
    private var reference = Spectra(count: partitionCount, binCount: binCount)
    private var newest = 0
    private var learning = Spectra(count: partitionCount, binCount: binCount)
    private var trusted = Spectra(count: partitionCount, binCount: binCount)
    private var errorSpectrum = Spectra(count: 1, binCount: binCount)
    private var nextConstrained = 0

    // MARK: A block

    /// - Parameter played: The next 320 samples of the reference.
    mutating func predict(_ played: [Float]) -> Outcome {
        recent.removeFirst(Self.blockLength)
        recent += played
        newest = (newest + Self.partitionCount - 1) % Self.partitionCount
        var (real, imaginary) = (recent, [Float](repeating: 0, count: Self.length))
        transform.transform(real: &real, imaginary: &imaginary)
        reference.set(newest, real, imaginary)
        let both = back(filtered(trusted), filtered(learning))
        return Outcome(
            trusted: Array(both.0.suffix(Self.blockLength)),
            learned: Array(both.1.suffix(Self.blockLength)))
    }

    /// The spectra of what the learning weights got wrong in the block that was
    /// predicted last, and of what they predicted.
    mutating func compare(error: [Float], learned: [Float]) -> Powers {
        let quiet = [Float](repeating: 0, count: Self.length - Self.blockLength)
        var (real, imaginary) = (quiet + error, quiet + learned)
        transform.transform(real: &real, imaginary: &imaginary)
        var powers = (
            [Float](repeating: 0, count: Self.binCount), [Float](repeating: 0, count: Self.binCount)
        )
        for bin in 0..<Self.binCount {
            let mirror = (Self.length - bin) % Self.length
            let re = (real[bin] + real[mirror]) / 2
            let im = (imaginary[bin] - imaginary[mirror]) / 2
            let otherRe = (imaginary[bin] + imaginary[mirror]) / 2
            let otherIm = (real[mirror] - real[bin]) / 2
            errorSpectrum.real[bin] = re
            errorSpectrum.imaginary[bin] = im
            powers.0[bin] = re * re + im * im
            powers.1[bin] = otherRe * otherRe + otherIm * otherIm
        }
        return Powers(error: powers.0, prediction: powers.1)
    }

    /// One step of the learning weights towards what would have been right.
    /// - Parameter steps: For each bin, 0 to 1.
    mutating func learn(_ steps: [Float]) {
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
                learning.real[own + bin] += re * er + im * ei
                learning.imaginary[own + bin] += re * ei - im * er
            }
        }
        constrain(nextConstrained)
        nextConstrained = (nextConstrained + 2) % Self.partitionCount
    }

    // MARK: Two sets of weights

    mutating func trustLearned() { trusted = learning }
    mutating func distrustLearned() { learning = trusted }

    /// What was played is as if it had not been; the way is still known.
    mutating func forgetSound() {
        recent = [Float](repeating: 0, count: Self.length)
        reference = Spectra(count: Self.partitionCount, binCount: Self.binCount)
    }

    /// The sample at which the most of what is played comes back.
    var peak: Int {
        let strongest = (0..<Self.partitionCount).max { trusted.power($0) < trusted.power($1) }
        guard let strongest else { return 0 }
        let taps = back(trusted.one(strongest), Spectra(count: 1, binCount: Self.binCount)).0
        let place = (0..<Self.blockLength).max { abs(taps[$0]) < abs(taps[$1]) } ?? 0
        return strongest * Self.blockLength + place
    }

    // MARK: Inside

    private func slot(_ partition: Int) -> Int { (newest + partition) % Self.partitionCount }

    /// Where there is much of the way already, there is more to be learned.
    private var shares: [Float] {
        let sizes = (0..<Self.partitionCount).map { learning.power($0).squareRoot() }
        let most = max(sizes.max() ?? 0, 1e-9)
        let raised = sizes.map { $0 + Self.leastShare * most }
        let sum = raised.reduce(0, +)
        return raised.map { $0 / sum }
    }

    private func filtered(_ weights: Spectra) -> Spectra {
        var sum = Spectra(count: 1, binCount: Self.binCount)
        for partition in 0..<Self.partitionCount {
            let (base, own) = (slot(partition) * Self.binCount, partition * Self.binCount)
            for bin in 0..<Self.binCount {
                let (re, im) = (reference.real[base + bin], reference.imaginary[base + bin])
                let (wr, wi) = (weights.real[own + bin], weights.imaginary[own + bin])
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
        var (one, other) = back(learning.one(first), learning.one(second))
        for index in Self.blockLength..<Self.length { (one[index], other[index]) = (0, 0) }
        transform.transform(real: &one, imaginary: &other)
        for bin in 0..<Self.binCount {
            let mirror = (Self.length - bin) % Self.length
            learning.real[first * Self.binCount + bin] = (one[bin] + one[mirror]) / 2
            learning.imaginary[first * Self.binCount + bin] = (other[bin] - other[mirror]) / 2
            learning.real[second * Self.binCount + bin] = (other[bin] + other[mirror]) / 2
            learning.imaginary[second * Self.binCount + bin] = (one[mirror] - one[bin]) / 2
        }
    }

    /// Two half spectra of real signals back into the signals, in one transform.
    private func back(_ one: Spectra, _ other: Spectra) -> ([Float], [Float]) {
        var real = [Float](repeating: 0, count: Self.length)
        var imaginary = real
        for bin in 0..<Self.binCount {
            let mirror = (Self.length - bin) % Self.length
            real[bin] = one.real[bin] - other.imaginary[bin]
            imaginary[bin] = one.imaginary[bin] + other.real[bin]
            guard mirror != bin else { continue }
            real[mirror] = one.real[bin] + other.imaginary[bin]
            imaginary[mirror] = other.real[bin] - one.imaginary[bin]
        }
        // With the parts exchanged, the transform is its own inverse.
        transform.transform(real: &imaginary, imaginary: &real)
        let scale = 1 / Float(Self.length)
        return (real.map { $0 * scale }, imaginary.map { $0 * scale })
    }
}

/// Half spectra of real signals, one after the other.
private struct Spectra {
    let binCount: Int
    var real: [Float]
    var imaginary: [Float]

    init(count: Int, binCount: Int) {
        self.binCount = binCount
        real = [Float](repeating: 0, count: count * binCount)
        imaginary = real
    }

    func one(_ index: Int) -> Spectra {
        var one = Spectra(count: 0, binCount: binCount)
        one.real = Array(real[index * binCount..<(index + 1) * binCount])
        one.imaginary = Array(imaginary[index * binCount..<(index + 1) * binCount])
        return one
    }

    mutating func set(_ index: Int, _ re: [Float], _ im: [Float]) {
        for bin in 0..<binCount {
            real[index * binCount + bin] = re[bin]
            imaginary[index * binCount + bin] = im[bin]
        }
    }

    func power(_ index: Int) -> Float {
        var sum: Float = 0
        for bin in index * binCount..<(index + 1) * binCount {
            sum += real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
        }
        return sum
    }
}
