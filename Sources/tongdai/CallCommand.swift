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
            .init("--echo", nil, "the microphone hears the loudspeaker: take the line's voice out"),
            .init("--line", "NAME", "what the log calls the line (default: the capture PCM)"),
            .init("--log", "DIR", "folder of the transcripts (default: the user's state folder)"),
            KeptAudio.option, KeptAudio.codingOption,
            .init("--recordings", "DIR", "for trials: write a stereo WAV; the caller is not told"),
            .init("--partials", nil, "keep what both sides are saying in the transcript"),
            .init("--metrics", "FILE", "keep counts of the call there for Prometheus (FILE.prom)"),
            .init("--json", nil, "print the transcript's events as JSON Lines"),
            .init("--list-devices", nil, "name the PCMs that can be used, and stop"),
        ]
    static let notes = """
        The line is answered at once; the call ends with a goodbye, at Ctrl-C, or when the
        device is gone and does not come back. A PCM is any name that ALSA knows: default,
        hw:0, plughw:1,0, pulse. Sound is kept only with --keep-audio: then the caller is
        told so after the greeting.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        if arguments.has("--list-devices") { return listDevices(asJSON: arguments.has("--json")) }
        guard arguments.operands.isEmpty else {
            throw UsageError("call takes options only, not '\(arguments.operands[0])'")
        }
        guard arguments["--keep-audio"] == nil || arguments["--recordings"] == nil else {
            throw UsageError("--keep-audio and --recordings write the same; name one of them")
        }
        try OutputPlace.check(
            arguments["--metrics"], "--metrics", log: LogOption.folder(arguments["--log"]).url)
        let engine = try Engine.load(EngineOptions.packFolder(arguments))
        let fulfilment = try FulfilmentOptions.open(arguments, standard: "journal")
        let capture = arguments["--capture"] ?? "default"
        let rate = try LineRate.parse(arguments["--rate"]) ?? .wideband
        let log = LogOption.open(arguments["--log"], for: name)
        let kept = try KeptAudio(
            arguments["--keep-audio"], coding: KeptAudio.coding(arguments) ?? .pcm16, log: log,
            pack: engine.pack)
        let line = try ALSALine.open(
            capture: capture, playback: arguments["--playback"] ?? "default", rate: rate)
        let start = TranscriptTime.now
        let output = CallOutput(
            call: callID(start), line: arguments["--line"] ?? capture, start: start,
            form: arguments.has("--json") ? .json : .text(hasColour: Console.hasColour),
            folder: log, metrics: arguments["--metrics"].map(MetricsOutput.init), isLive: true)
        let trial = try arguments["--recordings"].map { try ReplaySettings.folder($0) }
        let recording =
            try kept?.recording(of: output.call, at: rate)
            ?? trial.map {
                try StereoRecording($0.appending(path: output.call + ".wav"), rate: rate)
            }
        var call = try LiveCall(
            line, engine: engine, output: output, recording: recording, fulfilment: fulfilment,
            wantsPartials: arguments.has("--partials"), keepsAudio: kept != nil,
            audioFile: kept?.told(of: output.call), hearsItself: arguments.has("--echo"))
        return call.run()
    }

    /// Sorts by time and tells two processes apart.
    private static func callID(_ start: TranscriptTime) -> String {
        let digits = start.description.filter(\.isNumber)
        return "\(digits)-\(ProcessInfo.processInfo.processIdentifier)"
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
