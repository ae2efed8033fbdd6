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
            precondition(vector.indices.allSatisfy { $0 >= 0 && $0 < columns })
            indices.append(contentsOf: vector.indices)
            values.append(contentsOf: vector.values)
            starts.append(indices.count)
            squaredLengths.append(vector.squaredLength)
        }
    }
}

/// A row and a dense vector of `columns` numbers. This is where nearly all of the time
/// of training goes, so the bounds are checked once for the whole matrix: every column
/// was looked at when it was made.
extension SampleMatrix {
    /// Sum of the row's numbers, each times the vector's number of its column.
    func product(of row: Int, _ vector: [Float]) -> Float {
        precondition(vector.count == columns)
        let range = starts[row]..<starts[row + 1]
        return unsafe indices.withUnsafeBufferPointer { indices in
            unsafe values.withUnsafeBufferPointer { values in
                unsafe vector.withUnsafeBufferPointer { vector in
                    var sum: Float = 0
                    for place in range {
                        unsafe sum +=
                            vector[Int(truncatingIfNeeded: indices[place])] * values[place]
                    }
                    return sum
                }
            }
        }
    }

    /// Adds the row's numbers, times `factor`, to the vector's of their columns.
    func add(_ row: Int, times factor: Float, to vector: inout [Float]) {
        precondition(vector.count == columns)
        let range = starts[row]..<starts[row + 1]
        unsafe indices.withUnsafeBufferPointer { indices in
            unsafe values.withUnsafeBufferPointer { values in
                unsafe vector.withUnsafeMutableBufferPointer { vector in
                    for place in range {
                        unsafe vector[Int(truncatingIfNeeded: indices[place])] +=
                            factor * values[place]
                    }
                }
            }
        }
    }
}
