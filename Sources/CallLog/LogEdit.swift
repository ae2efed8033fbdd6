internal import Foundation
internal import Knowledge
internal import Transcript

/// Redacts a call in the files of a folder.
public struct LogEdit: Sendable {
    /// A call without an end whose last line is younger may be going on.
    private static let longestCallMS = 20 * 60_000

    private let folder: LogFolder

    public init(_ folder: LogFolder) { self.folder = folder }

    public struct Outcome: Sendable, Equatable {
        /// Lines of the call before, and those that could not be read and are gone.
        public let lines: Int
        public let dropped: Int

        /// Whether its chain held before.
        public let wasWhole: Bool
    }

    /// Takes what the caller said out of the call.
    public func redact(
        _ call: ScannedCall, files: [String], _ redaction: Redaction
    ) throws(LogError) -> Outcome {
        try check(call, at: redaction.time)
        let seams = PurgeMarker.seams(of: (try? PurgeLog(folder.url).markers()) ?? [])
        let isWhole = ChainCheck(seams: seams).check(call).fault == nil
        let result = redaction.redact(call, isWhole: isWhole)
        let lines = call.lines
        // A line of the file stands for one of the result; behind the first comes the
        // marker, and those that could not be read are left out.
        var replacements = Replacements(result.lines, for: lines)
        for file in Set(lines.map(\.file)).sorted() {
            let url = folder.url.appending(path: files[file]).resolvingSymlinksInPath()
            try FileRewrite.rewrite(url) { replacements.lines(for: $0) }
        }
        return Outcome(lines: lines.count, dropped: result.dropped, wasWhole: isWhole)
    }

    private func check(_ call: ScannedCall, at now: TranscriptTime) throws(LogError) {
        let records = call.records
        guard let last = records.last else {
            throw LogError(
                .noSuchCall, call.call, "none of its lines can be read",
                remedy: "tongdai log verify names them")
        }
        let hasEnd = records.contains { $0.event.name == "call.ended" }
        if !hasEnd, now.milliseconds - last.time.milliseconds < Self.longestCallMS {
            throw LogError(
                .callGoesOn, call.call, "the call goes on", remedy: "wait until it is over")
        }
        guard records.contains(where: { Self.hasWords($0.event) }) else {
            throw LogError(
                .alreadyRedacted, call.call, "it holds nothing that a caller said",
                remedy: "nothing is to be done")
        }
    }

    private static func hasWords(_ event: TranscriptEvent) -> Bool {
        switch event {
        case .callerPartial(let text): text != Redaction.mark
        case .callerSaid(let said): said.best.text != Redaction.mark
        case .agentSaid(let said): said.text != Redaction.mark
        case .agentPartial(let partial): partial.text != Redaction.mark
        case .dtmf(let digits): !digits.isEmpty
        case .action(let action): !action.slots.isEmpty
        case .answerChosen(let chosen): !chosen.evidence.isEmpty
        default: false
        }
    }
}

/// What comes into the place of each of a call's lines.
private struct Replacements {
    private var left: [[UInt8]: [[[UInt8]]]] = [:]

    init(_ new: [[UInt8]], for old: [ScannedCall.Line]) {
        var rest = new[...]
        var isFirst = true
        for line in old {
            var reader = TranscriptReader(bytes: line.bytes)
            guard (try? reader.nextLine())?.record != nil else {
                left[line.bytes, default: []].append([])
                continue
            }
            left[line.bytes, default: []].append(Array(rest.prefix(isFirst ? 2 : 1)))
            rest = rest.dropFirst(isFirst ? 2 : 1)
            isFirst = false
        }
    }

    /// The line itself when it is none of the call's.
    mutating func lines(for line: ArraySlice<UInt8>) -> [[UInt8]] {
        let line = Array(line)
        guard var all = left[line], !all.isEmpty else { return [line] }
        let first = all.removeFirst()
        left[line] = all
        return first
    }
}
