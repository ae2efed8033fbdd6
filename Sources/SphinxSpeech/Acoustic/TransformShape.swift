import Foundation

/// How many streams of which lengths a transform of an acoustic model's means has,
/// or the model itself. PocketSphinx does not compare the two, and reads past the
/// end of a transform that is smaller than its model.
struct TransformShape: Equatable {
    private let lengths: [Int]

    /// Of a transform, as SphinxTrain's `mllr_solve` writes it. Nil when the text
    /// is none.
    init?(transform path: String) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        func size(at index: Int) -> Int? {
            guard index < words.count, let size = Int(words[index]), (1...256).contains(size)
            else { return nil }
            return size
        }
        guard let classes = size(at: 0), let streams = size(at: 1) else { return nil }
        var lengths: [Int] = []
        var index = 2
        for _ in 0..<classes * streams {
            guard let length = size(at: index) else { return nil }
            lengths.append(length)
            // The length, a matrix, an offset, and a factor for each variance.
            index += 1 + length * length + 2 * length
        }
        guard index == words.count, words.dropFirst(2).allSatisfy({ Double($0) != nil }) else {
            return nil
        }
        // PocketSphinx applies the first class.
        self.lengths = Array(lengths.prefix(streams))
    }

    /// Of a file `means`.
    init?(means path: String) {
        guard let means = ParameterFile.gaussians(path) else { return nil }
        lengths = means.streamLengths
    }
}
