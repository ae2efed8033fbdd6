/// Writes numbers and texts as little-endian bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ value: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    mutating func put(_ value: UInt64) {
        put(UInt32(truncatingIfNeeded: value))
        put(UInt32(truncatingIfNeeded: value >> 32))
    }

    mutating func put(_ value: Int) { put(UInt32(truncatingIfNeeded: value)) }
    mutating func put(_ value: Double) { put(value.bitPattern) }

    mutating func put(_ text: String) {
        put(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func put(_ texts: [String]) {
        put(texts.count)
        for text in texts { put(text) }
    }

    mutating func put(_ values: [Double]) {
        put(values.count)
        for value in values { put(value) }
    }

    mutating func put(_ values: [UInt64]) {
        put(values.count)
        for value in values { put(value) }
    }

    mutating func put(_ values: [Float]) {
        put(values.count)
        for value in values { put(value.bitPattern) }
    }

    mutating func put(_ values: [Int32]) {
        put(values.count)
        for value in values { put(UInt32(bitPattern: value)) }
    }

    mutating func put(_ values: [UInt16]) {
        put(values.count)
        for value in values {
            bytes.append(UInt8(truncatingIfNeeded: value))
            bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        }
    }

    mutating func put(_ values: [Int8]) {
        put(values.count)
        bytes.append(contentsOf: values.lazy.map { UInt8(bitPattern: $0) })
    }
}

/// Reads what `ByteWriter` wrote; never past the end, whatever the bytes say.
struct ByteReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    private mutating func take(_ count: Int) throws(ModelError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - place else { throw .truncated }
        defer { place += count }
        return bytes[place..<(place + count)]
    }

    /// The number of elements that follow, each of `width` bytes.
    private mutating func count(width: Int) throws(ModelError) -> Int {
        let count = Int(try word())
        guard count <= (bytes.count - place) / width else { throw .truncated }
        return count
    }

    mutating func word() throws(ModelError) -> UInt32 {
        let slice = try take(4)
        return Self.word(slice, at: slice.startIndex)
    }

    private static func word(_ slice: ArraySlice<UInt8>, at start: Int) -> UInt32 {
        UInt32(slice[start]) | UInt32(slice[start + 1]) << 8 | UInt32(slice[start + 2]) << 16
            | UInt32(slice[start + 3]) << 24
    }

    mutating func integer() throws(ModelError) -> Int { Int(Int32(bitPattern: try word())) }

    mutating func double() throws(ModelError) -> Double {
        let low = UInt64(try word())
        return Double(bitPattern: low | UInt64(try word()) << 32)
    }

    mutating func text() throws(ModelError) -> String {
        String(decoding: try take(try count(width: 1)), as: UTF8.self)
    }

    mutating func texts() throws(ModelError) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try count(width: 4)) { texts.append(try text()) }
        return texts
    }

    mutating func doubles() throws(ModelError) -> [Double] {
        var values: [Double] = []
        for _ in 0..<(try count(width: 8)) { values.append(try double()) }
        return values
    }

    mutating func longs() throws(ModelError) -> [UInt64] {
        let slice = try take(try count(width: 8) * 8)
        return stride(from: slice.startIndex, to: slice.endIndex, by: 8).map {
            UInt64(Self.word(slice, at: $0)) | UInt64(Self.word(slice, at: $0 + 4)) << 32
        }
    }

    private mutating func words() throws(ModelError) -> [UInt32] {
        let slice = try take(try count(width: 4) * 4)
        return stride(from: slice.startIndex, to: slice.endIndex, by: 4).map {
            Self.word(slice, at: $0)
        }
    }

    mutating func floats() throws(ModelError) -> [Float] {
        try words().map { Float(bitPattern: $0) }
    }

    mutating func integers() throws(ModelError) -> [Int32] {
        try words().map { Int32(bitPattern: $0) }
    }

    mutating func shorts() throws(ModelError) -> [UInt16] {
        let slice = try take(try count(width: 2) * 2)
        return stride(from: slice.startIndex, to: slice.endIndex, by: 2).map {
            UInt16(slice[$0]) | UInt16(slice[$0 + 1]) << 8
        }
    }

    mutating func octets() throws(ModelError) -> [Int8] {
        try take(try count(width: 1)).map { Int8(bitPattern: $0) }
    }
}
