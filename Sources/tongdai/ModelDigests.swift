import CallLog
import Foundation
import Knowledge
import Replay
import SphinxSpeech

/// Which models calls are heard and understood with here, besides the knowledge: their
/// SHA-256, for a call's log and for what is compared with it.
struct ModelDigests: Sendable {
    /// Of the names and bytes of the acoustic model's files and of the pack's for the
    /// telephone.
    let acoustic: String

    /// Nil without one.
    let encoder: String?

    init(_ pack: LanguagePack, _ encoder: Meanings?) {
        let folder = SphinxModel.acousticFolder(
            named: pack.language.acousticModel, pack: pack.folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let files =
            names.sorted().map { "\(folder)/\($0)" }
            + ["telephone.means", "telephone.mllr"].map { pack.folder.path + "/" + $0 }
        acoustic = Self.remembered(DerivedCache.stamp(of: files)) { Self.digest(of: files) }
        // What comes before it are versions of the format.
        self.encoder = encoder?.digest.split(separator: "-").last.map(String.init)
    }

    /// For a capsule: what its own machine has.
    func models(of pack: LanguagePack) -> [CallCapsule.Model] {
        [
            .init(name: "knowledge \(pack.tag)", sha256: pack.contentHash),
            .init(name: "acoustic", sha256: acoustic),
        ] + (encoder.map { [.init(name: "encoder", sha256: $0)] } ?? [])
    }

    /// What a call was answered with, beside these.
    func beside(_ then: ModelsThen.Names, _ pack: LanguagePack) -> ModelsThen {
        ModelsThen(
            then: then,
            now: .init(
                version: Console.version, knowledge: pack.contentHash, acoustic: acoustic,
                encoder: encoder))
    }

    private static func digest(of files: [String]) -> String {
        var hash = SHA256()
        for file in files {
            guard let bytes = try? Data(contentsOf: URL(filePath: file)) else { continue }
            hash.update(Array("\(URL(filePath: file).lastPathComponent) \(bytes.count)\n".utf8))
            hash.update([UInt8](bytes))
        }
        return hash.hex()
    }

    /// Six megabytes take as long as the rest of a start: what came of them is kept in the
    /// cache under the files' names, sizes and times.
    private static func remembered(_ stamp: String, _ compute: () -> String) -> String {
        let key = SHA256.hex(of: Array(stamp.utf8)).prefix(16)
        let file = DerivedCache.folder.appending(path: "acoustic.\(key)")
        if let known = try? String(contentsOf: file, encoding: .utf8), known.utf8.count == 64,
            known.allSatisfy(\.isHexDigit)
        {
            return known
        }
        let digest = compute()
        try? FileManager.default.createDirectory(
            at: DerivedCache.folder, withIntermediateDirectories: true)
        try? Data(digest.utf8).write(to: file, options: .atomic)
        return digest
    }
}
