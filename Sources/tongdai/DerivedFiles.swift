import Dispatch
import ESpeakSpeech
import Foundation
import Knowledge
import LanguageModel
import Pipeline
import SphinxSpeech
import Understanding

/// What is derived from a language pack, kept in the cache folder under the pack's
/// content hash and the stamp of the installed files that it was made with: made on
/// first use, made anew when the knowledge or the installation changes.
///
/// A folder appears whole or not at all: it is made beside its place and renamed.
/// Of two processes that make it at once, the second one's rename fails, and it
/// uses the first one's, which is the same. A folder that was damaged since, as its
/// seal tells, is made anew: the decoder trusts the files that it is given.
struct DerivedFiles {
    struct Derived {
        let sphinx: SphinxModel
        let understanding: UnderstandingModel
    }

    private let pack: LanguagePack
    private let folder: URL
    private let acoustic: String
    private let synthesizer: Synthesizer
    private let encoder: (any MeaningEncoder)?
    private let without: Set<EvidenceSource>

    /// - Parameter without: what is not learned, for a comparison: files of their own.
    init(
        _ pack: LanguagePack, _ synthesizer: Synthesizer, encoder: (any MeaningEncoder)?,
        without: Set<EvidenceSource> = []
    ) {
        self.pack = pack
        self.synthesizer = synthesizer
        self.encoder = encoder
        self.without = without.filter(\.isLearned)
        acoustic = SphinxModel.acousticFolder(
            named: pack.language.acousticModel, pack: pack.folder)
        let key = SHA256.hex(
            of: Array(
                """
                \(pack.contentHash) \(acoustic) \(LanguageModelCompiler.version) \
                \(UnderstandingModel.version) \(Console.version) \(encoder?.digest ?? "")
                \(DerivedCache.stamp(of: Self.installed(pack) + synthesizer.dataFiles)) \
                \(self.without.map(\.rawValue).sorted().joined(separator: " "))
                """.utf8))
        folder = DerivedCache.folder.appending(path: "\(pack.tag)-\(key.prefix(16))")
    }

    /// The files of the recognizer's stock model that are compiled into ours.
    private static func installed(_ pack: LanguagePack) -> [String] {
        [pack.language.backgroundModel, pack.language.dictionary].map {
            "\(SphinxModel.systemFolder)/\($0)"
        }
    }

    func load() throws -> Derived {
        if let derived = read() {
            DerivedCache.noteUse(of: folder)
            return derived
        }
        try make()
        DerivedCache.prune()
        guard let derived = read() else {
            throw CommandFailure(
                "\(folder.path): what was compiled cannot be read back; remedy: check the disk, or "
                    + "name another cache folder: XDG_CACHE_HOME=DIR")
        }
        return derived
    }

    private static let names = ["fillers.dict", "model.lm.bin", "understanding.bin", "words.dict"]
    private static let sealName = "seal"

    /// Nil when something is missing or damaged.
    private func read() -> Derived? {
        var contents: [String: [UInt8]] = [:]
        for name in Self.names + [Self.sealName] {
            guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
            contents[name] = [UInt8](data)
        }
        guard contents.removeValue(forKey: Self.sealName) == Array(Seal.text(of: contents).utf8),
            let bytes = contents["understanding.bin"],
            let understanding = try? UnderstandingModel(bytes: bytes)
        else { return nil }
        func path(_ name: String) -> String { folder.appending(path: name).path }
        return Derived(
            sphinx: SphinxModel(
                acoustic: acoustic, languageModel: path("model.lm.bin"),
                dictionary: path("words.dict"), fillers: path("fillers.dict")),
            understanding: understanding)
    }

