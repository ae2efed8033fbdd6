/// Checks a linear transform of an acoustic model's means (MLLR), the text that
/// SphinxTrain's `mllr_solve` writes: how many classes and streams there are; then
/// for each stream of each class its length, a square matrix, an offset, and a
/// factor for each variance.
enum TransformCheck {
    /// Far more than any acoustic model has.
    private static let sizes = 1...256
    private static let remedy =
        "put the file back as it was made, or delete it: lines at 8 kHz "
        + "are then heard without it"

    static func check(_ bytes: [UInt8], file: String, problems: inout [Problem]) {
        if let invalid = UTF8Check.firstInvalid(in: bytes) {
            problems.append(
                Problem(
                    file: file, line: invalid.place.line, column: invalid.place.column,
                    message: invalid.message, remedy: remedy))
            return
        }
        var numbers = Numbers(bytes)
        guard let problem = firstProblem(in: &numbers) else { return }
        problems.append(
            Problem(file: file, line: numbers.line, message: problem, remedy: remedy))
    }

    private static func firstProblem(in numbers: inout Numbers) -> String? {
        guard let classes = size(&numbers), let streams = size(&numbers) else {
            return "the number of classes and streams is missing or wrong"
        }
        for _ in 0..<classes * streams {
            guard let length = size(&numbers) else {
                return "the length of a stream is missing or wrong"
            }
            for _ in 0..<length * length + 2 * length {
                guard let word = numbers.next() else {
                    return "the file ends in the middle of the transform"
                }
                guard let number = Double(word), number.isFinite else {
                    return "'\(word.prefix(20))' is no number"
                }
            }
        }
        return numbers.next().map { "'\($0.prefix(20))' follows the end of the transform" }
    }

    private static func size(_ numbers: inout Numbers) -> Int? {
        numbers.next().flatMap { Int($0) }.flatMap { sizes.contains($0) ? $0 : nil }
    }

    /// The words of the file, and the line of the one that was read last.
    private struct Numbers {
        private let bytes: [UInt8]
        private var index = 0
        private(set) var line = 1

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func next() -> String? {
            while index < bytes.count, bytes[index] <= 0x20 {
                if bytes[index] == 0x0A, index + 1 < bytes.count { line += 1 }
                index += 1
            }
            guard index < bytes.count else { return nil }
            let start = index
            while index < bytes.count, bytes[index] > 0x20 { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
    }
}
