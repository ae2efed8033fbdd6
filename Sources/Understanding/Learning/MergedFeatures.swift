/// Samples in which features that always occur together are one.
///
/// The letters of a rare word are in the same texts as the word, and what occurs in one
/// text is in no other: such features say the same of every pair of texts. Put together,
/// with the length that they had, they leave every product of two texts as it was, so a
/// linear machine learns the same, from half as many numbers or fewer.
struct MergedFeatures: Sendable {
    let samples: SampleMatrix
    /// By feature: what it has of the merged column's weight; at most 1.
    private(set) var shares: [Float]
    /// Features in the order of their columns, and where each column's begin.
    private var members: [Int32] = []
    private var firsts: [Int]

    init(_ whole: SampleMatrix) {
        let groups = Self.groups(of: whole)
        // By feature; −1 where no text has it.
        var columns = [Int32](repeating: -1, count: whole.columns)
        shares = [Float](repeating: 0, count: whole.columns)
        var starts = [0]
        var indices: [Int32] = []
        var values: [Float] = []
        // By group: its column, and where it is in the row at hand.
        var numbers = [Int32](repeating: -1, count: whole.columns)
        var places = [Int](repeating: -1, count: whole.columns)
        var count: Int32 = 0
        for row in 0..<whole.rows {
            let start = indices.count
            for place in whole.starts[row]..<whole.starts[row + 1] {
                let group = groups[Int(whole.indices[place])]
                let square = whole.values[place] * whole.values[place]
                if places[group] >= start {
                    values[places[group]] += square
                    continue
                }
                if numbers[group] < 0 {
                    numbers[group] = count
                    count += 1
                }
                places[group] = indices.count
                indices.append(numbers[group])
                values.append(square)
            }
            for place in start..<values.count { values[place].formSquareRoot() }
            for place in whole.starts[row]..<whole.starts[row + 1] {
                let feature = Int(whole.indices[place])
                guard columns[feature] < 0 else { continue }
                columns[feature] = numbers[groups[feature]]
                let length = values[places[groups[feature]]]
                shares[feature] = length > 0 ? whole.values[place] / length : 0
            }
            starts.append(indices.count)
        }
        samples = SampleMatrix(starts, indices, values, columns: Int(count))
        firsts = [Int](repeating: 0, count: Int(count) + 1)
        for column in columns where column >= 0 { firsts[Int(column) + 1] += 1 }
        for column in 0..<Int(count) { firsts[column + 1] += firsts[column] }
        var next = firsts
        members = [Int32](repeating: 0, count: firsts[Int(count)])
        for (feature, column) in columns.enumerated() where column >= 0 {
            members[next[Int(column)]] = Int32(feature)
            next[Int(column)] += 1
        }
    }

    /// Those that a merged column is made of.
    func features(of column: Int) -> ArraySlice<Int32> {
        members[firsts[column]..<firsts[column + 1]]
    }

    /// For each feature a number that those share which are in the same rows with the
    /// same values, or in one row only.
    private static func groups(of samples: SampleMatrix) -> [Int] {
        var hashes = [UInt64](repeating: 0, count: samples.columns)
        var counts = [Int32](repeating: 0, count: samples.columns)
        var rows = [Int](repeating: 0, count: samples.columns)
        for row in 0..<samples.rows {
            for place in samples.starts[row]..<samples.starts[row + 1] {
                let feature = Int(samples.indices[place])
                var hash = hashes[feature] ^ UInt64(samples.values[place].bitPattern)
                hash = (hash ^ (UInt64(row) << 32)) &* 0x9E37_79B9_7F4A_7C15
                hashes[feature] = hash ^ (hash >> 29)
                counts[feature] += 1
                rows[feature] = row
            }
        }
        var firsts: [UInt64: Int] = [:]
        var lonely = [Int](repeating: -1, count: samples.rows)
        return hashes.indices.map { feature in
            guard counts[feature] != 1 else {
                if lonely[rows[feature]] < 0 { lonely[rows[feature]] = feature }
                return lonely[rows[feature]]
            }
            if let first = firsts[hashes[feature]] { return first }
            firsts[hashes[feature]] = feature
            return feature
        }
    }
}
