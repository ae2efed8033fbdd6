import Foundation
import Transcript

/// `--log DIR`: where the transcripts of calls go.
enum LogOption {
    /// A folder that cannot be written is told now, not at the first word; calls are
    /// answered without.
    static func open(_ path: String?, for command: String) -> TranscriptFolder? {
        let folder =
            path.map { TranscriptFolder(URL(filePath: $0)) }
            ?? .standard(environment: ProcessInfo.processInfo.environment)
        do {
            try folder.prepare()
            return folder
        } catch {
            Console.complain("tongdai \(command): \(error); the call goes on without a log")
            return nil
        }
    }
}
