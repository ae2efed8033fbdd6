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

    init(_ arguments: Arguments) throws {
        recordings = try arguments["--recordings"].map(Self.folder)
        form = arguments.has("--json") ? .json : .text(hasColour: Console.hasColour)
        log = arguments["--log"]
        isRealTime = arguments.has("--real-time")
        wantsPartials = arguments.has("--partials")
        isOverGreeting = arguments.has("--over-greeting")
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
