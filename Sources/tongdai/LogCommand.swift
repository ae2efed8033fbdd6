import Foundation

/// What is done with the log folder: each verb is a command of its own.
enum LogCommand: Command {
    static let name = "log"
    static let summary = "finds, checks, exports and purges calls of the log"
    static let usage = ["log VERB [options]"]
    static let options: [Arguments.Option] = []
    static var verbs: [any Command.Type] {
        [
            LogShow.self, LogSearch.self, LogUnanswered.self, LogStats.self, LogVerify.self,
            LogRedact.self, LogPurge.self, LogExport.self, LogCapsule.self,
        ]
    }

    static let notes = """
        examples:
          all calls of last Tuesday in which someone asked about a lost identity card
          and was not answered:
            tongdai log search lost identity card --by caller --on "last tuesday" \\
              --outcome unanswered
          the same in whatever words ("my card is gone"), by meaning; it needs the
          sentence encoder, and finds some of what is near:
            tongdai log search --about "lost identity card" --on "last tuesday" \\
              --outcome unanswered
          one call, as it went:
            tongdai log show 20261123090000000-4711
          what callers want that nobody answers, this month:
            tongdai log unanswered --since "this month"
          how many calls, by hour, in the last seven days:
            tongdai log stats --by hour --since -7d
          whether the log is as it was written:
            tongdai log verify
          what is older than the law allows, gone for good:
            tongdai log purge --older-than 90d --dry-run

        The folder is --log DIR, else $XDG_STATE_HOME/tongdai/log, else
        ~/.local/state/tongdai/log. Days may be compressed (2026-11-23.jsonl.gz, .xz,
        .zst). Only redact and purge change anything.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        throw UsageError("name a verb: \(verbs.map { $0.verb }.joined(separator: ", "))")
    }
}

extension Command {
    /// The last word of the name: what follows the group's name on the command line.
    static var verb: String { name.split(separator: " ").last.map(String.init) ?? name }
}
