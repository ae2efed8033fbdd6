import Foundation
import Transcript

/// `--log DIR`: where the transcripts of calls go.
enum LogOption {
    /// - Parameter path: Nil for the user's state folder.
    static func folder(_ path: String?) -> TranscriptFolder {
        path.map { TranscriptFolder(URL(filePath: $0)) }
            ?? .standard(environment: ProcessInfo.processInfo.environment)
    }

    /// A folder that cannot be written is told now, not at the first word; calls are
    /// answered without.
    static func open(_ path: String?, for command: String) -> TranscriptFolder? {
        let folder = folder(path)
        do {
            try folder.prepare()
            return folder
        } catch {
            Console.complain("tongdai \(command): \(error); the call goes on without a log")
            return nil
        }
    }
}
