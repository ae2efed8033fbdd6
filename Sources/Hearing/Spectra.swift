/// Half spectra of real signals, one after the other.
struct Spectra {
    let binCount: Int
    var real: [Float]
    var imaginary: [Float]

    init(count: Int, binCount: Int) {
        self.binCount = binCount
        real = [Float](repeating: 0, count: count * binCount)
        imaginary = real
    }

    func one(_ index: Int) -> Spectra {
        var one = Spectra(count: 0, binCount: binCount)
        one.real = Array(real[index * binCount..<(index + 1) * binCount])
        one.imaginary = Array(imaginary[index * binCount..<(index + 1) * binCount])
        return one
    }

    /// - Parameter one: Of one signal.
    mutating func set(_ index: Int, _ one: Spectra) {
        for bin in 0..<binCount {
            real[index * binCount + bin] = one.real[bin]
            imaginary[index * binCount + bin] = one.imaginary[bin]
        }
    }

    /// By bin.
    func powers(_ index: Int) -> [Float] {
        (index * binCount..<(index + 1) * binCount).map { bin in
            real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
        }
    }

    /// Of all bins together.
    func power(_ index: Int) -> Float {
        var sum: Float = 0
        for bin in index * binCount..<(index + 1) * binCount {
            sum += real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
        }
        return sum
    }
}
