internal import Knowledge
internal import Transcript

/// Checks the chain of a call: see docs/transcript.md.
public struct ChainCheck: Sendable {
    /// What a purge says of a call whose beginning it has taken away: where the rest
    /// begins.
    public struct Seam: Sendable, Equatable {
        public let seq: Int
        public let prev: String

        public init(seq: Int, prev: String) { (self.seq, self.prev) = (seq, prev) }
    }

    private struct Link {
        let seq: Int
        let prev: String
        let digest: String
        let file: Int
        let number: Int
    }

    private let seams: [String: Seam]

    /// - Parameter seams: By the calls' ids.
    public init(seams: [String: Seam] = [:]) { self.seams = seams }

    public struct Finding: Sendable, Equatable {
        /// The first place where the chain does not hold; nil when it holds.
        public let fault: ChainFault?

        /// Lines that are no JSON, such as one that was cut off by a crash.
        public let damaged: [ScannedCall.Line]
        public let hasEnd: Bool
        public let isRedacted: Bool
    }

    public func check(_ call: ScannedCall) -> Finding {
        var links: [Link] = []
        var damaged: [ScannedCall.Line] = []
        var (hasEnd, isRedacted) = (false, false)
        for line in call.lines {
            guard let (record, digest) = Self.read(line) else {
                damaged.append(line)
                continue
            }
            hasEnd = hasEnd || record.event.name == "call.ended"
            isRedacted = isRedacted || record.event.name == Redaction.event
            links.append(
                Link(
                    seq: record.seq, prev: record.prev, digest: digest, file: line.file,
                    number: line.number))
        }
        let fault = misplaced(links, call.call) ?? broken(links, call.call)
        return Finding(fault: fault, damaged: damaged, hasEnd: hasEnd, isRedacted: isRedacted)
    }

    private static func read(
        _ line: ScannedCall.Line
    ) -> (record: TranscriptRecord, digest: String)? {
        if let record = LeanRecord.read(line.bytes, line.bytes.indices, call: "") {
            return (record, TranscriptChain.digest(of: line.bytes))
        }
        var reader = TranscriptReader(bytes: line.bytes)
        guard let read = try? reader.nextLine(), let record = read.record else { return nil }
        return (record, read.digest)
    }

    /// The first line that does not stand where its number belongs, while all are there.
    private func misplaced(_ links: [Link], _ call: String) -> ChainFault? {
        for index in links.indices.dropFirst() where links[index].seq <= links[index - 1].seq {
            let link = links[index]
            let isRepeated = links[..<index].contains { $0.seq == link.seq }
            if isRepeated {
                return ChainFault(
                    kind: .repeated, call: call, seq: link.seq, file: link.file,
                    number: link.number)
            }
            // The line before came too early if what follows goes on without it.
            let early = links[..<index].first { $0.seq > link.seq } ?? link
            return ChainFault(
                kind: .reordered, call: call, seq: early.seq, file: early.file,
                number: early.number)
        }
        return nil
    }

    private func broken(_ links: [Link], _ call: String) -> ChainFault? {
        let seam = seams[call]
        var expected = Seam(seq: 0, prev: TranscriptChain.beginning)
        if let seam, let first = links.first, first.seq == seam.seq { expected = seam }
        for (index, link) in links.enumerated() {
            if link.seq > expected.seq {
                return ChainFault(
                    kind: .missing, call: call, seq: expected.seq,
                    count: link.seq &- expected.seq, file: link.file, number: link.number)
            }
            if link.prev != expected.prev {
                let altered = index == 0 ? link : links[index - 1]
                let next = index + 1 < links.count ? links[index + 1] : nil
                let goesOn = next.map { $0.seq > link.seq &+ 1 || $0.prev == link.digest } ?? true
                return ChainFault(
                    kind: .altered, call: call, seq: altered.seq, file: altered.file,
                    number: altered.number, isUnsure: index > 0 && !goesOn)
            }
            expected = Seam(seq: link.seq &+ 1, prev: link.digest)
        }
        return nil
    }
}
