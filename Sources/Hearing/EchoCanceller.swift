/// Takes what the line itself plays out of what its microphone hears.
///
/// The echo path is learned from what is played (`EchoPath`), by two filters: the
/// background filter adapts all the time; the estimate of the foreground filter is what
/// is subtracted, and it takes over what the other has learned only when that is better
/// (Ochiai, Araseki and Ogihara, "Echo Canceler with Two Echo Path Models", IEEE Trans.
/// Comm. 25, 1977). How fast to adapt comes from how much of the error still goes with
/// the estimate (Valin, "On Adjusting the Learning Rate in Frequency Domain Echo
/// Cancellation With Double-Talk", IEEE Trans. ASLP 15, 2007): a caller who speaks over
/// the line does not spoil what is known.
///
/// What cannot be taken out is told, as a signal whose bands tell how strong the residual
/// echo may be (`ResidualEcho`). A voice is what stands out above it. Mono, 16 kHz,
/// frames of 20 ms. While nothing is played or reverberates, a frame comes out as it went
/// in, at the cost of a comparison.
struct EchoCanceller {
    /// A frame after its echo was taken out.
    struct Cleared {
        let samples: [Int16]
        /// Nil when there is no echo.
        var residual: Residual?
    }

    /// What may be left of the echo, band for band.
    struct Residual {
        let samples: [Float]
        /// For how many frames it is to be feared.
        let hold: Int
        /// It is the estimate that was subtracted: of that a part is left, which can be
        /// measured. If not, it is the most that there can be.
        let isEstimate: Bool
    }

    private static let frameLength = EchoPath.blockLength
    /// The reference, and what is left of it in the room.
    private static let tail = EchoPath.partitionCount + 4
    /// Blocks of sound after which a path that takes 6 dB out is a path.
    private static let convergingCount = 15
    /// Of a sample: below this mean power of the microphone, nothing tells whether it is.
    private static let leastHeard: Float = 1_000
    /// Of the mean powers, by block.
    private static let smoothing: Float = 0.2
    /// The background filter is brought forward when its error is less than this of the
    /// other's, and starts over from the other when it is more than that.
    private static let (better, worse): (Float, Float) = (0.85, 2)
    private static let boldStep: Float = 0.4
    private static let mostStep: Float = 0.5
    /// Rooms change, and two filters bear it.
    private static let leastStep: Float = 0.05
    private static let leastLeak: Float = 0.005
    /// Frames for which what was estimated reverberates.
    private static let reverberation = 3

    private var path = EchoPath()
    private var coupling = EchoCoupling()
    private var silentCount = tail
    private var convergedCount = 0
    private var leak = Leak()
    /// Smoothed mean powers: of the microphone, and of what either filter leaves of it.
    private var heard: Float = 0
    private var foregroundError: Float = 0
    private var backgroundError: Float = 0

    /// Whether what comes back is known well enough to be taken out.
    private var isConverged: Bool { convergedCount >= Self.convergingCount }

    /// - Parameters:
    ///   - samples: The next 320 of the microphone.
    ///   - played: The next 320 of what was played.
    mutating func clear(_ samples: [Int16], of played: [Int16]) -> Cleared {
        silentCount = played.contains { $0 != 0 } ? 0 : min(silentCount + 1, Self.tail)
        guard silentCount < Self.tail else {
            return Cleared(samples: samples)
        }
        let microphone = samples.map(Float.init)
        let reference = played.map(Float.init)
        let estimates = path.estimate(reference)
        let foregroundError = difference(microphone, estimates.foreground)
        let backgroundError = difference(microphone, estimates.background)
        coupling.note(played: power(reference), heard: power(microphone))
        adapt(error: backgroundError, estimate: estimates.background)
        chooseFilter(
            heard: power(microphone), foreground: power(foregroundError),
            background: power(backgroundError))
        // An estimate that adds to the sound is none.
        let isLess = power(foregroundError) <= power(microphone)
        return Cleared(
            samples: isLess ? foregroundError.map { Int16(clamping: Int($0.rounded())) } : samples,
            residual: residual(of: estimates.foreground, reference))
    }

    /// The microphone's time jumps: what was played before it is gone.
    mutating func forgetSound() {
        path.forgetSound()
        coupling.forgetSound()
        silentCount = Self.tail
    }

    private mutating func adapt(error: [Float], estimate: [Float]) {
        let powers = path.compare(error: error, estimate: estimate)
        leak.note(powers)
        path.adapt(steps(powers))
    }

    private func steps(_ powers: EchoPath.Powers) -> [Float] {
        guard isConverged else {
            return [Float](repeating: Self.boldStep, count: powers.error.count)
        }
        return zip(powers.error, powers.estimate).map { error, estimate in
            min(max(leak.value * estimate / (error + 1), Self.leastStep), Self.mostStep)
        }
    }

    /// - Parameters: Mean powers of one block.
    private mutating func chooseFilter(heard: Float, foreground: Float, background: Float) {
        self.heard += Self.smoothing * (heard - self.heard)
        foregroundError += Self.smoothing * (foreground - foregroundError)
        backgroundError += Self.smoothing * (background - backgroundError)
        if backgroundError < Self.better * foregroundError, background < foreground {
            path.bringForward()
            foregroundError = backgroundError
        } else if backgroundError > Self.worse * foregroundError, background > foreground {
            path.startOver()
            backgroundError = foregroundError
        }
        if !isConverged, self.heard > Self.leastHeard {
            convergedCount = foregroundError < self.heard / 4 ? convergedCount + 1 : 0
        }
    }

    private func residual(of estimate: [Float], _ reference: [Float]) -> Residual {
        if isConverged {
            return Residual(samples: estimate, hold: Self.reverberation, isEstimate: true)
        }
        let gain = coupling.gain.squareRoot()
        return Residual(
            samples: reference.map { $0 * gain }, hold: Self.tail, isEstimate: false)
    }

    private func difference(_ one: [Float], _ other: [Float]) -> [Float] {
        zip(one, other).map { $0 - $1 }
    }

    private func power(_ samples: [Float]) -> Float {
        samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)
    }

    /// How much of the estimate is still in the error: the regression of the
    /// changes of one power spectrum on those of the other (Valin 2007, section III).
    private struct Leak {
        private(set) var value: Float = 1
        private var errorMean: [Float] = []
        private var estimateMean: [Float] = []
        private var both: Float = 1
        private var alone: Float = 1

        mutating func note(_ powers: EchoPath.Powers) {
            if errorMean.isEmpty {
                (errorMean, estimateMean) = (powers.error, powers.estimate)
            }
            var (product, square): (Float, Float) = (0, 0)
            var (errorSum, estimateSum): (Float, Float) = (0, 0)
            for bin in powers.error.indices {
                let error = powers.error[bin] - errorMean[bin]
                let estimate = powers.estimate[bin] - estimateMean[bin]
                product += error * estimate
                square += estimate * estimate
                errorSum += powers.error[bin]
                estimateSum += powers.estimate[bin]
                errorMean[bin] += 0.1 * error
                estimateMean[bin] += 0.1 * estimate
            }
            // What is louder than its echo teaches little about it.
            let weight = 0.05 * min(estimateSum / (errorSum + 1), 1)
            both += weight * (product - both)
            alone += weight * (square - alone)
            value = min(max(both / max(alone, 1), leastLeak), 1)
        }
    }
}
