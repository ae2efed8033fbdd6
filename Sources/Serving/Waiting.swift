/// What a caller hears who cannot be answered yet: his place, again and again; at the
/// end of his patience, or where there is no place, an offer to be called back.
///
/// A value that ticks move, 20 ms each; it makes no sound itself.
public struct Waiting: Sendable {
    public enum Phrase: Sendable, Equatable {
        case hold(place: Int)
        case offerCallBack
        case callBack
        case regret

        /// In `phrases.json`.
        public var key: String {
            switch self {
            case .hold: "hold"
            case .offerCallBack: "offer_callback"
            case .callBack: "callback"
            case .regret: "regret"
            }
        }

        public var values: [String: String] {
            if case .hold(let place) = self { ["place": String(place)] } else { [:] }
        }
    }

    public enum Step: Sendable, Equatable {
        case nothing
        case say(Phrase)
        case end(Outcome)
    }

    private enum Stage: Equatable {
        case holding(lastPlace: Int?)
        /// With the ticks that the caller has had to press a key, since the offer.
        case offered(silent: Int)
        case parting(Outcome)
    }

    private var stage: Stage
    private var age = 0
    private var sinceSaid = 0
    private var wantsCallBack = false
    private let patience: Int

    private static let ticksPerSecond = 50
    /// The place is told again after so long, and after less when it has changed.
    private static let repeatAfter = 30 * ticksPerSecond
    private static let tellAfter = 10 * ticksPerSecond
    private static let keyTime = 6 * ticksPerSecond

    /// - Parameters:
    ///   - patience: After which the caller is offered to be called back.
    ///   - isFull: There is no place to wait: he is offered it at once.
    public init(patience: Duration, isFull: Bool = false) {
        self.patience = Int(patience / .milliseconds(20))
        stage = isFull ? .offered(silent: -1) : .holding(lastPlace: nil)
    }

    public mutating func press(_ key: Character) {
        if case .offered = stage, key == "1" { wantsCallBack = true }
    }

    /// - Parameters:
    ///   - place: In the queue; nil where there is none any more.
    ///   - isSpeaking: Whether what was said last is still to be heard.
    public mutating func tick(place: Int?, isSpeaking: Bool) -> Step {
        age += 1
        sinceSaid = isSpeaking ? 0 : sinceSaid + 1
        switch stage {
        case .holding(let lastPlace): return hold(place, lastPlace, isSpeaking)
        case .offered(let silent): return offer(silent, isSpeaking)
        case .parting(let outcome): return isSpeaking ? .nothing : .end(outcome)
        }
    }

    private mutating func hold(_ place: Int?, _ lastPlace: Int?, _ isSpeaking: Bool) -> Step {
        guard !isSpeaking else { return .nothing }
        guard let place, age < patience else { return offer(-1, false) }
        let isDue =
            lastPlace == nil || sinceSaid >= Self.repeatAfter
            || (lastPlace != place && sinceSaid >= Self.tellAfter)
        guard isDue else { return .nothing }
        stage = .holding(lastPlace: place)
        return .say(.hold(place: place))
    }

    private mutating func offer(_ silent: Int, _ isSpeaking: Bool) -> Step {
        if silent < 0 {
            stage = .offered(silent: 0)
            return .say(.offerCallBack)
        }
        // A key is heard while the offer is still being made, and cuts nothing.
        guard !isSpeaking else { return .nothing }
        if wantsCallBack {
            stage = .parting(.callBack)
            return .say(.callBack)
        }
        guard silent >= Self.keyTime else {
            stage = .offered(silent: silent + 1)
            return .nothing
        }
        stage = .parting(.busy)
        return .say(.regret)
    }
}
