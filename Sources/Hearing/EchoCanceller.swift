import Foundation

/// Takes what the line itself plays out of what its microphone hears.
///
/// The echo path is learned from what is played (`EchoPath`), in two sets of
/// weights: one learns all the time, the other is what is subtracted, and takes
/// over what was learned only when that is better (Ochiai, Araseki and Ogihara,
/// "Echo Canceler with Two Echo Path Models", IEEE Trans. Comm. 25, 1977). How
/// fast to learn comes from how much of the rest still goes with the prediction
/// (Valin, "On Adjusting the Learning Rate in Frequency Domain Echo Cancellation
/// With Double-Talk", IEEE Trans. ASLP 15, 2007): a caller who speaks over the
/// line does not spoil what is known.
///
/// What cannot be taken out is told, as a *shadow*: a signal whose bands tell how
/// strong the echo may be that is left (`EchoShadow`). A voice is what stands out
/// above it. Mono, 16 kHz, frames of 20 ms. While nothing is played or reverberates, a
/// frame comes out as it went in, at the cost of a comparison.
struct EchoCanceller {
    /// A frame after its echo was taken out.
    struct Cleared {
        let samples: [Int16]
        /// Nil when there is no echo.
        var shadow: Shadow?
    }

    /// What may be left of the echo, band for band.
    struct Shadow {
        let samples: [Float]
        /// For how many frames it is to be feared.
        let hold: Int
        /// It is what was taken out: of that a part is left, which can be measured. If
        /// not, it is the most that there can be.
        let isPrediction: Bool
    }

    private static let frameLength = EchoPath.blockLength
    /// The reference, and what is left of it in the room.
    private static let tail = EchoPath.partitionCount + 4
    /// Blocks of sound after which a path that takes 6 dB out is a path.
    private static let provingCount = 15
    private static let boldStep: Float = 0.4
    private static let mostStep: Float = 0.5
    /// Rooms change, and two sets of weights bear it.
    private static let leastStep: Float = 0.05
    private static let leastLeak: Float = 0.005
    /// Frames for which what was predicted reverberates.
    private static let reverberation = 3

    private var path = EchoPath()
    private var coupling = EchoCoupling()
    private var silentCount = tail
    private var provenCount = 0
    private var leak = Leak()
    /// Smoothed mean powers: the microphone, and the rest by either set of weights.
    private var heard: Float = 0
    private var rest: Float = 0
    private var learnedRest: Float = 0

    /// Whether what comes back is known well enough to be taken out.
    private var isProven: Bool { provenCount >= Self.provingCount }

    /// How long the line's voice takes to come back; nil until that is known.
    var delay: Duration? {
        isProven ? .microseconds(path.peak * 1_000_000 / 16_000) : nil
    }

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
        let outcome = path.predict(reference)
        let trustedRest = difference(microphone, outcome.trusted)
        let learnedRest = difference(microphone, outcome.learned)
        coupling.note(played: power(reference), heard: power(microphone))
        learn(from: learnedRest, outcome, microphone: microphone, trusted: trustedRest)
        // A prediction that adds to the sound is none.
        let isBetter = power(trustedRest) <= power(microphone)
        return Cleared(
            samples: isBetter ? trustedRest.map { Int16(clamping: Int($0.rounded())) } : samples,
            shadow: shadow(of: outcome.trusted, reference))
    }

    /// The microphone's time jumps: what was played before it is gone.
    mutating func forgetSound() {
        path.forgetSound()
        coupling.forgetSound()
        silentCount = Self.tail
    }

    private mutating func learn(
        from error: [Float], _ outcome: EchoPath.Outcome, microphone: [Float], trusted: [Float]
    ) {
        let powers = path.compare(error: error, learned: outcome.learned)
        leak.note(powers)
        path.learn(steps(powers))
        judge(heard: power(microphone), rest: power(trusted), learned: power(error))
    }

    private func steps(_ powers: EchoPath.Powers) -> [Float] {
        guard isProven else {
            return [Float](repeating: Self.boldStep, count: powers.error.count)
        }
        return zip(powers.error, powers.prediction).map { error, prediction in
            min(max(leak.value * prediction / (error + 1), Self.leastStep), Self.mostStep)
        }
    }

    /// Decides which weights to go on with.
    private mutating func judge(heard power: Float, rest now: Float, learned: Float) {
        heard += 0.2 * (power - heard)
        rest += 0.2 * (now - rest)
        learnedRest += 0.2 * (learned - learnedRest)
        if learnedRest < 0.85 * rest, learned < now {
            path.trustLearned()
            rest = learnedRest
        } else if learnedRest > 2 * rest, learned > now {
            path.distrustLearned()
            learnedRest = rest
        }
        if !isProven, heard > 1_000 { provenCount = rest < heard / 4 ? provenCount + 1 : 0 }
    }

    private func shadow(of prediction: [Float], _ reference: [Float]) -> Shadow {
        if isProven {
            return Shadow(samples: prediction, hold: Self.reverberation, isPrediction: true)
        }
        let gain = coupling.gain.squareRoot()
        return Shadow(
            samples: reference.map { $0 * gain }, hold: Self.tail, isPrediction: false)
    }

    private func difference(_ one: [Float], _ other: [Float]) -> [Float] {
        zip(one, other).map { $0 - $1 }
    }

    private func power(_ samples: [Float]) -> Float {
        samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)
    }

    /// How much of what is predicted is still in the rest: the regression of the
    /// changes of one power spectrum on those of the other (Valin 2007, section III).
    private struct Leak {
        private(set) var value: Float = 1
        private var errorMean: [Float] = []
        private var predictionMean: [Float] = []
        private var both: Float = 1
        private var alone: Float = 1

        mutating func note(_ powers: EchoPath.Powers) {
            if errorMean.isEmpty {
                (errorMean, predictionMean) = (powers.error, powers.prediction)
            }
            var (product, square): (Float, Float) = (0, 0)
            var (errorSum, predictionSum): (Float, Float) = (0, 0)
            for bin in powers.error.indices {
                let error = powers.error[bin] - errorMean[bin]
                let prediction = powers.prediction[bin] - predictionMean[bin]
                product += error * prediction
                square += prediction * prediction
                errorSum += powers.error[bin]
                predictionSum += powers.prediction[bin]
                errorMean[bin] += 0.1 * error
                predictionMean[bin] += 0.1 * prediction
            }
            // What is louder than its echo teaches little about it.
            let weight = 0.05 * min(predictionSum / (errorSum + 1), 1)
            both += weight * (product - both)
            alone += weight * (square - alone)
            value = min(max(both / max(alone, 1), leastLeak), 1)
        }
    }
}
