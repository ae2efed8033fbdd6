internal import Knowledge

/// What the caller has disclosed in this call: enough to recognize it when the
/// line reads it back, and when a number comes in several pieces.
struct Disclosed {
    /// Keys of one number follow each other within so many milliseconds.
    private static let keyPauseMS = 10_000
    private static let memory = 64

    private var numbers: [String] = []
    private var addresses: [String] = []

    /// Digits of the utterances and keys just before that were digits only.
    private var dictated = ""
    /// The same, before the caller spoke last.
    private var dictatedBefore = ""
    private var keyedMS = 0

    /// The event as it may be written.
    mutating func masked(_ event: TranscriptEvent, ms: Int) -> TranscriptEvent {
        switch event {
        case .callerPartial(let text):
            return .callerPartial(
                text: isDictating(text)
                    ? maskedDictation(text) : Masking.masked(text, isGrowing: true))
        case .callerSaid(let said): return .callerSaid(masked(said))
        case .dtmf(let digits): return .dtmf(digits: maskedKeys(digits, ms: ms))
        case .action(var action):
            // A date is no number that a caller has disclosed.
            let day = action.slots["day"]?.text.flatMap { Day($0) }
            action.slots = masked(.object(action.slots)).object ?? JSONObject()
            if let day { action.slots["day"] = .string(day.description) }
            action.result = masked(action.result)
            return .action(action)
        case .agentSaid(var said):
            said.text = maskedEcho(said.text)
            said.heard = maskedEcho(said.heard, isCut: !said.complete)
            return .agentSaid(said)
        case .agentPartial(var partial):
            partial.text = maskedEcho(partial.text, isCut: true)
            partial.heard = maskedEcho(partial.heard, isCut: true)
            return .agentPartial(partial)
        case .answerChosen(var chosen):
            chosen.evidence = masked(.object(chosen.evidence)).object ?? JSONObject()
            return .answerChosen(chosen)
        case .fault(var fault):
            fault.operation = masked(fault.operation)
            return .fault(fault)
        case .transfer(let to, let reason): return .transfer(to: to, reason: masked(reason))
        case .other(let name, let fields):
            return .other(name: name, fields: masked(.object(fields)).object ?? JSONObject())
        case .speechResumed:
            // All of it comes again.
            dictated = dictatedBefore
            return event
        case .callStarted, .speechStarted, .speechEnded, .bargeIn, .noInput, .noMatch,
            .turnLatency, .callEnded:
            return event
        }
    }

    private mutating func masked(_ said: TranscriptEvent.CallerSaid) -> TranscriptEvent.CallerSaid {
        dictatedBefore = dictated
        let texts = [said.best.text] + said.alternatives.map(\.text)
        for text in texts { remember(text) }
        let isDictation = isDictating(said.best.text)
        if DigitRuns.isOnlyDigits(said.best.text) {
            dictated += DigitRuns.runs(in: said.best.text).map(\.digits).joined()
            rememberNumber(dictated)
        } else {
            dictated = ""
        }
        var said = said
        said.best.text = isDictation ? maskedDictation(said.best.text) : masked(said.best.text)
        for index in said.alternatives.indices {
            let text = said.alternatives[index].text
            said.alternatives[index].text = isDictation ? maskedDictation(text) : masked(text)
        }
        return said
    }

    /// A further piece of a number that is dictated piece by piece and has
    /// reached the length from which numbers are masked.
    private func isDictating(_ text: String) -> Bool {
        guard !dictated.isEmpty, DigitRuns.isOnlyDigits(text) else { return false }
        let digits = DigitRuns.runs(in: text).reduce(dictated.count) { $0 + $1.digits.count }
        return digits >= Masking.minimumDigits
    }

    private func maskedDictation(_ text: String) -> String {
        Masking.maskedNumbers(in: Masking.maskedAddresses(in: text)) { _ in true }
    }

    private mutating func maskedKeys(_ keys: String, ms: Int) -> String {
        if ms - keyedMS > Self.keyPauseMS { dictated = "" }
        keyedMS = ms
        dictated += String(keys.filter(\.isNumber))
        guard dictated.count >= Masking.minimumDigits else { return keys }
        rememberNumber(dictated)
        return String(keys.map { $0.isNumber ? "#" : $0 })
    }

    private func masked(_ text: String) -> String { Masking.masked(text) }

    private func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(masked(text))
        case .integer(let integer):
            String(integer.magnitude).count >= Masking.minimumDigits
                ? .string(masked(String(integer.magnitude))) : value
        case .array(let values): .array(values.map { masked($0) })
        case .object(let object):
            .object(
                JSONObject(
                    members: object.members.map { .init(key: $0.key, value: masked($0.value)) }))
        case .null, .bool, .number: value
        }
    }

    /// The line's own words: hotlines, years and prices stay, what the caller
    /// has said does not. Text that was cut may end within a number.
    private func maskedEcho(_ text: String, isCut: Bool = false) -> String {
        let unaddressed = Masking.maskedAddresses(in: text) { address in
            !address.isSpoken || addresses.contains(address.key)
        }
        guard !numbers.isEmpty else { return unaddressed }
        return Masking.maskedNumbers(in: unaddressed) { run in
            let least =
                isCut && run.endsText ? Masking.growingDigits : Masking.minimumDigits
            return run.digits.count >= least
                && numbers.contains { $0.contains(run.digits) || run.digits.contains($0) }
        }
    }

    private mutating func remember(_ text: String) {
        for address in EMailAddresses.all(in: text) {
            addresses = addresses.suffix(Self.memory - 1) + [address.key]
        }
        for run in DigitRuns.runs(in: text) { rememberNumber(run.digits) }
    }

    private mutating func rememberNumber(_ digits: String) {
        guard digits.count >= Masking.minimumDigits, !numbers.contains(digits) else { return }
        numbers = numbers.suffix(Self.memory - 1) + [digits]
    }
}
