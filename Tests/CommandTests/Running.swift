import Foundation

/// A process that a test has started. It is killed when nobody holds it any more,
/// and at its limit, so that no test waits for ever.
final class Running {
    /// How a process ended.
    enum Ending: Equatable {
        case exit(Int32)
        case signal(Int32)
        /// It went on for longer than the test allows, and was killed.
        case overdue
    }

    private let process = Process()
    private let output = PipeReader()
    private let complaint = PipeReader()
    private let input = Pipe()
    private let hasEnded = DispatchSemaphore(value: 0)
    private let deadline: DispatchTime

    init(
        _ executable: URL, _ arguments: [String], environment: [String: String], folder: URL,
        limit: Duration
    ) throws {
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardOutput = output.pipe
        process.standardError = complaint.pipe
        process.standardInput = input
        process.terminationHandler = { [hasEnded] _ in hasEnded.signal() }
        deadline = .now() + limit / .seconds(1)
        try process.run()
        output.start()
        complaint.start()
    }

    deinit {
        if process.isRunning { send(SIGKILL) }
    }

    var id: Int32 { process.processIdentifier }

    func send(_ signal: Int32) { kill(id, signal) }

    /// Gives the process its input, and closes it.
    func write(_ bytes: Data) {
        // A process that ends without reading its input closes the pipe: its right.
        try? input.fileHandleForWriting.write(contentsOf: bytes)
        try? input.fileHandleForWriting.close()
    }

    /// Waits for an event among the JSON Lines that the process prints.
    func event(
        atMost limit: Duration = .seconds(30), _ isWanted: (Event) -> Bool
    ) -> Event? {
        output.wait(atMost: limit) { Event.list($0).first(where: isWanted) }
    }

    /// Waits for a text in what the process prints.
    func output(_ text: String, atMost limit: Duration = .seconds(30)) -> Bool {
        output.wait(atMost: limit) { data in
            String(decoding: data, as: UTF8.self).contains(text) ? true : nil
        } ?? false
    }

    /// Waits for a text among what the process complains of.
    func complaint(_ text: String, atMost limit: Duration = .seconds(30)) -> Bool {
        complaint.wait(atMost: limit) { data in
            String(decoding: data, as: UTF8.self).contains(text) ? true : nil
        } ?? false
    }

    /// Waits for the process to end.
    func finish() -> Outcome {
        var ending: Ending = .overdue
        if hasEnded.wait(timeout: deadline) == .success {
            ending =
                process.terminationReason == .exit
                ? .exit(process.terminationStatus) : .signal(process.terminationStatus)
        } else {
            send(SIGKILL)
        }
        output.waitForEnd(atMost: .seconds(5))
        complaint.waitForEnd(atMost: .seconds(5))
        return Outcome(ending: ending, data: output.data, complaintData: complaint.data)
    }
}

/// What came of a process.
struct Outcome {
    let ending: Running.Ending
    let data: Data
    let complaintData: Data

    /// The exit status, or nil when it was killed.
    var status: Int32? {
        if case .exit(let status) = ending { status } else { nil }
    }

    var output: String { String(decoding: data, as: UTF8.self) }
    var complaint: String { String(decoding: complaintData, as: UTF8.self) }
    var events: [Event] { Event.list(data) }
    var lines: [Substring] { output.split(separator: "\n") }
}
