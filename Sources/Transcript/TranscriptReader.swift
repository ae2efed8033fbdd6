public import Foundation
internal import Knowledge

/// Reads a transcript line by line. Whatever is in the file, it goes on to the
/// next line and says what was wrong.
public struct TranscriptReader {
    /// Longer lines are not transcripts; they are skipped without being kept.
    public static let lengthLimit = 1 << 20

    public struct Line: Sendable, Equatable {
        /// Counts from 1.
        public let number: Int

        /// What `prev` of the call's next line must be.
        public let digest: String

        /// Nil when nothing can be made of the line.
        public let record: TranscriptRecord?
        public let damage: Damage?
    }

    /// What is wrong with a line.
    public enum Damage: Sendable, Equatable, CustomStringConvertible {
        /// It holds no JSON, or a part of a line.
        case notJSON(String)
        /// A member is missing or of the wrong kind.
        case missing(String)
        /// The last line has no newline: it is being written, or its writer died.
        case unfinished
        /// A later version of the program wrote it; what is known of it is there.
        case newerVersion(Int)
        case tooLong

        public var description: String {
            switch self {
            case .notJSON(let why): "this is no transcript line: \(why)"
            case .missing(let member): "\"\(member)\" is missing or wrong"
            case .unfinished: "the last line is unfinished"
            case .newerVersion(let version): "a newer program wrote this line (version \(version))"
            case .tooLong: "the line is longer than 1 MB"
            }
        }
    }

    private let next: () throws -> [UInt8]
    private let file: String
    private var buffer: [UInt8] = []
    private var offset = 0
    private var number = 0
    private var isAtEnd = false

    /// Reads the file from its beginning, a piece at a time.
    public init(file: URL) throws(TranscriptError) {
        self.file = file.path
        do {
            let handle = try FileHandle(forReadingFrom: file)
            next = { [UInt8](try handle.read(upToCount: 1 << 16) ?? Data()) }
        } catch {
            throw Self.error(file.path, error)
        }
    }

    /// Reads lines that are already in memory.
    public init(bytes: [UInt8]) {
        file = ""
        buffer = bytes
        isAtEnd = true
        next = { [] }
    }

    /// The next line that is not empty; nil at the end.
    public mutating func nextLine() throws(TranscriptError) -> Line? {
        while let (bytes, isWhole, isTooLong) = try nextBytes() {
            number += 1
            if bytes.isEmpty, !isTooLong { continue }
            return line(bytes, isWhole: isWhole, isTooLong: isTooLong)
        }
        return nil
    }

    /// All lines to the end.
    public mutating func allLines() throws(TranscriptError) -> [Line] {
        var lines: [Line] = []
        while let line = try nextLine() { lines.append(line) }
        return lines
    }

    private func line(_ bytes: [UInt8], isWhole: Bool, isTooLong: Bool) -> Line {
        let digest = TranscriptChain.digest(of: bytes)
        func damaged(_ damage: Damage) -> Line {
            Line(number: number, digest: digest, record: nil, damage: damage)
        }
        if isTooLong { return damaged(.tooLong) }
        do {
            let (record, missing) = TranscriptRecord.read(try JSONParser.parse(bytes).value)
            guard let record else { return damaged(.missing(missing ?? "v")) }
            let isNewer = record.version > TranscriptRecord.currentVersion
            return Line(
                number: number, digest: digest, record: record,
                damage: isNewer ? .newerVersion(record.version) : nil)
        } catch {
            return damaged(isWhole ? .notJSON(error.message) : .unfinished)
        }
    }

    /// Bytes up to the next newline; what is too long is dropped.
    private mutating func nextBytes() throws(TranscriptError) -> (
        bytes: [UInt8], isWhole: Bool, isTooLong: Bool
    )? {
        var searched = offset
        var isTooLong = false
        while true {
            if let newline = buffer[searched...].firstIndex(of: 0x0A) {
                defer { offset = newline + 1 }
                isTooLong = isTooLong || newline - offset > Self.lengthLimit
                return (isTooLong ? [] : Array(buffer[offset..<newline]), true, isTooLong)
            }
            if buffer.count - offset > Self.lengthLimit {
                isTooLong = true
                offset = buffer.count
            }
            guard !isAtEnd else {
                guard offset < buffer.count || isTooLong else { return nil }
                defer { offset = buffer.count }
                return (Array(buffer[offset...]), false, isTooLong)
            }
            buffer.removeFirst(offset)
            offset = 0
            searched = buffer.count
            try fill()
        }
    }

    private mutating func fill() throws(TranscriptError) {
        do {
            let bytes = try next()
            isAtEnd = bytes.isEmpty
            buffer += bytes
        } catch {
            throw Self.error(file, error)
        }
    }

    private static func error(_ file: String, _ error: any Error) -> TranscriptError {
        let cocoa = error as NSError
        let underlying = cocoa.userInfo[NSUnderlyingErrorKey] as? NSError
        let code = cocoa.domain == NSPOSIXErrorDomain ? cocoa.code : underlying?.code ?? Int(EIO)
        return TranscriptError(file: file, operation: "read", code: Int32(code))
    }
}
