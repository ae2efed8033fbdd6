/// 64-bit FNV-1a with a final mix (Fowler, Noll, Vo): a feature is known by its
/// hash, so no text has to be kept for it.
struct FeatureHash {
    private(set) var value: UInt64

    init(block: UInt8) {
        value = 0xcbf2_9ce4_8422_2325
        add(block)
    }

    mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
    }

    /// Spread over all bits, for a table that masks the low ones. Never 0.
    var key: UInt64 {
        var mixed = value
        mixed ^= mixed >> 33
        mixed = mixed &* 0xff51_afd7_ed55_8ccd
        mixed ^= mixed >> 33
        return mixed == 0 ? 1 : mixed
    }
}
