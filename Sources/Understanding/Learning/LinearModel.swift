internal import Dispatch
internal import Synchronization

/// Many linear classifiers over the same features, one a column: what each
/// feature says for and against each class, in 8 bits.
struct LinearModel: Sendable, Equatable {
    /// Weights smaller than this are left out.
    static let smallest: Float = 0.02

    let classes: Int
    /// For each feature, where its row begins in `columns` and `weights`.
    let starts: [Int32]
    let columns: [UInt16]
    let weights: [Int8]
    /// For each class, what one step of its weights is worth.
    let steps: [Float]
    let biases: [Float]

    /// Margins of all classes; about 1 for a clear yes, −1 for a clear no.
    func margins(of vector: SparseVector) -> [Float] {
        var sums = [Float](repeating: 0, count: classes)
        for place in vector.indices.indices {
            let feature = Int(vector.indices[place])
            let value = vector.values[place]
            for entry in Int(starts[feature])..<Int(starts[feature + 1]) {
                sums[Int(columns[entry])] += value * Float(weights[entry])
            }
        }
        for index in sums.indices { sums[index] = sums[index] * steps[index] + biases[index] }
        return sums
    }
}

extension LinearModel {
    /// Trains one classifier against the rest for each class, on all cores; the
    /// result does not depend on how many there are.
    ///
    /// - Parameter members: for each class, the rows that belong to it.
    static func train(
        _ samples: SampleMatrix, members: [Set<Int>], costs: [Float],
        machine: SupportVectorMachine = SupportVectorMachine()
    ) -> LinearModel {
        let starts = Array(stride(from: 0, to: members.count, by: SupportVectorMachine.lanes))
        let merged = MergedFeatures(samples)
        let trained = Mutex<[[SparseWeights]]>(
            [[SparseWeights]](repeating: [], count: starts.count))
        DispatchQueue.concurrentPerform(iterations: starts.count) { block in
            let end = min(starts[block] + SupportVectorMachine.lanes, members.count)
            let classes = members[starts[block]..<end]
            let weights = machine.train(
                merged.samples, members: classes, costs: costs, seed: UInt64(block) &+ 1)
            let sparse = SparseWeights.ofClasses(weights, merged, count: classes.count)
            trained.withLock { $0[block] = sparse }
        }
        return LinearModel(trained.withLock { $0.flatMap { $0 } }, features: samples.columns)
    }

    private struct SparseWeights: Sendable {
        var features: [Int32] = []
        var weights: [Int8] = []
        let step: Float
        let bias: Float

        /// Those of the first `count` classes that were trained together.
        static func ofClasses(
            _ dense: SupportVectorMachine.Weights, _ merged: MergedFeatures, count: Int
        ) -> [SparseWeights] {
            (0..<count).map { lane in
                SparseWeights(dense.column(lane), merged, bias: dense.bias[lane])
            }
        }

        private init(_ dense: [Float], _ merged: MergedFeatures, bias: Float) {
            // No share is above 1, so most columns have nothing to give. The order is that of
            // the columns: `LinearModel` puts the features in theirs.
            let strong = dense.indices.filter { abs(dense[$0]) >= LinearModel.smallest }
            var largest: Float = 0
            for column in strong {
                for feature in merged.features(of: column) {
                    largest = max(largest, abs(dense[column] * merged.shares[Int(feature)]))
                }
            }
            step = largest > 0 ? largest / 127 : 1
            self.bias = bias
            for column in strong {
                for feature in merged.features(of: column) {
                    let weight = dense[column] * merged.shares[Int(feature)]
                    guard abs(weight) >= LinearModel.smallest else { continue }
                    let quantised = Int8((weight / step).rounded())
                    guard quantised != 0 else { continue }
                    features.append(feature)
                    weights.append(quantised)
                }
            }
        }
    }

    /// From one list a class to one row a feature.
    private init(_ classes: [SparseWeights], features: Int) {
        var starts = [Int32](repeating: 0, count: features + 1)
        for weights in classes {
            for feature in weights.features { starts[Int(feature) + 1] += 1 }
        }
        for feature in 0..<features { starts[feature + 1] += starts[feature] }
        var next = starts
        var columns = [UInt16](repeating: 0, count: Int(starts[features]))
        var weights = [Int8](repeating: 0, count: Int(starts[features]))
        for (index, sparse) in classes.enumerated() {
            for (feature, weight) in zip(sparse.features, sparse.weights) {
                let entry = Int(next[Int(feature)])
                columns[entry] = UInt16(index)
                weights[entry] = weight
                next[Int(feature)] += 1
            }
        }
        self.init(
            classes: classes.count, starts: starts, columns: columns, weights: weights,
            steps: classes.map(\.step), biases: classes.map(\.bias))
    }
}
