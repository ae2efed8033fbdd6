/// How well the sounds that a decoder looks for fit what it hears: a score for each senone of
/// a frame, from phonetically tied mixtures of Gaussians.
///
/// Each phone has one codebook of densities for each stream of features; a senone, a state of
/// a phone among its neighbours, weighs them in its own way. Only the four greatest densities
/// count. The scores are those of PocketSphinx 5prealpha (`ptm`), but for ties: Gaussians are
/// evaluated sixteen at a time, and those of a frame once, however often it is heard. It is
/// the greater half of what decoding costs otherwise.
///
/// One decoder's; not to be used by two threads at once.
@safe public final class SenoneScorer {
    typealias Lanes = SIMD16<Int16>
    /// A step of a score is this many bits of the density's logarithm.
    public static let shift: Int32 = 10
    /// No density counts as less than this many steps behind the best.
    static let worst: Int32 = 96

    let parameters: AcousticParameters
    private var frames: [FrameDensities?] = []
    private let densities: UnsafeMutablePointer<GaussianCodebooks.Lanes>
    private let blockScores: UnsafeMutablePointer<Int16>
    private let isAsked: UnsafeMutablePointer<Bool>

    /// Frames that are kept, of 10 ms; one that is farther takes the place of an older one.
    static let mostFrames = 2_048
    /// Of those, what is kept from one utterance to the next: a frame takes 1.8 KB.
    static let keptFrames = 512

    public init(_ parameters: AcousticParameters) {
        self.parameters = parameters
        let blocks = parameters.gaussians.densityCount / GaussianCodebooks.lanes
        unsafe densities = .allocate(capacity: blocks)
        unsafe blockScores = .allocate(capacity: parameters.senoneCount + SenoneBlocks.width)
        unsafe isAsked = .allocate(capacity: parameters.blocks.blocks.count)
        unsafe isAsked.initialize(repeating: false, count: parameters.blocks.blocks.count)
    }

    deinit {
        unsafe densities.deallocate()
        unsafe blockScores.deallocate()
        unsafe isAsked.deallocate()
    }

    /// Scores the senones that are asked for; of the others the scores mean nothing.
    ///
    /// - Parameters:
    ///   - features: The frame's, by stream.
    ///   - frame: Its number in the utterance.
    ///   - isNew: Whether the decoder's pass sees it for the first time; if not, scores are
    ///     relative to what they were then.
    ///   - senones: Those that are asked for, in rising order; nil for all.
    ///   - scores: Room for one of each senone; the better, the less; the best is 0.
    @unsafe public func score(
        features: UnsafePointer<UnsafePointer<Float>>, frame: Int, isNew: Bool,
        senones: UnsafeBufferPointer<UInt16>?, into scores: UnsafeMutablePointer<Int16>
    ) {
        let densities = slot(frame)
        let isSame = unsafe densities.isFor(features, length: parameters.gaussians.length)
        if !isSame { unsafe find(densities, features) }
        // Another utterance begins: what a long one before it needed is let go.
        if frame == 0, !isSame, frames.count > Self.keptFrames {
            frames.removeLast(frames.count - Self.keptFrames)
        }
        let active = unsafe ask(senones)
        if isNew || !isSame { normalise(densities, active) }
        scoreBlocks(densities)
        unsafe gather(senones, into: scores)
    }

    private func slot(_ frame: Int) -> FrameDensities {
        let place = frame % Self.mostFrames
        while frames.count <= place { frames.append(nil) }
        if let known = frames[place] { return known }
        let gaussians = parameters.gaussians
        let made = FrameDensities(
            sets: gaussians.codebookCount * gaussians.streamCount,
            streams: gaussians.streamCount, length: gaussians.length)
        frames[place] = made
        return made
    }

    /// The four greatest densities of each codebook and stream.
    private func find(
        _ frame: FrameDensities, _ features: UnsafePointer<UnsafePointer<Float>>
    ) {
        let gaussians = parameters.gaussians
        let blocks = gaussians.densityCount / GaussianCodebooks.lanes
        for set in 0..<gaussians.codebookCount &* gaussians.streamCount {
            unsafe gaussians.evaluate(
                set: set, features: features[set % gaussians.streamCount], into: densities)
            let top = unsafe GreatestFour(of: densities, blocks: blocks)
            let best = top.steps[0]
            unsafe frame.best[set] = best
            let behind = SIMD4(repeating: best) &- top.steps
            unsafe frame.behind[set] = SIMD4<UInt8>(clamping: behind)
            unsafe frame.which[set] = SIMD4<UInt8>(truncatingIfNeeded: top.which)
        }
    }

