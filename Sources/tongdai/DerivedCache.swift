import Foundation

/// The folder in which compiled language packs are.
enum DerivedCache {
    /// A compiled pack that nobody has used for so long goes when another comes.
    private static let keptFor: TimeInterval = 60 * 86_400
    /// What a process that was killed has left behind.
    private static let draftKeptFor: TimeInterval = 86_400

    /// `$XDG_CACHE_HOME/tongdai`, by the XDG base directory specification.
    static var folder: URL {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
            return URL(filePath: path).appending(path: "tongdai")
        }
        let home = environment["HOME"] ?? NSTemporaryDirectory()
        return URL(filePath: home).appending(path: ".cache/tongdai")
    }

    /// What tells that installed files have changed: their sizes and times. They are
    /// 40 MB, too much to be read at every start, and come from packages that keep
    /// the times.
    static func stamp(of paths: [String]) -> String {
        paths.map { path in
            var status = stat()
            guard stat(path, &status) == 0 else { return "\(path) -" }
            let time = status.st_mtim
            return "\(path) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)"
        }
        .joined(separator: "\n")
    }

    /// A cache that cannot be written can still be read: then the use is not noted.
    static func noteUse(of folder: URL) {
        try? FileManager.default.setAttributes(
            [.modificationDate: Date()], ofItemAtPath: folder.path)
    }

    /// Deletes what was not used for long, and nothing that has another name than
    /// `DerivedFiles`, `RememberedMeanings` and `ModelDigests` give.
    static func prune() {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.wholeMatch(of: /(vectors|acoustic)\.[0-9a-f]{16}/) != nil {
            let place = folder.appending(path: name).path
            let used = (try? files.attributesOfItem(atPath: place))?[.modificationDate] as? Date
            if let used, used.timeIntervalSinceNow < -keptFor {
                try? files.removeItem(atPath: place)
            }
        }
        for name in names {
            guard let match = name.wholeMatch(of: /.+-[0-9a-f]{16}(\..+)?/) else { continue }
            let place = folder.appending(path: name).path
            let attributes = try? files.attributesOfItem(atPath: place)
            guard attributes?[.type] as? FileAttributeType == .typeDirectory,
                let used = attributes?[.modificationDate] as? Date
            else { continue }
            let limit = match.output.1 == nil ? keptFor : draftKeptFor
            if used.timeIntervalSinceNow < -limit { try? files.removeItem(atPath: place) }
        }
    }
}
