public import Foundation
import LanguageModel

/// The files that a decoder listens with.
public struct SphinxModel: Sendable, Equatable {
    /// Where Debian's pocketsphinx-en-us puts its models.
    public static let systemFolder = "/usr/share/pocketsphinx/model/en-us"

    /// A folder: how phones sound.
    public var acoustic: String
    /// Sphinx's binary or ARPA: which words follow each other.
    public var languageModel: String
    /// CMU format: how words are said.
    public var dictionary: String
    /// The same for sounds that are no words; nil for the acoustic model's own.
    public var fillers: String?
    /// A linear transform of the acoustic model's means for a channel or a voice
    /// (MLLR, as SphinxTrain's `mllr_solve` writes it); nil for none.
    public var mllr: String?
    /// Means of the acoustic model's Gaussians for a channel, which are used in place
    /// of those in its folder and must be as many; nil for its own.
    public var means: String?

    public init(
        acoustic: String, languageModel: String, dictionary: String, fillers: String? = nil,
        mllr: String? = nil, means: String? = nil
    ) {
        self.acoustic = acoustic
        self.languageModel = languageModel
        self.dictionary = dictionary
        self.fillers = fillers
        self.mllr = mllr
        self.means = means
    }

    /// Finds the folder of an acoustic model by its name: in the pack, else the
    /// system's.
    public static func acousticFolder(named name: String, pack: URL) -> String {
        let own = pack.appending(path: name).path
        return FileManager.default.fileExists(atPath: own + "/mdef")
            ? own : "\(systemFolder)/\(name)"
    }

    /// Looks at every file before PocketSphinx does, which ends the process over
    /// some that it cannot read.
    func check() throws(SphinxError) {
        for name in ["mdef", "means", "variances", "transition_matrices", "feat.params"] {
            try Self.check("\(acoustic)/\(name)", of: acoustic)
        }
        let weights = ["sendump", "mixture_weights"].map { "\(acoustic)/\($0)" }
        guard weights.contains(where: { FileManager.default.isReadableFile(atPath: $0) }) else {
            throw SphinxError(kind: .fileMissing, operation: "check", path: weights[0])
        }
        for name in ["means", "variances", "transition_matrices"] {
            try Self.checkHeader("\(acoustic)/\(name)", "s3\n")
        }
        try Self.checkHeader("\(acoustic)/mdef", "BMDF")
        if let path = AcousticFiles(acoustic).damagedFile() {
            throw SphinxError(kind: .fileDamaged, operation: "check", path: path)
        }
        for path in [languageModel, dictionary] + [fillers, mllr, means].compactMap(\.self) {
            try Self.check(path, of: path)
        }
        guard Self.isWhole(languageModel) else {
            throw SphinxError(kind: .fileDamaged, operation: "check", path: languageModel)
        }
        if let means, !AcousticFiles(acoustic).fits(means: means) {
            throw SphinxError(kind: .fileDamaged, operation: "check", path: means)
        }
        if let mllr {
            let shape = TransformShape(transform: mllr)
            guard let shape, shape == TransformShape(means: "\(acoustic)/means") else {
                throw SphinxError(kind: .fileDamaged, operation: "check", path: mllr)
            }
        }
    }

    /// False for a binary language model whose counts do not fit its length.
    /// Text, and orders that this project does not write, are PocketSphinx's to judge.
    private static func isWhole(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path),
            let start = try? file.read(upToCount: SphinxTrie.headerLength)
        else { return false }
        let header = [UInt8](start)
        guard SphinxTrie.isTrie(header) else { return true }
        guard let offset = SphinxTrie.wordsOffset(header: header) else {
            return header.count == SphinxTrie.headerLength
        }
        guard let size = try? file.seekToEnd(), UInt64(offset) + 4 <= size,
            (try? file.seek(toOffset: UInt64(offset))) != nil,
            let length = try? file.read(upToCount: 4), length.count == 4
        else { return false }
        let words = length.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return UInt64(offset) + 4 + words == size
    }

    private static func check(_ path: String, of model: String) throws(SphinxError) {
        var isFolder: ObjCBool = false
        let files = FileManager.default
        guard files.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            files.isReadableFile(atPath: path)
        else { throw SphinxError(kind: .fileMissing, operation: "check", path: path) }
        let size = (try? files.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
        guard size > 0 else {
            throw SphinxError(kind: .fileDamaged, operation: "check", path: path)
        }
    }

    private static func checkHeader(_ path: String, _ header: String) throws(SphinxError) {
        let handle = FileHandle(forReadingAtPath: path)
        let start = try? handle?.read(upToCount: header.utf8.count)
        guard let start, start.elementsEqual(header.utf8) else {
            throw SphinxError(kind: .fileDamaged, operation: "check", path: path)
        }
    }
}
