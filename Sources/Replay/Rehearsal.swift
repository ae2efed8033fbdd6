public import Audio
public import CallFlow
import Hearing
public import Pipeline

/// Plays a call from a script, one tick after another on one lane: the same
/// events and the same samples every time, at any speed.
public struct Rehearsal: ~Copyable {
    /// What one tick of the line carried, each way.
    public struct Tick: Sendable {
        public let caller: [Int16]
        public let line: [Int16]
    }

    private let call: Call
    private let lane: SteppedLane
    private let rate: SampleRate
    private var script: CallerScript
    private var position: MediaTime
    private var loopback: Loopback?

    /// - Parameters:
    ///   - call: Made with all its stages on `lane`, and not started.
    ///   - loopback: The way from the line's loudspeaker to the caller's microphone.
    public init(
        _ call: Call, on lane: SteppedLane, script: CallerScript, rate: SampleRate,
        loopback: Loopback? = nil
    ) {
        self.loopback = loopback
        self.call = call
        self.lane = lane
        self.script = script
        self.rate = rate
        position = .zero(rate)
    }

    /// The ticks at which the steps of the script began.
    public var beginnings: [Int] { script.beginnings }

    /// Runs the call to its end.
    /// - Parameters:
    ///   - longest: The caller hangs up then, whatever happens.
    ///   - perform: Takes the sound of each tick: a recording, a pace.
    public mutating func run(
        longest: Duration = .seconds(1_800), perform: (Tick) throws -> Void = { _ in }
    ) rethrows {
        call.start()
        let last = position.advanced(by: longest)
        var reason = "caller hung up"
        while !script.isDone, position < last {
            // What is played in a tick cannot answer what is heard in it.
            let line = call.nextFrame().samples
            lane.runUntilIdle()
            let wish = call.hangUpReason
            let caller = wish == nil ? listen(over: line) : [Int16](repeating: 0, count: line.count)
            try perform(Tick(caller: caller, line: line))
            guard let wish else { continue }
            reason = wish
            break
        }
        call.close(reason: reason)
        lane.runUntilIdle()
    }

    /// The caller's side of a tick, and all that the line makes of it.
    private mutating func listen(over line: [Int16]) -> [Int16] {
        let caller = script.next(lineIsSpeaking: call.isSpeaking)
        let samples = loopback?.mix(line, into: caller.samples) ?? caller.samples
        let frame = AudioFrame(start: position, samples: samples)
        position = frame.end
        if let key = caller.key { call.hear(.dtmf(key)) }
        call.hear(.frame(frame))
        lane.runUntilIdle()
        return samples
    }
}
