import Audio
import Foundation
import Replay
import Transcript

/// What `replay` was asked for besides the files.
struct ReplaySettings {
    let recordings: URL?
    let form: CallOutput.Form
    let log: String?
    let isRealTime: Bool
    let wantsPartials: Bool
    let channel: CallerRecording.Channel
    let rate: SampleRate?
    let start: TranscriptTime?
    let isOverGreeting: Bool
    let hearsItself: Bool
    /// In dB, and how late.
    let loopback: (gain: Double, delay: Duration)?

    init(_ arguments: Arguments) throws {
        recordings = try arguments["--recordings"].map(Self.folder)
        form = arguments.has("--json") ? .json : .text(hasColour: Console.hasColour)
        log = arguments["--log"]
        isRealTime = arguments.has("--real-time")
        wantsPartials = arguments.has("--partials")
        isOverGreeting = arguments.has("--over-greeting")
        hearsItself = arguments.has("--echo")
        loopback = try arguments["--loopback"].map(Self.loopback)
        let side = arguments["--channel"] ?? "left"
        guard let channel = CallerRecording.Channel(rawValue: side) else {
            throw UsageError("--channel takes left or right, not '\(side)'")
        }
        self.channel = channel
        rate = try LineRate.parse(arguments["--rate"])
        start = try arguments["--start"].map(Self.time)
    }

    static func folder(_ path: String) throws -> URL {
        let folder = URL(filePath: path)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                "\(path): the folder for recordings cannot be made; remedy: name a folder that you "
                    + "may write to with --recordings")
        }
        return folder
    }

    private static func loopback(_ text: String) throws -> (gain: Double, delay: Duration) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let gain = Double(parts[0]), let delay = Int(parts[1]),
            (-60...6).contains(gain), (0...1_000).contains(delay)
        else {
            throw UsageError("--loopback takes dB and milliseconds, such as -12:120, not '\(text)'")
        }
        return (gain, .milliseconds(delay))
    }

    static func time(_ text: String) throws -> TranscriptTime {
        guard let time = TranscriptTime(text) else {
            throw UsageError("'\(text)' is no time; write 2026-11-23T09:00:00Z")
        }
        return time
    }
}

/// The rates at which a line may tick.
enum LineRate {
    static func parse(_ text: String?) throws(UsageError) -> SampleRate? {
        switch text {
        case nil: nil
        case "8000": .telephone
        case "16000": .wideband
        case let other?: throw UsageError("--rate takes 8000 or 16000, not '\(other)'")
        }
    }
}
