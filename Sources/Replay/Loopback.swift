public import Audio
import Foundation

/// A room in which the microphone hears the loudspeaker: later, and weaker.
///
/// One reflection a millisecond for a tenth of a second follows the direct sound, as
/// in a hall of tiles, unless the room is to be dead. Always the same room.
public struct Loopback: Sendable {
    private let taps: [(delay: Int, gain: Float)]
    private var played: [Float]

    /// - Parameters:
    ///   - gain: Of all that comes back, in dB.
    ///   - delay: Of what comes first.
    public init(gain: Double, delay: Duration, hasRoom: Bool = true, rate: SampleRate) {
        let first = rate.samples(in: delay)
        var taps: [(delay: Int, gain: Float)] = [(first, 1)]
        var seed: UInt32 = 1
        for millisecond in 1...(hasRoom ? 100 : 1) where hasRoom {
            // The generator of Numerical Recipes: enough for where walls are.
            seed = seed &* 1_664_525 &+ 1_013_904_223
            let place = rate.samples(inMilliseconds: millisecond) - Int(seed >> 28)
            let height = (Float(seed >> 8) / Float(1 << 23) - 1) * 0.5
            taps.append((first + max(place, 1), height * exp(-Float(millisecond) / 25)))
        }
        let power = taps.reduce(Float(0)) { $0 + $1.gain * $1.gain }
        let scale = Float(pow(10, gain / 20)) / power.squareRoot()
        self.taps = taps.map { ($0.delay, $0.gain * scale) }
        let longest = taps.map(\.delay).max() ?? 0
        played = [Float](repeating: 0, count: longest)
    }

    /// What the microphone hears in one tick: the caller, and the line a while ago.
    public mutating func mix(_ line: [Int16], into caller: [Int16]) -> [Int16] {
        played += line.map(Float.init)
        let now = played.count - line.count
        defer { played.removeFirst(line.count) }
        guard played.contains(where: { $0 != 0 }) else { return caller }
        return caller.indices.map { index in
            let echo = taps.reduce(Float(0)) { $0 + $1.gain * played[now + index - $1.delay] }
            return Int16(clamping: Int(caller[index]) + Int(echo.rounded()))
        }
    }
}