    private func make() throws {
        let start = ContinuousClock.now
        Console.progress("compiling \(pack.tag) …")
        defer { Console.endProgress() }
        let contents = try compile()
        let draft = folder.appendingPathExtension("\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try write(contents, to: draft)
        } catch {
            throw CommandFailure(
                "\(DerivedCache.folder.path): what is compiled cannot be kept there; remedy: make the folder "
                    + "writable, or name another: XDG_CACHE_HOME=DIR")
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        Console.endProgress()
        Console.complain(
            "compiled \(pack.tag) in \(String(format: "%.1f", seconds)) s: \(folder.path)")
    }

    private func compile() throws -> [String: [UInt8]] {
        let compiler = LanguageModelCompiler(
            stock: try StockModel(bytes: stock(pack.language.backgroundModel)),
            stockDictionary: try stock(pack.language.dictionary),
            graphemeToPhoneme: ESpeakPhonemes(synthesizer, voice: pack.language.voice))
        // Neither needs anything of the other.
        let heard = Locked<(output: LanguageModelCompiler.Output, trie: [UInt8])?>(nil)
        let hearing = DispatchGroup()
        DispatchQueue.global().async(group: hearing) {
            let output = compiler.compile(pack)
            let trie = output.trie
            heard.withLock { $0 = (output, trie) }
        }
        // Not as one more iteration: those within an iteration get no thread of their own.
        let bytes = understanding().bytes
        hearing.wait()
        guard let (output, trie) = heard.withLock({ $0 }) else {
            preconditionFailure("the group waits for what is compiled")
        }
        for problem in output.problems { Console.complain("\(problem)") }
        return [
            "model.lm.bin": trie,
            "words.dict": Array(output.dictionary.text.utf8),
            "fillers.dict": Array(output.fillers.utf8),
            "understanding.bin": bytes,
        ]
    }

    /// The vectors of known texts are remembered: of the time that this takes, most is theirs.
    private func understanding() -> UnderstandingModel {
        let remembered = encoder.map { RememberedMeanings($0) }
        defer { remembered?.keep() }
        return UnderstandingModel.train(on: pack, encoder: remembered, without: without)
    }

    /// A file of the recognizer's stock model.
    private func stock(_ name: String) throws(CommandFailure) -> [UInt8] {
        let path = "\(SphinxModel.systemFolder)/\(name)"
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw CommandFailure(
                "\(path): the file cannot be read; remedy: apt-get install pocketsphinx-en-us")
        }
        return [UInt8](data)
    }

    private func write(_ contents: [String: [UInt8]], to draft: URL) throws {
        let files = FileManager.default
        try files.createDirectory(at: draft, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: draft) }
        for (name, bytes) in contents { try Data(bytes).write(to: draft.appending(path: name)) }
        try Data(Seal.text(of: contents).utf8).write(to: draft.appending(path: Self.sealName))
        do {
            try files.moveItem(at: draft, to: folder)
        } catch {
            // Another process was first; or what is there is damaged, and leaves.
            if read() != nil { return }
            let damaged = draft.appendingPathExtension("damaged")
            try? files.moveItem(at: folder, to: damaged)
            try? files.removeItem(at: damaged)
            do {
                try files.moveItem(at: draft, to: folder)
            } catch {
                if read() == nil { throw error }
            }
        }
    }
}

/// What tells whether files are as they were written: against accidents, not
/// against malice, and so quick that every start can ask for it.
private enum Seal {
    /// A line for each file: name, length, FNV-1a over its bytes, eight at a time.
    static func text(of contents: [String: [UInt8]]) -> String {
        contents.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value.count) \(String(hash(of: $0.value), radix: 16))\n" }
            .joined()
    }

    private static func hash(of bytes: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ word: UInt64) { hash = (hash ^ word) &* 0x100_0000_01B3 }
        bytes.withUnsafeBytes { buffer in
            let end = buffer.count - buffer.count % 8
            for offset in stride(from: 0, to: end, by: 8) {
                mix(
                    UInt64(
                        littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                )
            }
            for byte in buffer[end...] { mix(UInt64(byte)) }
        }
        return hash
    }
}
