public import Knowledge

/// Something to be done, as it goes to whoever does it.
public struct FulfilmentRequest: Sendable, Equatable {
    /// The version of the JSON form.
    public static let version = 1

    /// Idempotency key: the same for the same wish, however often it is sent; no two
    /// wishes have the same.
    public let key: String
    /// The id of the call, as its transcript has it.
    public let call: String
    /// Who is calling, as far as the line knows; else the call's id.
    public let caller: String
    /// BCP 47.
    public let language: String
    /// The day of the call.
    public let today: Day
    public let errand: Errand

    public init(
        key: String, call: String, caller: String, language: String, today: Day, errand: Errand
    ) {
        self.key = key
        self.call = call
        self.caller = caller
        self.language = language
        self.today = today
        self.errand = errand
    }

    public var json: JSONValue {
        [
            "version": .integer(Self.version), "key": .string(key), "call": .string(call),
            "caller": .string(caller), "language": .string(language),
            "today": .string(today.description), "action": .string(errand.name),
            "slots": .object(errand.slots),
        ]
    }

    /// Nil when it is no request of this version.
    public init?(json: JSONValue) {
        guard json["version"]?.integer == Self.version, let key = json["key"]?.text,
            let call = json["call"]?.text, let caller = json["caller"]?.text,
            let language = json["language"]?.text,
            let today = json["today"]?.text.flatMap({ Day($0) }),
            let name = json["action"]?.text, let slots = json["slots"],
            let errand = Errand(name: name, slots: slots)
        else { return nil }
        self.init(
            key: key, call: call, caller: caller, language: language, today: today,
            errand: errand)
    }
}
