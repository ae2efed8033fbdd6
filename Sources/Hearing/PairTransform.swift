/// The Fourier transforms of two real signals at once: one is the real, the other the
/// imaginary part of a complex one, whose spectrum is taken apart by its symmetries
/// (Brigham, "The Fast Fourier Transform", 1974).
struct PairTransform {
    let length: Int
    /// From nought to half of the sampling rate.
    let binCount: Int
    private let transform: FourierTransform

    /// - Parameter length: A power of two.
    init(length: Int) {
        self.length = length
        binCount = length / 2 + 1
        transform = FourierTransform(length: length)
    }

    func spectrum(of signal: [Float]) -> Spectra {
        var (real, imaginary) = (signal, [Float](repeating: 0, count: length))
        transform.transform(real: &real, imaginary: &imaginary)
        var spectrum = Spectra(count: 0, binCount: binCount)
        spectrum.real = Array(real.prefix(binCount))
        spectrum.imaginary = Array(imaginary.prefix(binCount))
        return spectrum
    }

    func spectra(of one: [Float], _ other: [Float]) -> Spectra {
        var (real, imaginary) = (one, other)
        transform.transform(real: &real, imaginary: &imaginary)
        var spectra = Spectra(count: 2, binCount: binCount)
        for bin in 0..<binCount {
            let mirror = (length - bin) % length
            spectra.real[bin] = (real[bin] + real[mirror]) / 2
            spectra.imaginary[bin] = (imaginary[bin] - imaginary[mirror]) / 2
            spectra.real[binCount + bin] = (imaginary[bin] + imaginary[mirror]) / 2
            spectra.imaginary[binCount + bin] = (real[mirror] - real[bin]) / 2
        }
        return spectra
    }

    /// The way back, from one spectrum each.
    func signals(of one: Spectra, _ other: Spectra) -> ([Float], [Float]) {
        var real = [Float](repeating: 0, count: length)
        var imaginary = real
        for bin in 0..<binCount {
            let mirror = (length - bin) % length
            real[bin] = one.real[bin] - other.imaginary[bin]
            imaginary[bin] = one.imaginary[bin] + other.real[bin]
            guard mirror != bin else { continue }
            real[mirror] = one.real[bin] + other.imaginary[bin]
            imaginary[mirror] = other.real[bin] - one.imaginary[bin]
        }
        // With the parts exchanged, the transform is its own inverse.
        transform.transform(real: &imaginary, imaginary: &real)
        let scale = 1 / Float(length)
        return (real.map { $0 * scale }, imaginary.map { $0 * scale })
    }
}
