import Foundation
import Terminal

/// The terminal while a full-screen view holds it: keys come one by one and
/// unseen, and the screen is the alternate one. Whatever ends the process, short
/// of SIGKILL, gives the terminal back as it was.
final class TerminalSession {
    private(set) var isEntered = false

    /// - Throws: `CommandFailure` when standard input or output is no terminal.
    init() throws(CommandFailure) {
        guard Console.isTerminal(0), Console.isTerminal(1),
            tcgetattr(STDIN_FILENO, &HeldTerminal.settings) == 0
        else {
            throw CommandFailure(
                "standard input and output are no terminal; remedy: --plain prints lines")
        }
        HeldTerminal.prepare()
    }

    deinit { leave() }

    func enter() {
        guard !isEntered else { return }
        var raw = HeldTerminal.settings
        cfmakeraw(&raw)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        HeldTerminal.isHeld = true
        isEntered = true
        write(Array(Drawing.enter.utf8))
    }

    func leave() {
        guard isEntered else { return }
        isEntered = false
        HeldTerminal.giveBack()
    }

    /// - Returns: Whether the terminal took it.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool { Output.write(bytes, to: STDOUT_FILENO) == 0 }

    /// Columns and rows; 80 × 24 where the terminal does not tell.
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}

/// What a signal handler needs to give the terminal back: there is one terminal a
/// process, and a handler can reach nothing but globals.
private enum HeldTerminal {
    // Written by the thread that holds the terminal, before handlers are set.
    nonisolated(unsafe) static var settings = termios()
    nonisolated(unsafe) static var isHeld = false
    nonisolated(unsafe) static var leaving: UnsafeMutableBufferPointer<UInt8> = .allocate(
        capacity: 0)

    static let fatal = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

    /// At a normal exit, and when the program crashes.
    static func prepare() {
        guard leaving.isEmpty else { return }
        let bytes = Array(Drawing.leave.utf8)
        leaving = .allocate(capacity: bytes.count)
        _ = leaving.initialize(from: bytes)
        atexit { HeldTerminal.giveBack() }
        for number in fatal {
            signal(number) { number in
                HeldTerminal.giveBack()
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    /// Only calls that are safe in a signal handler: `write` and `tcsetattr`.
    static func giveBack() {
        guard isHeld else { return }
        isHeld = false
        _ = Foundation.write(STDOUT_FILENO, leaving.baseAddress, leaving.count)
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }
}
