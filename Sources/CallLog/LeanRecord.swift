internal import Knowledge
internal import Transcript

/// Reads of a line what a summary needs, ten times as fast as the JSON parser: without
/// `alternatives`, `runner_up`, `source`, validity and `evidence`.
enum LeanRecord {
    /// Nil when the line is not in the form that `TranscriptChain` writes: then the JSON
    /// parser has to look at it.
    static func read(
        _ bytes: [UInt8], _ line: Range<Int>, call: String
    ) -> TranscriptRecord? {
        guard let head = LineHead(of: bytes, in: line) else { return nil }
        var own = OwnFields(bytes)
        return read(bytes, head, to: line.upperBound, call: call, &own)
    }

    /// The same of a line whose head is known.
    /// - Parameters:
    ///   - own: Of the same bytes; used again from line to line.
    ///   - isForSummary: Whether `heard` and `prev` may be left out.
    static func read(
        _ bytes: [UInt8], _ head: LineHead, to end: Int, call: String, _ own: inout OwnFields,
        isForSummary: Bool = false
    ) -> TranscriptRecord? {
        guard head.version == TranscriptRecord.currentVersion,
            let time = time(of: bytes, head.time)
        else { return nil }
        var fields = LineFields(bytes, from: head.own, to: end)
        own.reset()
        while let field = fields.next() { own.add(field) }
        own.isForSummary = isForSummary
        guard fields.isWhole, !own.hasEscapes,
            let event = event(named: bytes[head.event], own)
        else { return nil }
        return TranscriptRecord(
            version: head.version, time: time, call: call,
            line: String(decoding: bytes[head.line], as: UTF8.self), seq: head.seq, ms: head.ms,
            event: event, prev: isForSummary ? "" : own.text("prev"))
    }

    private static func event(
        named name: ArraySlice<UInt8>, _ own: OwnFields
    ) -> TranscriptEvent? {
        switch String(decoding: name, as: UTF8.self) {
        case "speech.started": .speechStarted
        case "speech.ended": .speechEnded
        case "speech.resumed": .speechResumed
        case "call.started":
            .callStarted(
                .init(
                    language: own.text("language"), source: own.text("source"),
                    knowledge: own.text("knowledge"), version: own.text("version"),
                    acoustic: own.optionalText("acoustic"), encoder: own.optionalText("encoder"),
                    audioKept: own.bool("audio_kept") ?? false,
                    audioFile: own.optionalText("audio_file"), uuid: own.optionalText("uuid")))
        case "caller.partial": .callerPartial(text: own.text("text"))
        case "caller.said":
            .callerSaid(
                .init(
                    best: .init(text: own.text("text"), confidence: own.number("confidence") ?? 0),
                    startMS: own.integer("start_ms"), endMS: own.integer("end_ms")))
        case "answer.chosen": chosen(own)
        case "agent.said":
            .agentSaid(
                .init(
                    text: own.text("text"), heard: own.isForSummary ? "" : own.text("heard"),
                    complete: own.bool("complete") ?? true, startMS: own.integer("start_ms"),
                    endMS: own.integer("end_ms"), answer: own.optionalText("answer")))
        case "agent.partial":
            .agentPartial(
                .init(
                    text: own.text("text"), heard: own.text("heard"),
                    answer: own.optionalText("answer")))
        case "bargein": .bargeIn(resumed: own.bool("resumed") ?? false)
        case "noinput": .noInput(count: own.integer("count"))
        case "nomatch": .noMatch(count: own.integer("count"))
        case "transfer": .transfer(to: own.text("to"), reason: own.text("reason"))
        case "turn.latency":
            .turnLatency(
                .init(
                    endpointMS: own.integer("endpoint_ms"),
                    recogniseMS: own.number("recognise_ms"),
                    understandMS: own.number("understand_ms"),
                    synthesiseMS: own.number("synthesise_ms"), totalMS: own.number("total_ms")))
        case "call.ended":
            .callEnded(
                .init(
                    reason: own.text("reason"), durationMS: own.integer("duration_ms"),
                    turns: own.integer("turns"), audio: own.optionalText("audio")))
        default: nil
        }
    }

