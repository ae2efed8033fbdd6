/// What a call came to, for whoever routed the caller here: one line in a file.
public enum Outcome: Sendable, Equatable, CustomStringConvertible {
    /// The caller wants a person: an extension, or the name of one.
    case transfer(to: String)
    /// The line ended the call, for the reason that `call.ended` has.
    case hangUp(reason: String)
    /// All lines were busy, and the caller wants to be called back.
    case callBack
    /// All lines were busy.
    case busy

    /// A verb, and what it is about. No line break is in it.
    public var description: String {
        switch self {
        case .transfer(let to): "transfer \(Self.plain(to))"
        case .hangUp(let reason): "hangup \(Self.plain(reason))"
        case .callBack: "callback"
        case .busy: "busy"
        }
    }

    /// What a dialplan can read without harm: letters, digits and a few marks.
    private static func plain(_ text: String) -> String {
        String(text.map { $0.isLetter || $0.isNumber || "+-_.@ #*".contains($0) ? $0 : " " })
    }
}
