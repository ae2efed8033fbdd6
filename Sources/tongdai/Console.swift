import Foundation

/// Where people and programs read what the program says.
enum Console {
    static let version = "0.1.0"

    /// Results: what a program would read.
    static func print(_ text: String) { write(text + "\n", to: .standardOutput) }

    /// Everything else: progress, warnings, errors.
    static func complain(_ text: String) { write(text + "\n", to: .standardError) }

    /// What comes before a person's input, on the same line.
    static func prompt(_ text: String) { write(text, to: .standardOutput) }

    /// A line that the next one overwrites. Nothing where nobody is watching.
    static func progress(_ text: String) {
        guard isTerminal(2) else { return }
        write("\r\u{1B}[K" + text, to: .standardError)
    }

    static func endProgress() { progress("") }

    /// Whether to colour: on a terminal, unless `NO_COLOR` is set (no-color.org).
    static var hasColour: Bool {
        isTerminal(1) && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// A reader that has gone away (a closed pipe) is no error.
    private static func write(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
