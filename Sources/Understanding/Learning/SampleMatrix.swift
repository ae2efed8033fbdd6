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

    init(_ starts: [Int], _ indices: [Int32], _ values: [Float], columns: Int) {
        precondition(indices.allSatisfy { $0 >= 0 && $0 < columns })
        (self.starts, self.indices, self.values) = (starts, indices, values)
        self.columns = columns
        for row in 0..<starts.count - 1 {
            squaredLengths.append(
                values[starts[row]..<starts[row + 1]].reduce(0) { $0 + $1 * $1 })
        }
    }
}

/// A row and a dense matrix of `columns` rows. This is where nearly all of the time
/// of training goes, so the bounds are checked once for the whole matrix: every column
/// was looked at when it was made.
extension SampleMatrix {
    typealias Lanes = SupportVectorMachine.Lanes

    /// Sum of the row's numbers, each times the dense matrix's row of its column.
    func product(of row: Int, _ dense: [Lanes]) -> Lanes {
        precondition(dense.count == columns)
        let range = starts[row]..<starts[row + 1]
        return unsafe indices.withUnsafeBufferPointer { indices in
            unsafe values.withUnsafeBufferPointer { values in
                unsafe dense.withUnsafeBufferPointer { dense in
                    // Two sums, so that no addition waits for the one before it.
                    var (even, odd) = (Lanes.zero, Lanes.zero)
                    var place = range.lowerBound
                    while place &+ 1 < range.upperBound {
                        unsafe even +=
                            dense[Int(truncatingIfNeeded: indices[place])] * values[place]
                        unsafe odd +=
                            dense[Int(truncatingIfNeeded: indices[place &+ 1])]
                            * values[place &+ 1]
                        place &+= 2
                    }
                    if place < range.upperBound {
                        unsafe even +=
                            dense[Int(truncatingIfNeeded: indices[place])] * values[place]
                    }
                    return even + odd
                }
            }
        }
    }

    /// Adds the row's numbers, times `factors`, to the dense matrix's rows of their
    /// columns.
    func add(_ row: Int, times factors: Lanes, to dense: inout [Lanes]) {
        precondition(dense.count == columns)
        let range = starts[row]..<starts[row + 1]
        unsafe indices.withUnsafeBufferPointer { indices in
            unsafe values.withUnsafeBufferPointer { values in
                unsafe dense.withUnsafeMutableBufferPointer { dense in
                    for place in range {
                        unsafe dense[Int(truncatingIfNeeded: indices[place])] +=
                            factors * values[place]
                    }
                }
            }
        }
    }
}
