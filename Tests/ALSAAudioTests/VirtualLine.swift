import Foundation

/// The line of `scripts/virtual-line`: one for the whole process, because ALSA
/// takes its configuration from the environment.
///
///     caller_playback → tongdai_capture      agent_capture ← tongdai_playback
struct VirtualLine {
    enum Failure: Error { case script(String) }

    let folder: URL

    /// Started on first use, stopped when the process ends.
    static let shared = Result { try VirtualLine() }

    private static let script = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "scripts/virtual-line")

    private init() throws {
        folder = URL(filePath: "/tmp/virtual-line-\(ProcessInfo.processInfo.processIdentifier)")
        for line in try restore().split(separator: "\n") {
            let assignment = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            setenv(String(assignment[0]), String(assignment[1]), 1)
        }
        atexit {
            guard let line = try? VirtualLine.shared.get() else { return }
            _ = try? VirtualLine.run("stop", line.folder)
        }
    }

    /// Devices with properties that the virtual line's own do not have.
    private func addDevices() throws {
        let configuration = folder.appending(path: "asoundrc")
        let devices = """

            # Has one channel after the other, not one beside the other.
            pcm.planar { type a52 slavepcm "null" rate 48000 channels 2 bitrate 448 }
            # Has 16 bit and one channel, and nothing else.
            pcm.narrow { type speex slave.pcm "null" }
            # A headset: two microphones, and no mono.
            pcm.pair {
                type multi
                slaves.a { pcm { type plug slave.pcm "tongdai_capture" } channels 2 }
                bindings.0 { slave a channel 0 }
                bindings.1 { slave a channel 1 }
            }
            pcm.recorded {
                type file
                slave.pcm "null"
                file "\(played.path)"
                infile "\(recorded.path)"
                format "raw"
            }
            """
        let text = try String(contentsOf: configuration, encoding: .utf8)
        guard !text.contains("pcm.planar") else { return }
        try (text + devices + "\n").write(to: configuration, atomically: true, encoding: .utf8)
    }

    /// What the device `recorded` gives, and where it puts what is played to it.
    var recorded: URL { folder.appending(path: "runtime/recorded.raw") }
    var played: URL { folder.appending(path: "runtime/played.raw") }

    /// Starts the sound server, if it does not run.
    @discardableResult
    func restore() throws -> String {
        let exports = try Self.run(
            "start", folder, "16000", "\(ProcessInfo.processInfo.processIdentifier)")
        try addDevices()
        return exports
    }

    /// Ends the sound server under the line's feet.
    func breakDown() throws { _ = try Self.run("stop", folder) }

    /// Stops the sound server where it stands, or lets it go on.
    func hang(_ hangs: Bool) throws {
        let text = try String(contentsOf: folder.appending(path: "pid"), encoding: .utf8)
        guard let process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw Failure.script("no process in \(folder.path)/pid")
        }
        kill(process, hangs ? SIGSTOP : SIGCONT)
    }

    private static func run(
        _ command: String, _ folder: URL, _ rest: String...
    ) throws -> String {
        let process = Process()
        process.executableURL = script
        process.arguments = [command, folder.path] + rest
        let output = Pipe()
        let complaint = Pipe()
        process.standardOutput = output
        process.standardError = complaint
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let errors = complaint.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure.script(String(decoding: errors, as: UTF8.self))
        }
        return text
    }
}
