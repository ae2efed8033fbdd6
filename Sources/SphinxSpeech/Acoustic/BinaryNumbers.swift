/// Little- or big-endian numbers, one after the other; nil beyond the end.
struct BinaryNumbers {
    private let bytes: [UInt8]
    private(set) var place: Int
    private let isSwapped: Bool

    init(_ bytes: [UInt8], at place: Int, isSwapped: Bool = false) {
        (self.bytes, self.place, self.isSwapped) = (bytes, place, isSwapped)
    }

    var left: Int { bytes.count - place }

    /// All bytes that are left.
    var rest: [UInt8] { Array(bytes[place...]) }

    mutating func word() -> UInt32? {
        guard left >= 4 else { return nil }
        defer { place += 4 }
        let word =
            UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
            | UInt32(bytes[place + 3]) << 24
        return isSwapped ? word.byteSwapped : word
    }

    mutating func half() -> Int? {
        guard left >= 2 else { return nil }
        defer { place += 2 }
        let half = UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
        return Int(isSwapped ? half.byteSwapped : half)
    }

    /// A count, at most as great as a file of these can hold.
    mutating func count(atMost most: Int = 100_000_000) -> Int? {
        word().flatMap { $0 <= UInt32(most) ? Int($0) : nil }
    }

    /// A name that ends in a nought; an empty one is none.
    mutating func text() -> Bool {
        guard let end = bytes[min(place, bytes.count)...].firstIndex(of: 0), end > place else {
            return false
        }
        place = end + 1
        return true
    }

    mutating func skip(_ count: Int) { place += min(max(count, 0), left) }
}
