internal import Knowledge

/// Shows a transcript to people, event by event:
///
///     00:03.2 caller   how much does it cost (0.87)
///     00:03.4 answer   residence.temporary.fee (0.93), Circular 75/2022; from 2026-07-01
///     00:03.4 line     You pay fifteen thousand dong at the counter.
///
/// Control characters and those that turn the direction of text are shown as
/// `�`: nothing that a caller says moves the terminal's cursor.
public struct TranscriptText: Sendable {
    /// ANSI colours, for a terminal.
    public var hasColour: Bool

    /// Columns to wrap at; nil to keep each event on one line.
    public var width: Int?

    public init(hasColour: Bool = false, width: Int? = nil) {
        self.hasColour = hasColour
        self.width = width
    }

    /// The event's lines, without newlines; none for events that say nothing to
    /// a reader, such as `speech.started`.
    public func lines(for record: TranscriptRecord) -> [String] {
        guard let (role, text) = EventSentence.sentence(of: record) else { return [] }
        let margin = EventSentence.clock(record.ms) + " " + role.rawValue.padded(to: 8) + " "
        let indent = String(repeating: " ", count: margin.count)
        let wrapped = wrap(Self.shown(text), to: width.map { $0 - margin.count })
        return wrapped.enumerated().map { index, line in
            (index == 0 ? colour(margin, role.colour) : indent) + colour(line, role.textColour)
        }
    }

    /// The text without anything that a terminal would obey. Line breaks and
    /// tabs are spaces.
    public static func shown(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\t" || scalar == "\r" {
                result.unicodeScalars.append(" ")
            } else {
                result.unicodeScalars.append(scalar.changesTerminal ? "\u{FFFD}" : scalar)
            }
        }
        return result
    }

    /// Minutes, seconds and tenths of media time: `00:03.2`; with hours from one hour on.
    public static func clock(_ milliseconds: Int) -> String { EventSentence.clock(milliseconds) }

    private func colour(_ text: String, _ code: String?) -> String {
        guard hasColour, let code else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private func wrap(_ text: String, to width: Int?) -> [String] {
        guard let width, width > 8 else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            var rest = word
            while rest.count > width {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            line += (line.isEmpty ? "" : " ") + rest
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
