internal import Knowledge

/// One line of the journal.
enum JournalRecord {
    static func line(_ entry: Ledger.Entry, at time: String) -> [UInt8] {
        let record: JSONValue = [
            "at": .string(time), "request": entry.request.json, "response": entry.response.json,
        ]
        return record.bytes + [UInt8(ascii: "\n")]
    }

    /// Nil for what was not written to its end, or by somebody else.
    static func entry(in line: [UInt8]) -> Ledger.Entry? {
        guard let record = try? JSONParser.parse(line).value,
            let request = record["request"].flatMap({ FulfilmentRequest(json: $0) }),
            let response = record["response"].flatMap({
                FulfilmentResponse(json: $0, to: request.errand)
            })
        else { return nil }
        return Ledger.Entry(request: request, response: response)
    }
}
