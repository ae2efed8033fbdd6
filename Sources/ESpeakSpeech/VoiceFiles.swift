import CESpeakNG
import Foundation
import Speaking

/// The voices' files, copied into memory.
///
/// A *steady* voice lacks what makes the same words sound different each time:
/// flutter, roughness, breath and echo (see `Engine`). eSpeak NG takes these only
/// from a voice's file. So a steady voice is that file with four lines more. It is
/// never written to a disk, and it stays open for the life of the process, as the
/// voice does. A plain voice is copied, too, because eSpeak NG 1.51 does not open a
/// path as long as those at which its own voices are installed.
struct VoiceFiles {
    private var steady: [String: String] = [:]
    private var plain: [String: String] = [:]
    private var installed: [Installed] = []

    private static let steadySettings =
        "\nflutter 0\nroughness 0\nbreath 0 0 0 0 0 0 0 0\necho 0 0\n"

    /// A file of the voice as it is installed.
    mutating func plain(_ name: String) throws(SynthesisError) -> String {
        if let known = plain[name] { return known }
        let file = try Self.keep(text(of: name), name)
        plain[name] = file
        return file
    }

    /// A file of the voice, made steady.
    mutating func steady(_ name: String) throws(SynthesisError) -> String {
        if let known = steady[name] { return known }
        let file = try Self.keep(text(of: name) + Self.steadySettings, name)
        steady[name] = file
        return file
    }

    /// What a voice's file says.
    /// - Parameter name: A language, or a voice's own name, as `espeak-ng --voices`
    ///   lists them, with a variant after "+", if wanted: "en-us+f3".
    private mutating func text(of name: String) throws(SynthesisError) -> String {
        let parts = name.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = parts.first.flatMap({ find(String($0)) }), let text = Self.read(base)
        else {
            throw Self.unknown(name)
        }
        guard parts.count == 2 else { return text }
        let file = Self.folder.appending(path: "voices/!v/\(parts[1])")
        guard !parts[1].contains("/"), let variant = Self.read(file.path) else {
            throw Self.unknown(name)
        }
        return text + "\n" + Self.withoutIdentity(variant)
    }

    // MARK: Finding

    private struct Installed {
        let name: String
        /// With how much the voice is preferred for it: the least is the most.
        let languages: [(language: String, priority: UInt8)]
        let file: String

        func priority(for wanted: String) -> UInt8? {
            if name == wanted { return 0 }
            return languages.first { $0.language == wanted.lowercased() }?.priority
        }
    }

    /// The file of the voice that is preferred for a language, or has the name.
    private mutating func find(_ name: String) -> String? {
        // Reading the folder takes 7 ms.
        if installed.isEmpty { installed = Self.list() }
        return installed.compactMap { voice in
            voice.priority(for: name).map { (file: voice.file, priority: $0) }
        }
        .min { $0.priority < $1.priority }?.file
    }

    private static func list() -> [Installed] {
        guard var next = espeak_ListVoices(nil) else { return [] }
        var voices: [Installed] = []
        // The list ends with a null pointer. It and what it points at belong to
        // eSpeak NG until the list is asked for again: copied here.
        while let voice = next.pointee?.pointee {
            next += 1
            guard let name = voice.name, let identifier = voice.identifier else { continue }
            let files = ["lang", "voices"].map {
                folder.appending(path: "\($0)/\(String(cString: identifier))").path
            }
            guard let file = files.first(where: FileManager.default.fileExists) else { continue }
            voices.append(
                Installed(
                    name: String(cString: name), languages: languages(of: voice), file: file))
        }
        return voices
    }

    /// A voice's languages, which eSpeak NG keeps as: priority, language, zero; … zero.
    private static func languages(of voice: espeak_VOICE) -> [(String, UInt8)] {
        guard var next = voice.languages else { return [] }
        var languages: [(String, UInt8)] = []
        while next.pointee != 0 {
            let language = String(cString: next + 1)
            languages.append((language.lowercased(), UInt8(bitPattern: next.pointee)))
            next += language.utf8.count + 2
        }
        return languages
    }

    /// Where eSpeak NG looks for its data.
    static var folder: URL {
        var path: UnsafePointer<CChar>?
        espeak_Info(&path)
        return URL(filePath: path.map { String(cString: $0) } ?? "", directoryHint: .isDirectory)
    }

    private static func unknown(_ name: String) -> SynthesisError {
        SynthesisError(.unknownVoice, subject: name, operation: "espeak_ListVoices", code: ENOENT)
    }

    // MARK: Making

    private static func read(_ file: String) -> String? {
        try? String(contentsOfFile: file, encoding: .utf8)
    }

    /// A variant adds to a voice; it does not rename it.
    private static func withoutIdentity(_ variant: String) -> String {
        variant.split(separator: "\n")
            .filter { line in !["name", "language", "gender"].contains { line.hasPrefix($0) } }
            .joined(separator: "\n")
    }

    /// Puts a text into a file in memory, which stays, under a path that is short.
    private static func keep(_ text: String, _ name: String) throws(SynthesisError) -> String {
        let descriptor = memfd_create("voice", 0)
        guard descriptor >= 0 else {
            throw SynthesisError(.other, subject: name, operation: "memfd_create", code: errno)
        }
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            throw SynthesisError(.other, subject: name, operation: "write", code: errno)
        }
        return "/proc/self/fd/\(descriptor)"
    }
}
