public import Knowledge

/// A moment in milliseconds since 1970, UTC.
public struct TranscriptTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let milliseconds: Int

    public init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// Reads RFC 3339 in UTC, with or without a fraction: `2026-11-23T18:45:01.250Z`.
    public init?(_ text: String) {
        guard text.utf8.count >= 20, text.utf8.last == UInt8(ascii: "Z"),
            let day = Day(String(text.prefix(10)))
        else { return nil }
        let clock = text.dropFirst(10).dropLast()
        guard clock.first == "T" || clock.first == "t" else { return nil }
        let parts = clock.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hours = Self.number(parts[0], digits: 2), hours < 24,
            let minutes = Self.number(parts[1], digits: 2), minutes < 60
        else { return nil }
        let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = Self.number(seconds[0], digits: 2), whole < 61, seconds.count <= 2 else {
            return nil
        }
        var thousandths = 0
        if seconds.count == 2 {
            let fraction = String(seconds[1])
            guard !fraction.isEmpty, fraction.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            thousandths = Int(String((fraction + "00").prefix(3))) ?? 0
        }
        let secondOfDay = (hours * 60 + minutes) * 60 + whole
        milliseconds = (day.daysSince1970 * 86_400 + secondOfDay) * 1000 + thousandths
    }

    /// The UTC day, which names the file. Years outside of 1 to 9999, which no
    /// clock shows, are taken as 1970.
    public var day: Day {
        let seconds = (milliseconds >= 0 ? milliseconds : milliseconds - 999) / 1000
        return Day(secondsSince1970: seconds) ?? Self.epoch
    }

    /// RFC 3339, UTC, with milliseconds.
    public var description: String {
        let dayLength = 86_400_000
        let ofDay = ((milliseconds % dayLength) + dayLength) % dayLength
        let seconds = ofDay / 1000
        return day.description + "T" + Self.padded(seconds / 3600, 2) + ":"
            + Self.padded(seconds / 60 % 60, 2) + ":" + Self.padded(seconds % 60, 2) + "."
            + Self.padded(ofDay % 1000, 3) + "Z"
    }

    public func advanced(byMilliseconds step: Int) -> TranscriptTime {
        // What a damaged file tells may be any number.
        let (sum, overflow) = milliseconds.addingReportingOverflow(step)
        return TranscriptTime(milliseconds: overflow ? milliseconds : sum)
    }

    public static func < (left: TranscriptTime, right: TranscriptTime) -> Bool {
        left.milliseconds < right.milliseconds
    }

    private static let epoch =
        Day(secondsSince1970: 0) ?? { preconditionFailure("1970-01-01 is a day") }()

    private static func number(_ text: Substring, digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
