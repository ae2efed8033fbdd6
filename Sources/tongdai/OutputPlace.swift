import CallLog
import Foundation
import Transcript

/// Where a command may write a file that it was told to.
enum OutputPlace {
    /// A page, a table or figures that are put in the place of a log's own file would be the
    /// end of that day's calls: to be refused before anything is read or written.
    /// - Parameters:
    ///   - path: Nil and `-` write no file.
    ///   - option: By which the path was named.
    ///   - log: The folder that the command reads or writes; any other that holds a log
    ///     counts, too.
    static func check(_ path: String?, _ option: String, log: URL? = nil) throws(UsageError) {
        guard let path, path != "-" else { return }
        let file = URL(filePath: path)
        // A link is followed, as whoever writes may do.
        for file in [file, file.resolvingSymlinksInPath()] {
            guard LogFolder.isOwnFile(named: file.lastPathComponent) else { continue }
            let folder = file.deletingLastPathComponent().resolvingSymlinksInPath()
            guard folder.path == log?.resolvingSymlinksInPath().path || LogFolder(folder).holdsALog
            else { continue }
            throw UsageError(
                TranscriptText.shown(
                    "\(option): '\(path)' would write over a file of the call log; name another"))
        }
    }
}
