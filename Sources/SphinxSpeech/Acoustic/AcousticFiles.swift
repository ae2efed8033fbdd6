import Foundation
import Pipeline

/// Looks through the binary files of an acoustic model before PocketSphinx does:
/// that ends the process over a wrong count or checksum, and reads beyond the end of
/// some others. The layouts are those of SphinxBase 5prealpha (`bio.c`, `bin_mdef.c`,
/// `ptm_mgau.c`), of which Debian's model has each.
struct AcousticFiles {
    private static let known = Locked<Set<FileStamp>>([])

    private let folder: String

    init(_ folder: String) { self.folder = folder }

    /// - Returns: The path of the first file that is damaged, or does not fit the
    ///   others; nil when there is none.
    func damagedFile() -> String? {
        let names = ["mdef", "means", "variances", "transition_matrices", weights]
        let stamps = Set(names.compactMap { FileStamp(path($0)) })
        if stamps.count == names.count, Self.known.withLock({ stamps.isSubset(of: $0) }) {
            return nil
        }
        if let damaged = firstDamaged() { return path(damaged) }
        Self.known.withLock { $0.formUnion(stamps) }
        return nil
    }

    /// Whether these means, which are used in place of the folder's own, are whole and as
    /// many: PocketSphinx ends the process over those of another model.
    func fits(means path: String) -> Bool {
        guard let own = ParameterFile.gaussians(self.path("means")) else { return false }
        return ParameterFile.gaussians(path) == own
    }

    private var weights: String {
        FileManager.default.fileExists(atPath: path("sendump")) ? "sendump" : "mixture_weights"
    }

    private func firstDamaged() -> String? {
        guard let phones = PhoneDefinitions(path("mdef")) else { return "mdef" }
        guard let means = ParameterFile.gaussians(path("means")) else { return "means" }
        guard ParameterFile.gaussians(path("variances")) == means else { return "variances" }
        let states = phones.stateCount
        guard let transitions = ParameterFile(path("transition_matrices")),
            transitions.shape == [phones.transitionCount, states, states + 1],
            transitions.valueCount == phones.transitionCount * states * (states + 1)
        else { return "transition_matrices" }
        return areWhole(weightsOf: phones, means) ? nil : weights
    }

    private func areWhole(weightsOf phones: PhoneDefinitions, _ means: ParameterFile) -> Bool {
        let (streams, densities) = (means.shape[1], means.shape[2])
        guard weights == "sendump" else {
            let file = ParameterFile(path(weights))
            return file?.shape == [phones.senoneCount, streams, densities]
                && file?.valueCount == phones.senoneCount * streams * densities
        }
        return SenoneDump(path(weights))?.fits(
            streams: streams, densities: densities, senones: phones.senoneCount) ?? false
    }

    private func path(_ name: String) -> String { "\(folder)/\(name)" }
}
