public import Knowledge
internal import Transcript

extension TurnSummary {
    /// The turn for programs. What has no value is null.
    public var json: JSONValue {
        func number(_ value: Double?) -> JSONValue {
            guard let value, value.isFinite else { return .null }
            return .number((value * 10_000).rounded() / 10_000)
        }
        return .object(
            JSONObject(members: [
                .init(key: "time", value: .string(time.description)),
                .init(key: "start_ms", value: .integer(startMS)),
                .init(key: "text", value: .string(text)),
                .init(key: "confidence", value: number(confidence)),
                .init(key: "outcome", value: outcome.map { .string($0.rawValue) } ?? .null),
                .init(key: "answer", value: answer.map { .string($0) } ?? .null),
                .init(key: "offered", value: .array(offered.map { .string($0) })),
                .init(key: "score", value: outcome == nil ? .null : number(score)),
                .init(key: "reply", value: .string(reply)),
                .init(key: "interrupted", value: .bool(isInterrupted)),
                .init(key: "latency_ms", value: number(latencyMS)),
            ]))
    }
}

extension CallSummary {
    /// The call for programs.
    /// - Parameter turns: Those that are wanted, by their indices; all when nil or empty.
    public func json(turns wanted: [Int]? = nil) -> JSONValue {
        let indices = wanted.flatMap { $0.isEmpty ? nil : $0 } ?? Array(turns.indices)
        return .object(
            JSONObject(members: [
                .init(key: "call", value: .string(call)),
                .init(key: "start", value: .string(start.description)),
                .init(key: "line", value: .string(line)),
                .init(key: "language", value: .string(language)),
                .init(key: "outcome", value: .string(outcome.rawValue)),
                .init(key: "end_reason", value: endReason.map { .string($0) } ?? .null),
                .init(key: "duration_ms", value: .integer(durationMS)),
                .init(key: "turns", value: .array(indices.map { turns[$0].json })),
            ]))
    }
}
