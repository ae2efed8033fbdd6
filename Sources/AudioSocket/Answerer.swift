public import Audio

/// Who answers the caller of one connection. Called on the lines' thread, one call at a
/// time, and returns at once: every other call waits for it.
public protocol Answerer: AnyObject, Sendable {
    /// A key of the caller's telephone.
    func press(_ key: Character)

    /// The caller's 20 ms of this tick, for the line's 20 ms. Nil hangs up.
    func tick(_ heard: AudioFrame) -> [Int16]?

    /// Frames that went out too late to be heard in time.
    func noteLate(_ count: Int)

    /// The other side ended the call; nothing follows.
    func ended(_ end: Exchange.End)
}
