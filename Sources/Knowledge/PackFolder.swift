internal import Foundation

/// The files of a language pack on disk.
struct PackFolder {
    /// No file that people write is larger; a larger one is not read.
    static let sizeLimit = 16 << 20

    private static let endings = [".json", ".jsonl", ".dict", ".mllr", ".means", ".tsv"]

    let url: URL

    init(_ url: URL) { self.url = url }

    /// The folder as it was given, for messages.
    var name: String {
        let path = url.relativePath
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    func name(of file: String) -> String { name + "/" + file }

    var exists: Bool { Self.kind(of: url) == .typeDirectory }

    /// Whether there is something at this name, whatever it is.
    func has(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appending(path: file).path)
    }

    /// Names of the files in the folder or one of its subfolders that belong to
    /// the pack, sorted: JSON, JSON Lines, dictionaries, transforms, means and tables,
    /// without hidden ones.
    func files(in subfolder: String = "") -> [String] {
        let folder = subfolder.isEmpty ? url : url.appending(path: subfolder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { name in
            !name.hasPrefix(".") && Self.endings.contains(where: name.hasSuffix)
        }
        .map { subfolder.isEmpty ? $0 : subfolder + "/" + $0 }
        .sorted()
    }

    /// The file's bytes. Only regular files are opened: a pipe would wait for ever.
    func bytes(of file: String) throws(Problem.Unreadable) -> [UInt8] {
        let place = url.appending(path: file).resolvingSymlinksInPath()
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: place.path) else {
            throw .missing
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else { throw .noFile }
        guard let size = attributes[.size] as? Int, size <= Self.sizeLimit else { throw .tooLarge }
        do {
            return [UInt8](try Data(contentsOf: place))
        } catch {
            throw .notPermitted
        }
    }

    private static func kind(of url: URL) -> FileAttributeType? {
        let path = url.resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType
    }
}

extension Problem {
    /// Why a file cannot be read.
    enum Unreadable: Error {
        case missing
        case noFile
        case tooLarge
        case notPermitted

        func problem(file: String) -> Problem {
            switch self {
            case .missing:
                Problem(file: file, message: "the file is missing", remedy: "add it")
            case .noFile:
                Problem(
                    file: file, message: "this is no regular file",
                    remedy: "put a file in its place")
            case .tooLarge:
                Problem(
                    file: file, message: "the file is larger than 16 MB",
                    remedy: "split it, or check that it is the right file")
            case .notPermitted:
                Problem(
                    file: file, message: "the file cannot be read",
                    remedy: "give yourself read permission: chmod u+r")
            }
        }
    }
}