    /// Marks the blocks of the senones that are asked for.
    /// - Returns: Their codebooks.
    private func ask(_ senones: UnsafeBufferPointer<UInt16>?) -> UInt64 {
        let blocks = parameters.blocks
        guard let senones = unsafe senones else {
            for block in blocks.blocks.indices { unsafe isAsked[block] = true }
            return .max >> UInt64(64 - parameters.gaussians.codebookCount)
        }
        var active: UInt64 = 0
        unsafe blocks.blockOf.withUnsafeBufferPointer { blockOf in
            for index in senones.indices {
                unsafe isAsked[Int(blockOf[Int(senones[index])])] = true
            }
        }
        for block in blocks.blocks.indices where unsafe isAsked[block] {
            active |= 1 << UInt64(blocks.blocks[block].codebook)
        }
        return active
    }

    /// The best of all active codebooks, by stream: all of a stream are relative to one.
    private func normalise(_ frame: FrameDensities, _ active: UInt64) {
        let streams = parameters.gaussians.streamCount
        for stream in 0..<streams {
            var norm = Int32.min
            for codebook in 0..<parameters.gaussians.codebookCount
            where active >> UInt64(codebook) & 1 == 1 {
                norm = max(norm, unsafe frame.best[codebook &* streams &+ stream])
            }
            frame.norms[stream] = norm
        }
        frame.active = active
    }

    private func scoreBlocks(_ frame: FrameDensities) {
        let blocks = parameters.blocks.blocks
        unsafe blocks.withUnsafeBufferPointer { blocks in
            for index in 0..<blocks.count where unsafe isAsked[index] {
                unsafe isAsked[index] = false
                let (first, codebook) = unsafe (blocks[index].first, blocks[index].codebook)
                let sum = score(frame, codebook: codebook, from: first)
                // What is beyond the block is the next one's to write.
                unsafe UnsafeMutableRawPointer(blockScores + first)
                    .storeBytes(of: sum, as: Lanes.self)
            }
        }
    }

    /// Sixteen senones' scores: the sum over streams of what their mixtures give.
    @inline(__always)
    private func score(_ frame: FrameDensities, codebook: Int, from senone: Int) -> Lanes {
        let (gaussians, weights) = (parameters.gaussians, parameters.weights)
        let addition = parameters.addition
        let isActive = frame.active >> UInt64(codebook) & 1 == 1
        var sum = Lanes()
        for stream in 0..<gaussians.streamCount {
            let set = codebook &* gaussians.streamCount &+ stream
            let behind = unsafe isActive ? frame.norms[stream] &- frame.best[set] : Self.worst
            let steps = SIMD4<Int32>(truncatingIfNeeded: unsafe frame.behind[set]) &+ behind
            let which = unsafe frame.which[set]
            let row = stream &* gaussians.densityCount
            @inline(__always) func mixed(_ place: Int) -> Lanes {
                let weight = unsafe weights.read(row: row &+ Int(which[place]), from: senone)
                return weight
                    &+ Lanes(repeating: Int16(truncatingIfNeeded: min(steps[place], Self.worst)))
            }
            var mixture = mixed(0)
            mixture = addition.sum(mixture, mixed(1))
            mixture = addition.sum(mixture, mixed(2))
            mixture = addition.sum(mixture, mixed(3))
            sum &+= mixture
        }
        return sum
    }

    /// Gives those asked for their scores, relative to the best of them.
    private func gather(
        _ senones: UnsafeBufferPointer<UInt16>?, into scores: UnsafeMutablePointer<Int16>
    ) {
        let count = parameters.senoneCount
        var best = Int16.max
        guard let senones = unsafe senones else {
            for senone in 0..<count { best = min(best, unsafe blockScores[senone]) }
            for senone in 0..<count { unsafe scores[senone] = blockScores[senone] &- best }
            return
        }
        for index in senones.indices {
            best = min(best, unsafe blockScores[Int(senones[index])])
        }
        unsafe scores.update(repeating: 0, count: count)
        for index in senones.indices {
            let senone = unsafe Int(senones[index])
            unsafe scores[senone] = blockScores[senone] &- best
        }
    }
}
