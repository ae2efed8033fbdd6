/// Training texts as the rows of one sparse matrix.
struct SampleMatrix: Sendable {
    private(set) var starts: [Int] = [0]
    private(set) var indices: [Int32] = []
    private(set) var values: [Float] = []
    private(set) var squaredLengths: [Float] = []
    let columns: Int

    var rows: Int { starts.count - 1 }

    init(_ vectors: [SparseVector], columns: Int) {
        self.columns = columns
        let total = vectors.reduce(0) { $0 + $1.indices.count }
        indices.reserveCapacity(total)
        values.reserveCapacity(total)
        for vector in vectors {
            indices.append(contentsOf: vector.indices)
            values.append(contentsOf: vector.values)
            starts.append(indices.count)
            squaredLengths.append(vector.squaredLength)
        }
    }
}
