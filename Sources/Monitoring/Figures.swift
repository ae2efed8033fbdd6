/// Numbers as they are shown.
enum Figures {
    /// Minutes and seconds, `03:07`; hours from one hour on, `1:03:07`.
    static func clock(_ ms: Int) -> String {
        let seconds = max(0, ms) / 1_000
        let time = two(seconds / 60 % 60) + ":" + two(seconds % 60)
        return seconds < 3_600 ? time : "\(seconds / 3_600):" + time
    }

    /// The time of day of a moment, UTC: `09:03:07`.
    static func timeOfDay(_ milliseconds: Int) -> String {
        let seconds = (milliseconds / 1_000) % 86_400
        return two(seconds / 3_600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60)
    }

    /// A share of one with two decimals.
    static func share(_ number: Double) -> String {
        let hundredths = Int((min(max(number.isNaN ? 0 : number, 0), 99) * 100).rounded())
        return "\(hundredths / 100)." + two(hundredths % 100)
    }

    /// Milliseconds; seconds from ten on. No line is broken before the unit.
    static func milliseconds(_ number: Double) -> String {
        guard number.isFinite, number >= 0, number < 1e9 else { return "?" }
        return number < 10_000
            ? "\(Int(number.rounded()))\u{A0}ms" : "\(Int((number / 1_000).rounded()))\u{A0}s"
    }

    static func counted(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
