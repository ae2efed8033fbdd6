import CPocketSphinx
import Foundation
import SenoneScoring

/// Reads what an acoustic model's frames are scored with, once for all of its decoders.
enum AcousticReader {
    /// A wide-band and a telephone one of a few packs.
    private static let known = ReadOnce<[FileStamp], AcousticParameters>(most: 8)
    private static let leastVariance: Float = 1e-4
    /// PocketSphinx's base of logarithms, which it rounds to 32 bits.
    private static let base = Double(Float(1.0001))

    /// Nil for a model of another kind, or other files than `AcousticFiles` has looked
    /// through: PocketSphinx scores those itself.
    static func parameters(of model: SphinxModel) -> AcousticParameters? {
        let folder = model.acoustic
        let paths = [
            model.means ?? "\(folder)/means", "\(folder)/variances", "\(folder)/sendump",
            "\(folder)/mdef", "\(folder)/feat.params",
        ]
        let stamps = paths.compactMap { FileStamp($0) }
        guard stamps.count == paths.count, model.mllr == nil, isTied(folder) else { return nil }
        return known.value(for: stamps) { read(paths) }
    }

    /// Whether the model says that its mixtures are phonetically tied.
    private static func isTied(_ folder: String) -> Bool {
        guard let text = try? String(contentsOfFile: "\(folder)/feat.params", encoding: .utf8)
        else { return false }
        let words = text.split(whereSeparator: \.isWhitespace)
        return zip(words, words.dropFirst()).contains { $0 == "-model" && $1 == "ptm" }
    }

    private static func read(_ paths: [String]) -> AcousticParameters? {
        guard let shape = ParameterFile.gaussians(paths[0]),
            ParameterFile.gaussians(paths[1]) == shape, let length = shape.streamLengths.first,
            shape.streamLengths.allSatisfy({ $0 == length }),
            let means = ParameterFile.values(paths[0]),
            let variances = ParameterFile.values(paths[1]),
            let phones = PhoneDefinitions(paths[3]), phones.phoneCount == shape.shape[0],
            let codebooks = phones.phoneOfSenone,
            let weights = SenoneDump(paths[2])?.weights(
                streams: shape.shape[1], densities: shape.shape[2], senones: codebooks.count)
        else { return nil }
        guard let logarithms = logmath_init(base, 0, 0), let steps = additionSteps() else {
            return nil
        }
        defer { logmath_free(logarithms) }
        let floored = variances.map { max($0, leastVariance) }
        let precisions = floored.map {
            Float(logmath_ln_to_log(logarithms, 1 / (Double($0) * 2)))
        }
        var offsets: [Float] = []
        offsets.reserveCapacity(floored.count / length)
        for start in stride(from: 0, to: floored.count, by: length) {
            offsets.append(
                floored[start..<start + length].reduce(0) {
                    $0
                        + Float(
                            logmath_log(logarithms, 1 / (Double($1) * 2 * Double.pi).squareRoot()))
                })
        }
        guard
            let gaussians = GaussianCodebooks(
                codebooks: shape.shape[0], streams: shape.shape[1], densities: shape.shape[2],
                length: length, means: means, precisions: precisions, offsets: offsets)
        else { return nil }
        return AcousticParameters(
            gaussians: gaussians, weights: weights, codebooks: codebooks, steps: steps)
    }

    /// How much more the sum of two scores is than the greater, by how far they are apart.
    private static func additionSteps() -> [UInt8]? {
        guard let scores = logmath_init(base, SenoneScorer.shift, 1) else { return nil }
        defer { logmath_free(scores) }
        return (0..<256).map { UInt8(clamping: logmath_add(scores, 0, -Int32($0))) }
    }
}