    private static func chosen(_ own: OwnFields) -> TranscriptEvent? {
        guard let outcome = TranscriptEvent.AnswerChosen.Outcome(rawValue: own.text("outcome")),
            // What was offered is a list: rare enough for the JSON parser.
            own.range("offered") == nil
        else { return nil }
        return .answerChosen(
            .init(
                outcome: outcome, answer: own.optionalText("answer"),
                score: own.number("score") ?? 0))
    }

    /// `2026-11-23T18:45:01.250Z` and no other form.
    static func time(of bytes: [UInt8], _ range: Range<Int>) -> TranscriptTime? {
        guard range.count == 24 else { return nil }
        func number(_ start: Int, _ count: Int) -> Int? {
            var value = 0
            for place in range.lowerBound + start..<range.lowerBound + start + count {
                guard (0x30...0x39).contains(bytes[place]) else { return nil }
                value = value * 10 + Int(bytes[place] - 0x30)
            }
            return value
        }
        func isSign(_ offset: Int, _ sign: Unicode.Scalar) -> Bool {
            bytes[range.lowerBound + offset] == UInt8(ascii: sign)
        }
        guard isSign(4, "-"), isSign(7, "-"), isSign(10, "T"), isSign(13, ":"), isSign(16, ":"),
            isSign(19, "."), isSign(23, "Z"), let year = number(0, 4), let month = number(5, 2),
            let dayOfMonth = number(8, 2), let hours = number(11, 2), hours < 24,
            let minutes = number(14, 2), minutes < 60, let seconds = number(17, 2), seconds < 61,
            let thousandths = number(20, 3),
            let day = Day(year: year, month: month, day: dayOfMonth)
        else { return nil }
        let ofDay = (hours * 60 + minutes) * 60 + seconds
        return TranscriptTime(
            milliseconds: (day.daysSince1970 * 86_400 + ofDay) * 1_000 + thousandths)
    }
}

/// The members of one event, by their keys.
struct OwnFields {
    private let bytes: [UInt8]
    private var fields: [LineFields.Field] = []

    /// A text has an escape: it is left to the JSON parser.
    private(set) var hasEscapes = false
    fileprivate(set) var isForSummary = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        fields.reserveCapacity(12)
    }

    /// Another line of the same bytes follows.
    mutating func reset() {
        fields.removeAll(keepingCapacity: true)
        hasEscapes = false
    }

    mutating func add(_ field: LineFields.Field) {
        if field.kind == .escapedText { hasEscapes = true }
        fields.append(field)
    }

    func range(_ key: String) -> Range<Int>? { field(key)?.value }

    func optionalText(_ key: String) -> String? {
        guard let field = field(key), field.kind == .text else { return nil }
        return String(decoding: bytes[field.value], as: UTF8.self)
    }

    func text(_ key: String) -> String { optionalText(key) ?? "" }

    func number(_ key: String) -> Double? {
        guard let field = field(key), field.kind == .word else { return nil }
        return Double(String(decoding: bytes[field.value], as: UTF8.self))
    }

    func integer(_ key: String) -> Int {
        guard let field = field(key), field.kind == .word else { return 0 }
        var value = 0
        for place in field.value {
            // What is longer, or no plain number, is rare.
            guard (0x30...0x39).contains(bytes[place]), field.value.count < 18 else {
                return number(key).flatMap { Int(exactly: $0) } ?? 0
            }
            value = value * 10 + Int(bytes[place] - 0x30)
        }
        return value
    }

    func bool(_ key: String) -> Bool? {
        guard let field = field(key), field.kind == .word else { return nil }
        return bytes[field.value.lowerBound] == UInt8(ascii: "t")
    }

    private func field(_ key: String) -> LineFields.Field? {
        let key = key.utf8
        var index = fields.count
        next: while index > 0 {
            index -= 1
            let found = fields[index].key
            guard found.count == key.count else { continue }
            var place = found.lowerBound
            for byte in key {
                if bytes[place] != byte { continue next }
                place += 1
            }
            return fields[index]
        }
        return nil
    }
}
