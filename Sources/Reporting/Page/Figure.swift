internal import Knowledge
internal import Transcript

/// How numbers, times and shares are written on the page.
enum Figure {
    /// `12,345`.
    static func count(_ number: Int) -> String {
        let digits = String(abs(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return (number < 0 ? "−" : "") + text
    }

    /// `1 call`, `12 calls`.
    static func count(_ number: Int, _ noun: String) -> String {
        count(number) + " " + noun + (number == 1 ? "" : "s")
    }

    /// `78%`; what is neither none nor all is never written as if it were.
    static func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        guard part > 0 else { return "0%" }
        let percent = Int((Double(part) / Double(whole) * 100).rounded())
        if percent == 0 { return "<1%" }
        if percent == 100, part < whole { return ">99%" }
        return "\(percent)%"
    }

    static func share(_ share: Double?) -> String {
        share.map { "\(Int(($0 * 100).rounded()))%" } ?? "–"
    }

    /// `0.41 s`, `12.3 s`.
    static func seconds(milliseconds: Double?) -> String {
        guard let milliseconds else { return "–" }
        return decimal(milliseconds / 1_000, places: milliseconds < 9_995 ? 2 : 1) + " s"
    }

    /// `0:42`, `12:05`: minutes and seconds into a call.
    static func minutes(milliseconds: Int) -> String {
        let seconds = max(0, milliseconds) / 1_000
        return "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
    }

    static func decimal(_ value: Double, places: Int) -> String {
        let factor = (0..<places).reduce(1) { product, _ in product * 10 }
        let scaled = Int((value * Double(factor)).rounded())
        guard places > 0 else { return String(scaled) }
        let fraction = String(abs(scaled) % factor)
        let zeros = String(repeating: "0", count: places - fraction.count)
        return (scaled < 0 ? "−" : "") + String(abs(scaled) / factor) + "." + zeros + fraction
    }

    /// A place in an SVG, of its width or height.
    static func percent(_ share: Double) -> String { decimal(share * 100, places: 3) + "%" }

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    /// `17 November 2026`.
    static func day(_ day: Day) -> String { "\(day.day) \(months[day.month - 1]) \(day.year)" }

    /// `17 Nov`.
    static func shortDay(_ day: Day) -> String { "\(day.day) \(months[day.month - 1].prefix(3))" }

    /// `17 to 23 November 2026`.
    static func days(_ first: Day, _ last: Day) -> String {
        if first == last { return day(first) }
        if first.year != last.year { return "\(day(first)) to \(day(last))" }
        if first.month != last.month {
            return "\(first.day) \(months[first.month - 1]) to \(day(last))"
        }
        return "\(first.day) to \(day(last))"
    }
}
