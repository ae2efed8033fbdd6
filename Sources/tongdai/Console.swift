import Foundation
import Pipeline

/// Where people and programs read what the program says.
enum Console {
    static let version = "0.1.0"

    private static let failed = Locked(false)

    /// Whether something that was asked for could not be written: the exit status
    /// is then no success.
    static var hasFailed: Bool { failed.withLock { $0 } }

    /// Results: what a program would read. Told once when they cannot be written.
    static func print(_ text: String) { show(text + "\n") }

    /// Everything else: progress, warnings, errors.
    static func complain(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// What comes before a person's input, on the same line.
    static func prompt(_ text: String) { show(text) }

    /// Something could not be written, and the work goes on: told the first time only.
    static func fail(_ message: @autoclosure () -> String) {
        let isFirst = failed.withLock { failed in
            defer { failed = true }
            return !failed
        }
        if isFirst { complain("tongdai: " + message()) }
    }

    /// A line that the next one overwrites. Nothing where nobody is watching.
    static func progress(_ text: String) {
        guard isTerminal(2) else { return }
        write("\r\u{1B}[K" + text, to: STDERR_FILENO)
    }

    static func endProgress() { progress("") }

    /// Whether to colour: on a terminal, unless `NO_COLOR` is set (no-color.org).
    static var hasColour: Bool {
        isTerminal(1) && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }

    /// Columns of the terminal that shows the results; nil where there is none.
    static var width: Int? {
        var size = winsize()
        guard isTerminal(1), ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    private static func show(_ text: String) {
        let code = write(text, to: STDOUT_FILENO)
        guard code != 0 else { return }
        fail(
            "the output cannot be written: \(Output.reason(code)); remedy: check where standard "
                + "output goes")
    }

    @discardableResult
    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        Output.write(Array(text.utf8), to: descriptor)
    }
}
