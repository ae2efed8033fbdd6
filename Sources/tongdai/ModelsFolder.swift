import Foundation

/// Where the language packs are.
enum ModelsFolder {
    /// The folder that `--models` names; else `$TONGDAI_MODELS`; else `models` here;
    /// else the one that was built or installed with the program. Of those that are
    /// not named, the first that has the language's pack, or else any pack: a folder
    /// of another kind that is called `models` hides nothing.
    static func find(_ named: String?, language tag: String) throws(CommandFailure) -> URL {
        let environment = ProcessInfo.processInfo.environment
        if let path = named ?? environment["TONGDAI_MODELS"] {
            guard isFolder(path) else {
                throw CommandFailure(
                    "\(path): there is no such folder of models; remedy: name the folder that has "
                        + "the language packs in it")
            }
            return URL(filePath: path)
        }
        let path =
            candidates.first { isPack("\($0)/\(tag)") }
            ?? candidates.first { !packs(in: $0).isEmpty }
        guard let path else {
            throw CommandFailure(
                "no models found; remedy: name their folder: --models DIR or TONGDAI_MODELS=DIR")
        }
        return URL(filePath: path)
    }

    /// The tags of the packs in a folder, sorted.
    static func packs(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { isPack("\(folder)/\($0)") }.sorted()
    }

    private static func isPack(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/language.json")
    }

    private static var candidates: [String] {
        var candidates = ["models"]
        var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        for _ in 0..<5 {
            folder.deleteLastPathComponent()
            candidates += [folder.path + "/share/tongdai/models", folder.path + "/models"]
        }
        return candidates + ["/usr/local/share/tongdai/models", "/usr/share/tongdai/models"]
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}
