import Benchmark
import Foundation
import Knowledge

/// What becomes of the figures of `bench`: printed, kept, compared with earlier ones.
struct BenchResult {
    static let options: [Arguments.Option] = [
        .init("--save", "FILE", "write the figures to this file, for --baseline"),
        .init("--baseline", "FILE", "compare with the figures of an earlier run"),
        .init("--allow", "PERCENT", "how much worse a figure may be than then (default: 25)"),
    ]

    private let isJSON: Bool
    private let saved: String?
    private let baseline: Baseline?
    private let baselinePath: String
    private let allowed: Double

    /// Reads the baseline before anything is measured: a wrong path is told at once.
    init(_ arguments: Arguments) throws {
        isJSON = arguments.has("--json")
        saved = arguments["--save"]
        try OutputPlace.check(saved, "--save")
        baselinePath = arguments["--baseline"] ?? ""
        if let percent = try arguments.number("--allow", in: 0...10_000) {
            guard arguments["--baseline"] != nil else {
                throw UsageError("--allow needs --baseline")
            }
            allowed = Double(percent) / 100
        } else {
            allowed = 0.25
        }
        baseline = try arguments["--baseline"].map(Self.read)
    }

    private static func read(_ path: String) throws(CommandFailure) -> Baseline {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw CommandFailure(
                "\(path): the baseline cannot be read; remedy: make one with --save \(path)")
        }
        guard let baseline = Baseline(bytes: [UInt8](data)) else {
            throw CommandFailure(
                "\(path): there are no figures in it; remedy: make a baseline with --save FILE")
        }
        return baseline
    }

    /// - Parameter notes: What the figures do not say, for people.
    /// - Returns: The exit status: 1 when a figure is worse than is allowed.
    func show(_ figures: [Figure], notes: [String] = []) throws -> Int32 {
        try refuseOtherSettings(figures)
        let json = Baseline.json(figures).line
        if isJSON {
            Console.print(json)
        } else {
            for line in FigureTable.lines(figures, comparedWith: baseline) { Console.print(line) }
            for note in notes { Console.print(note) }
        }
        // A baseline that is also the file to save to has been read already.
        if let saved {
            do {
                try Data((json + "\n").utf8).write(to: URL(filePath: saved))
            } catch {
                throw CommandFailure(
                    "\(saved): the figures cannot be written; remedy: name a file in a folder that "
                        + "you may write to with --save")
            }
        }
        return complain(figures)
    }

    private func refuseOtherSettings(_ figures: [Figure]) throws(CommandFailure) {
        guard let other = baseline?.otherSettings(than: figures).first else { return }
        throw CommandFailure(
            "\(baselinePath): it was measured with another \(other.name); remedy: measure with the "
                + "same settings, or make another baseline with --save")
    }

    private func complain(_ figures: [Figure]) -> Int32 {
        let worse = (baseline?.comparisons(with: figures) ?? []).filter { $0.loss > allowed }
        for comparison in worse {
            let loss =
                comparison.loss.isFinite
                ? "\(Int((comparison.loss * 100).rounded())) % worse" : "worse"
            Console.complain(
                "tongdai bench: \(comparison.figure.name) is \(loss) than in \(baselinePath)")
        }
        return worse.isEmpty ? 0 : 1
    }
}
