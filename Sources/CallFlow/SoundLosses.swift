import Audio

/// Sound that went missing between the caller and the call.
public enum SoundLoss: Sendable, CaseIterable {
    /// Frames of the caller that the device lost.
    case captured
    /// Frames, or keys, that came faster than the ears took them.
    case heard
    /// Frames of the line, other than silence, that the device left out.
    case played
    /// The capture device was not read in time.
    case overrun
    /// The playback device ran dry.
    case underrun

    var stage: String { self == .heard ? "hear" : "line" }

    func operation(_ count: Int) -> String {
        let plural = count == 1 ? "" : "s"
        return switch self {
        case .captured: "capture: \(count) frame\(plural) lost"
        case .heard: "listen: \(count) input\(plural) dropped"
        case .played: "play: \(count) frame\(plural) left out"
        case .overrun: "capture: \(count) overrun\(plural)"
        case .underrun: "play: \(count) underrun\(plural)"
        }
    }
}

/// Counts what is lost, and tells it from time to time: a machine that is too slow
/// loses something in every tick, and a log of that would make it slower.
struct SoundLosses {
    /// From one report to the next.
    private static let interval = Duration.seconds(1)

    private var counts: [SoundLoss: Int] = [:]
    private var lastReport: MediaTime?

    mutating func add(_ count: Int, _ loss: SoundLoss) {
        if count > 0 { counts[loss, default: 0] += count }
    }

    /// What was lost since the last report, if another may be made by now.
    mutating func due(at time: MediaTime) -> [Cue] {
        guard !counts.isEmpty else { return [] }
        if let lastReport, time.duration(since: lastReport) < Self.interval { return [] }
        lastReport = time
        return takeAll()
    }

    mutating func takeAll() -> [Cue] {
        defer { counts = [:] }
        return SoundLoss.allCases.compactMap { loss in
            counts[loss].map { .lost(stage: loss.stage, operation: loss.operation($0)) }
        }
    }
}
