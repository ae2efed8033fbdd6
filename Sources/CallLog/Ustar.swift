/// A tar archive of plain files: the format `ustar` of POSIX.1-1988, without what a
/// capsule does not need: folders, links, owners.
enum Ustar {
    struct File: Sendable, Equatable {
        let name: String
        let bytes: [UInt8]
    }

    /// Why an archive cannot be read.
    enum Damage: Error, Equatable {
        /// It is none: its first block has no magic.
        case noArchive
        /// It ends in the middle, or without the two blocks of zeros.
        case cutShort
        case checksum
        /// Something that is no plain file, or a name or a length that cannot be read.
        case unreadable
    }

    private static let block = 512
    private static let magic = Array("ustar\u{0}00".utf8)

    /// - Parameters:
    ///   - files: With names of at most 100 bytes, of less than 8 GiB.
    ///   - time: Seconds since 1970, of all files.
    static func write(_ files: [File], time: Int) -> [UInt8] {
        var archive: [UInt8] = []
        archive.reserveCapacity(files.reduce(2 * block) { $0 + $1.bytes.count + 2 * block })
        for file in files {
            archive += header(of: file, time: time)
            archive += file.bytes
            archive += zeros(padding(after: file.bytes.count))
        }
        return archive + zeros(2 * block)
    }

    static func read(_ bytes: [UInt8]) throws(Damage) -> [File] {
        var files: [File] = []
        var place = 0
        while true {
            guard place + block <= bytes.count else {
                throw files.isEmpty ? .noArchive : .cutShort
            }
            let header = bytes[place..<place + block]
            if header.allSatisfy({ $0 == 0 }) {
                if files.isEmpty { throw .noArchive }
                return files
            }
            let (name, count) = try entry(header, isFirst: files.isEmpty)
            let start = place + block
            guard count <= bytes.count - start else { throw .cutShort }
            files.append(File(name: name, bytes: Array(bytes[start..<start + count])))
            place = start + count + padding(after: count)
        }
    }

    // MARK: Headers

    private static func header(of file: File, time: Int) -> [UInt8] {
        precondition(file.name.utf8.count <= 100, "the name of a part is short")
        var header = field(file.name, 100)
        header += octal(0o600, 8) + octal(0, 8) + octal(0, 8)
        header += octal(file.bytes.count, 12) + octal(max(0, time), 12)
        // While the sum is taken, its own field is blank.
        header += [UInt8](repeating: 0x20, count: 8)
        header += [UInt8(ascii: "0")] + field("", 100) + magic
        header += field("", 32) + field("", 32) + octal(0, 8) + octal(0, 8)
        header += field("", 155) + field("", 12)
        let sum = header.reduce(0) { $0 + Int($1) }
        header.replaceSubrange(148..<156, with: octal(sum, 7) + [0x20])
        return header
    }

    private static func entry(
        _ header: ArraySlice<UInt8>, isFirst: Bool
    ) throws(Damage) -> (name: String, count: Int) {
        let header = Array(header)
        guard header[257..<262].elementsEqual(magic.prefix(5)) else {
            throw isFirst ? .noArchive : .checksum
        }
        let sum = header.enumerated().reduce(0) { sum, byte in
            sum + ((148..<156).contains(byte.offset) ? 0x20 : Int(byte.element))
        }
        guard number(header[148..<156]) == sum else { throw .checksum }
        guard [UInt8(ascii: "0"), 0].contains(header[156]), let count = number(header[124..<136]),
            header[345] == 0
        else { throw .unreadable }
        let name = String(decoding: header[..<100].prefix { $0 != 0 }, as: UTF8.self)
        guard !name.isEmpty else { throw .unreadable }
        return (name, count)
    }

    private static func field(_ text: String, _ length: Int) -> [UInt8] {
        Array(text.utf8) + zeros(length - text.utf8.count)
    }

    /// Octal digits with zeros before them, and a NUL.
    private static func octal(_ number: Int, _ length: Int) -> [UInt8] {
        let digits = Array(String(number, radix: 8).utf8)
        precondition(digits.count < length, "a length of a part fits its field")
        return [UInt8](repeating: UInt8(ascii: "0"), count: length - 1 - digits.count) + digits
            + [0]
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
        return Int(String(decoding: digits, as: UTF8.self), radix: 8).flatMap { $0 < 0 ? nil : $0 }
    }

    private static func padding(after count: Int) -> Int { (block - count % block) % block }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}
