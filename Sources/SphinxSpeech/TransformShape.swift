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
        guard let head = MeansHead(path) else { return nil }
        lengths = head.lengths
    }
}

/// What stands at the beginning of a file `means`: a text that ends in `endhdr`, then
/// the byte order, the numbers of states, streams and densities, the streams' lengths,
/// and how many values follow.
struct MeansHead: Equatable {
    private let states: Int
    private let densities: Int
    let lengths: [Int]
    private let values: Int

    /// Nil when the file is none, or ends before its values do.
    init?(_ path: String) {
        guard let handle = FileHandle(forReadingAtPath: path),
            let start = try? handle.read(upToCount: 4_096),
            let header = start.range(of: Data("endhdr\n".utf8))
        else { return nil }
        let bytes = [UInt8](start[header.upperBound...])
        func word(_ index: Int) -> UInt32? {
            guard bytes.count >= 4 * index + 4 else { return nil }
            return bytes[4 * index..<4 * index + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
        guard let order = word(0), [0x1122_3344, 0x4433_2211].contains(order) else { return nil }
        func number(_ index: Int) -> Int? {
            word(index).map { Int(order == 0x1122_3344 ? $0 : $0.byteSwapped) }
        }
        guard let states = number(1), let streams = number(2), let densities = number(3),
            (1...256).contains(streams), let values = number(4 + streams),
            let size = try? handle.seekToEnd(),
            size >= UInt64(start.distance(from: start.startIndex, to: header.upperBound))
                + UInt64(4 * (5 + streams + values))
        else { return nil }
        self.states = states
        self.densities = densities
        self.values = values
        lengths = (0..<streams).compactMap { number(4 + $0) }
    }
}
