import Audio
import Foundation
import Replay
import Transcript

/// What is played to the line in one call: a recorded caller, or a scenario with
/// all its recordings.
struct Performance {
    let name: String
    let rate: SampleRate
    let steps: [CallerScript.Step]
    let scenario: Scenario?
    let start: TranscriptTime?

    static func load(_ path: String, _ settings: ReplaySettings) throws -> Performance {
        path.hasSuffix(".json")
            ? try scenario(path, settings) : try recording(path, settings)
    }

    private static func recording(_ path: String, _ settings: ReplaySettings) throws -> Performance
    {
        let recording = try CallerRecording.read(
            path, channel: settings.channel, rate: settings.rate)
        let moment: CallerScript.Moment =
            settings.isOverGreeting ? .start : .afterReply(.milliseconds(300))
        return Performance(
            name: name(of: path), rate: recording.rate,
            steps: [.init(moment, .play(recording.samples))], scenario: nil, start: nil)
    }

    /// The line of a scenario is a telephone's when all its recordings are.
    private static func scenario(_ path: String, _ settings: ReplaySettings) throws -> Performance {
        let url = URL(filePath: path)
        guard let data = try? Data(contentsOf: url) else {
            throw CallerRecording.Unusable(
                path: path, problem: "the scenario cannot be read", remedy: "check the path")
        }
        let scenario = try Scenario(bytes: [UInt8](data), file: path)
        let paths = recordings(of: scenario)
        let rates = try paths.values.sorted().map {
            try CallerRecording.read($0, channel: settings.channel).rate
        }
        let rate = settings.rate ?? rates.max() ?? .wideband
        let steps = try scenario.steps.map { step in
            let action: CallerScript.Action =
                switch step.action {
                case .play(let file):
                    .play(
                        try CallerRecording.read(
                            paths[file] ?? file, channel: settings.channel, rate: rate
                        ).samples)
                case .keys(let keys): .keys(Array(keys))
                case .silence(let duration): .silence(duration)
                }
            return CallerScript.Step(step.moment, action)
        }
        return Performance(
            name: scenario.name, rate: rate, steps: steps, scenario: scenario,
            start: try scenario.start.map(ReplaySettings.time))
    }

    /// The recordings that a scenario plays: as it writes them, and where they are.
    private static func recordings(of scenario: Scenario) -> [String: String] {
        let folder = URL(filePath: scenario.file).deletingLastPathComponent()
        let files = scenario.steps.compactMap { step -> String? in
            if case .play(let file) = step.action { file } else { nil }
        }
        return Dictionary(
            files.map { file in
                let isAbsolute = file.hasPrefix("/")
                let url = isAbsolute ? URL(filePath: file) : folder.appending(path: file)
                return (file, url.standardized.relativePath)
            },
            uniquingKeysWith: { first, _ in first })
    }

    /// All files that are read for what is named on the command line. A scenario that
    /// cannot be read has none.
    static func inputs(of path: String) -> [String] {
        guard path.hasSuffix(".json") else { return [path] }
        let data = (try? Data(contentsOf: URL(filePath: path))) ?? Data()
        guard let scenario = try? Scenario(bytes: [UInt8](data), file: path) else { return [path] }
        return [path] + recordings(of: scenario).values.sorted()
    }

    private static func name(of path: String) -> String {
        URL(filePath: path).deletingPathExtension().lastPathComponent
    }
}
