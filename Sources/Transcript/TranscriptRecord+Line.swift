internal import Knowledge

extension TranscriptRecord {
    /// Reads one line without its newline, and without the line's digest, which
    /// takes longer than the rest: for whoever follows a transcript as it grows.
    ///
    /// - Returns: Nil when nothing can be made of it. What a newer program wrote
    ///   is read as far as it is known.
    public static func read(line: [UInt8]) -> TranscriptRecord? {
        guard let value = try? JSONParser.parse(line).value else { return nil }
        return read(value).record
    }
}
