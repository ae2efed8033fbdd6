import Foundation

/// A line of `scripts/virtual-line` of a test's own: both its ends, as ALSA names.
/// It stops when nobody holds it any more, and when the tests end.
final class VirtualLine {
    private let folder: URL
    private let place: Workplace
    /// What a process needs to find the line.
    private(set) var environment: [String: String] = [:]

    init(_ place: Workplace) throws {
        self.place = place
        // Short: the path of a socket has a limit.
        folder = URL(filePath: "/tmp/tongdai-line-\(UUID().uuidString.prefix(8))")
        try start()
    }

    deinit { try? stop() }

    /// Starts the sound server, anew if it was stopped.
    func start() throws {
        let owner = "\(ProcessInfo.processInfo.processIdentifier)"
        let output = try script("start", folder.path, "16000", owner)
        for line in output.split(separator: "\n") {
            let words = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            if words.count == 2 { environment[String(words[0])] = String(words[1]) }
        }
        try addEar()
    }

    /// A device that hears both sides by one clock: the caller left, the line right.
    private func addEar() throws {
        let file = folder.appending(path: "asoundrc")
        let ear = """

            pcm.both {
                type multi
                slaves.a { pcm { type plug slave.pcm "tongdai_capture" } channels 1 }
                slaves.b { pcm { type plug slave.pcm "agent_capture" } channels 1 }
                bindings.0 { slave a channel 0 }
                bindings.1 { slave b channel 0 }
            }
            """
        let text = try String(contentsOf: file, encoding: .utf8)
        try (text + ear + "\n").write(to: file, atomically: true, encoding: .utf8)
    }

    /// Ends the sound server under the feet of whoever uses it.
    func stop() throws { _ = try script("stop", folder.path) }

    private func script(_ arguments: String...) throws -> String {
        let running = try place.startTool(
            Workplace.root.appending(path: "scripts/virtual-line").path, arguments,
            limit: .seconds(30))
        let outcome = running.finish()
        guard outcome.status == 0 else { throw Workplace.Failure.tool(outcome.complaint) }
        return outcome.output
    }

    /// Answers the line.
    func call(_ options: String..., limit: Duration = .seconds(90)) throws -> Running {
        try place.start(
            ["call", "--json", "--capture", "tongdai_capture", "--playback", "tongdai_playback"]
                + options,
            limit: limit, environment: environment)
    }

    /// Says a recording into the line, in real time.
    func play(_ file: URL) throws -> Outcome {
        try place.startTool(
            "aplay", ["-q", "-D", "caller_playback", file.path], limit: .seconds(60),
            environment: environment
        ).finish()
    }

    /// Begins to record both sides, without a header, until it is killed.
    func record(to file: URL) throws -> Running {
        try place.startTool(
            "arecord",
            ["-q", "-D", "both", "-t", "raw", "-f", "S16_LE", "-r", "16000", "-c", "2", file.path],
            limit: .seconds(120), environment: environment)
    }
}
