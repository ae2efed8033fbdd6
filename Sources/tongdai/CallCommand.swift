import ALSAAudio
import Audio
import Foundation
import Knowledge
import Replay
import Transcript

enum CallCommand: Command {
    static let name = "call"
    static let summary = "answers one call on a live ALSA line"
    static let usage = [
        "call [options] [--capture PCM] [--playback PCM]", "call --list-devices",
    ]
    static let options =
        EngineOptions.all + FulfilmentOptions.all + [
            .init("--capture", "PCM", "what the caller says comes from (default: default)"),
            .init("--playback", "PCM", "what the line answers goes to (default: default)"),
            .init("--rate", "HERTZ", "of the line: 8000 or 16000 (default: 16000)"),
            .init("--line", "NAME", "what the log calls the line (default: the capture PCM)"),
            .init("--log", "DIR", "folder of the transcripts (default: the user's state folder)"),
            .init("--recordings", "DIR", "write the call as a stereo WAV: caller left, line right"),
            .init("--partials", nil, "keep partial hypotheses in the transcript"),
            .init("--metrics", "FILE", "keep counts of the call there for Prometheus (FILE.prom)"),
            .init("--json", nil, "print the transcript's events as JSON Lines"),
            .init("--list-devices", nil, "name the PCMs that can be used, and stop"),
        ]
    static let notes = """
        The line is answered at once; the call ends with a goodbye, at Ctrl-C, or when the
        device is gone and does not come back. A PCM is any name that ALSA knows: default,
        hw:0, plughw:1,0, pulse.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        if arguments.has("--list-devices") { return listDevices(asJSON: arguments.has("--json")) }
        guard arguments.operands.isEmpty else {
            throw UsageError("call takes options only, not '\(arguments.operands[0])'")
        }
        let engine = try Engine.load(EngineOptions.packFolder(arguments))
        let fulfilment = try FulfilmentOptions.open(arguments, standard: "journal")
        let capture = arguments["--capture"] ?? "default"
        let rate = try LineRate.parse(arguments["--rate"]) ?? .wideband
        let line = try ALSALine.open(
            capture: capture, playback: arguments["--playback"] ?? "default", rate: rate)
        let start = TranscriptTime.now
        let output = CallOutput(
            call: callID(start), line: arguments["--line"] ?? capture, start: start,
            form: arguments.has("--json") ? .json : .text(hasColour: Console.hasColour),
            folder: openLog(arguments["--log"]),
            metrics: arguments["--metrics"].map(MetricsOutput.init),
            isLive: true)
        let recording = try arguments["--recordings"].map { path in
            let folder = try ReplaySettings.folder(path)
            return try StereoRecording(folder.appending(path: callID(start) + ".wav"), rate: rate)
        }
        var call = try LiveCall(
            line, engine: engine, output: output, recording: recording,
            fulfilment: fulfilment,
            wantsPartials: arguments.has("--partials"))
        return call.run()
    }

    /// Sorts by time and tells two processes apart.
    private static func callID(_ start: TranscriptTime) -> String {
        let digits = start.description.filter(\.isNumber)
        return "\(digits)-\(ProcessInfo.processInfo.processIdentifier)"
    }

    /// A folder that cannot be written is told now, not at the first word; the call
    /// goes on without.
    private static func openLog(_ path: String?) -> TranscriptFolder? {
        let folder =
            path.map { TranscriptFolder(URL(filePath: $0)) }
            ?? .standard(environment: ProcessInfo.processInfo.environment)
        do {
            try folder.prepare()
            return folder
        } catch {
            Console.complain("tongdai call: \(error); the call goes on without a log")
            return nil
        }
    }

    private static func listDevices(asJSON: Bool) -> Int32 {
        let devices = ALSADevices.list()
        if asJSON {
            let rows = devices.map { device -> JSONValue in
                [
                    "name": .string(device.name), "description": .string(device.description),
                    "direction": .string(device.direction.rawValue),
                ]
            }
            Console.print(JSONValue.array(rows).line)
            return 0
        }
        for device in devices {
            Console.print("\(device.name)  (\(device.direction.rawValue))")
            let lines = device.description.split(separator: "\n")
            for line in lines { Console.print("    \(line)") }
        }
        return 0
    }
}
