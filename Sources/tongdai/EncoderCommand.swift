import Foundation
import SentenceEncoder

enum EncoderCommand: Command {
    static let name = "encoder"
    static let summary = "converts, checks and measures the sentence encoder"
    static let usage = [
        "encoder [--file FILE]", "encoder --from DIR [--to FILE]",
        "encoder --vectors TEXTS [options]", "encoder --bench TEXTS [options]",
    ]
    static let options: [Arguments.Option] = [
        .init("--file", "FILE", "the encoder (default: where scripts/fetch-encoder puts it)"),
        .init("--from", "DIR", "make one of model.safetensors, vocab.txt and config.json here"),
        .init("--to", "FILE", "where to (default: where the line looks for it)"),
        .init("--vectors", "TEXTS", "print the vector of each line of this file, as JSON"),
        .init("--bench", "TEXTS", "measure with the lines of this file"),
        .init("--threads", "N", "threads that encode (default: 1)"),
    ]
    static let notes = """
        Without --from, --vectors and --bench, the whole file is read and compared with
        its digest. scripts/fetch-encoder does all that is needed to have an encoder.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.isEmpty else {
            throw UsageError("encoder takes options only, not '\(arguments.operands[0])'")
        }
        if let folder = arguments["--from"] {
            try OutputPlace.check(arguments["--to"], "--to")
            let file = arguments["--to"].map { URL(filePath: $0) } ?? SentenceEncoder.location
            let encoder = try EncoderConversion.convert(URL(filePath: folder), to: file)
            Console.print("\(file.path): \(encoder.dimension) floats, digest \(encoder.digest)")
            return 0
        }
        let file = arguments["--file"].map { URL(filePath: $0) } ?? SentenceEncoder.location
        let threads = try arguments.number("--threads", in: 1...256) ?? 1
        let start = ContinuousClock.now
        let encoder = try SentenceEncoder(contentsOf: file)
        let opened = ContinuousClock.now - start
        if let path = arguments["--vectors"] {
            for vector in encoder.encode(try lines(of: path), threads: threads) {
                Console.print("[\(vector.map { "\($0)" }.joined(separator: ","))]")
            }
        } else if let path = arguments["--bench"] {
            bench(encoder, try lines(of: path), opened: opened, threads: threads)
        } else {
            try encoder.verify()
            Console.print("\(file.path): \(encoder.dimension) floats, digest \(encoder.digest)")
        }
        return 0
    }

    private static func lines(of path: String) throws(CommandFailure) -> [String] {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw CommandFailure("\(path): the file cannot be read; remedy: name a file of texts")
        }
        var lines = String(decoding: data, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map(String.init)
    }

    /// One by one, in fives as an N-best list would come, and all at once.
    private static func bench(
        _ encoder: SentenceEncoder, _ texts: [String], opened: Duration, threads: Int
    ) {
        let question = "what do i need to bring to get a new passport please"
        func time(_ work: () -> Void) -> Double {
            let start = ContinuousClock.now
            work()
            return (ContinuousClock.now - start) / .milliseconds(1)
        }
        func show(_ name: String, _ milliseconds: Double) {
            Console.print("\(name): \(String(format: "%.2f", milliseconds)) ms")
        }
        show("opened", opened / .milliseconds(1))
        show("first question", time { _ = encoder.encode(question) })
        show(
            "a question of 12 words",
            (0..<50).map { _ in time { _ = encoder.encode(question) } }
                .sorted()[25])
        let variants = ["passport", "passports", "pass port", "past port", "passport fee"].map {
            "what do i need to bring to get a new \($0) please"
        }
        show(
            "5 hypotheses", (0..<30).map { _ in time { _ = encoder.encode(variants) } }.sorted()[15]
        )
        guard !texts.isEmpty else { return }
        let some = texts.prefix(200)
        show(
            "each by itself, a text",
            time { for text in some { _ = encoder.encode(text) } } / Double(some.count))
        let all = time { _ = encoder.encode(texts, threads: threads) }
        show("\(texts.count) texts on \(threads) threads", all)
    }
}
