/// The most of what is played that can come back, known before any echo path is.
///
/// If sound comes back at all, it always does. So the least that the microphone
/// ever heard, for its length, while something was played is a bound of the echo
/// for good: it holds also while somebody speaks, and on a line without echo it
/// falls to nothing within the first sentence. The same thought as Duttweiler's
/// Geigel detector ("A Twelve-Channel Digital Echo Canceler", 1978), with means
/// in the place of peaks, for any delay up to the length of `EchoPath`.
struct EchoCoupling {
    /// Half of the looked-at time, in blocks of 20 ms.
    private static let span = EchoPath.partitionCount
    /// Before anything is known, the microphone hears all that is played.
    private static let most: Float = 1

    private(set) var gain = most
    private var played: [Float] = []
    private var heard: [Float] = []

    /// - Parameters:
    ///   - played: Mean power of a block of the reference.
    ///   - heard: Mean power of the microphone's block.
    mutating func note(played power: Float, heard level: Float) {
        played.append(power)
        heard.append(level)
        guard heard.count >= Self.span else { return }
        if heard.count > Self.span { heard.removeFirst() }
        guard played.count >= 2 * Self.span else { return }
        if played.count > 2 * Self.span { played.removeFirst() }
        // The quietest stretch that this may be the echo of.
        var sum = played.prefix(Self.span).reduce(0, +)
        var least = sum
        for index in Self.span..<2 * Self.span {
            sum += played[index] - played[index - Self.span]
            least = min(least, sum)
        }
        // One millionth of full scale: there was hardly any sound.
        guard least > Float(Self.span) * 1_000 else { return }
        gain = min(gain, heard.reduce(0, +) / least)
    }

    mutating func forgetSound() { (played, heard) = ([], []) }
}
