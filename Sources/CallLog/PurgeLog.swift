public import Foundation
internal import Knowledge
internal import Transcript

/// The markers of all purges of a folder, in the file `purged.jsonl`.
public struct PurgeLog: Sendable {
    static let fileName = "purged.jsonl"

    private let folder: URL

    public init(_ folder: URL) { self.folder = folder }

    /// In the order in which they were written; none when nothing was purged.
    /// - Throws: When their chain does not hold, or the file cannot be read.
    public func markers() throws(LogError) -> [PurgeMarker] {
        let lines = try lines()
        let call = ScannedCall(call: PurgeMarker.call, lines: lines)
        let finding = ChainCheck().check(call)
        if let line = finding.damaged.first(where: { !UnreadLine($0).isTorn }) {
            throw LogError(
                .other, "\(Self.fileName):\(line.number)", "it could not be read",
                remedy: "compare it with a copy; without it nobody knows what was purged")
        }
        if let fault = finding.fault {
            throw LogError(
                .other, "\(Self.fileName):\(fault.number)", "\(fault.sentence)",
                remedy: "compare it with a copy; without it nobody knows what was purged")
        }
        return call.records.compactMap { PurgeMarker($0) }
    }

    /// Adds a marker, and sees that it is on the disk.
    func append(_ marker: PurgeMarker) throws(LogError) {
        let last = ScannedCall(call: PurgeMarker.call, lines: try lines()).records.last
        let record = TranscriptRecord(
            time: marker.time, call: PurgeMarker.call, line: "log", seq: (last?.seq ?? -1) &+ 1,
            ms: 0, event: .other(name: PurgeMarker.event, fields: marker.fields),
            prev: last.map { TranscriptChain.digest(of: $0.json.bytes) }
                ?? TranscriptChain.beginning)
        do {
            try TranscriptFolder(folder).append(record.json.bytes, to: Self.fileName)
        } catch {
            throw .writing(error.file, operation: error.operation, code: error.code)
        }
        try? FileHandle(forUpdating: folder.appending(path: Self.fileName)).synchronize()
    }

    private func lines() throws(LogError) -> [ScannedCall.Line] {
        let url = folder.appending(path: Self.fileName)
        guard FileManager.default.fileExists(atPath: url.path) else { return [] }
        var lines: [ScannedCall.Line] = []
        let reader = try PieceReader(url)
        while let piece = try reader.next() {
            for line in piece.split(separator: 0x0A, omittingEmptySubsequences: false) {
                if !line.isEmpty {
                    lines.append(ScannedCall.Line(bytes: Array(line), number: lines.count + 1))
                }
            }
        }
        return lines
    }
}
