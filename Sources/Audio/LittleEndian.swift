/// Numbers as a WAV file has them. Reading past the end is the caller's to
/// prevent: every reader checks a length first.
extension [UInt8] {
    func littleEndian(count byteCount: Int, at offset: Int) -> Int {
        var value = 0
        for index in 0..<byteCount { value |= Int(self[offset + index]) << (8 * index) }
        return value
    }

    /// Keeps the low bytes of `value`.
    mutating func appendLittleEndian(_ value: Int, count byteCount: Int) {
        for index in 0..<byteCount { append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }

    func hasText(_ text: String, at offset: Int) -> Bool {
        offset >= 0 && offset + text.utf8.count <= count
            && self[offset...].starts(with: text.utf8)
    }
}
