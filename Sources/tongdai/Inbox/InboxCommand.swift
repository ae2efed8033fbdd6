import Dispatch
import Foundation
import Knowledge
import Pipeline
import Transcript

enum InboxCommand: Command {
    static let name = "inbox"
    static let summary = "answers voice messages that are dropped into a folder"
    static let usage = ["inbox [options] DIR"]
    static let options =
        EngineOptions.all + [
            .init("--once", nil, "answer what is there, and stop"),
            .init("--jobs", "N", "messages at a time (default: as many as cores)"),
            .init("--json", nil, "print one JSON object for each message"),
        ]
    static let notes = """
        question.wav gets question.reply.wav and question.jsonl beside it, the reply last
        and whole. What cannot be answered is moved to DIR/failed, with the reason in a
        text file. Messages are taken up in the order in which they came. Put a message
        there under another name, and rename it when it is whole; one that was changed
        within the last second waits. Exit status 1 when one failed.
        """

    /// How often the folder is looked at.
    private static let interval = Duration.milliseconds(500)

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard let path = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("inbox takes one folder")
        }
        let jobs =
            try arguments.number("--jobs", in: 1...64)
            ?? ProcessInfo.processInfo.activeProcessorCount
        let folder = try InboxFolder(path)
        let engine = try Engine.load(EngineOptions.packFolder(arguments))
        let isOnce = arguments.has("--once")
        let interrupt = Interrupt()
        var hasFailed = false
        repeat {
            let messages = try folder.waiting(isPatient: !isOnce)
            let failed = answer(
                messages, in: folder, engine, jobs: jobs, interrupt: interrupt,
                asJSON: arguments.has("--json"))
            hasFailed = hasFailed || failed > 0
            if isOnce { break }
        } while !interrupt.wait(atMost: interval)
        return hasFailed ? 1 : 0
    }

    /// - Returns: How many failed. After a signal no further one is begun.
    private static func answer(
        _ messages: [InboxFolder.Message], in folder: InboxFolder, _ engine: Engine, jobs: Int,
        interrupt: Interrupt, asJSON: Bool
    ) -> Int {
        let (next, failed) = (Locked(0), Locked(0))
        DispatchQueue.concurrentPerform(iterations: min(jobs, messages.count)) { _ in
            while !interrupt.hasCome {
                let index = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard index < messages.count else { return }
                do {
                    let reply = try MessageReply(to: messages[index], engine, start: .now)
                    try reply.write(for: messages[index], engine)
                    tell(messages[index], reply.heard.count, nil, asJSON: asJSON)
                } catch {
                    failed.withLock { $0 += 1 }
                    setAside(messages[index], "\(error)", in: folder, asJSON: asJSON)
                }
            }
        }
        return failed.withLock { $0 }
    }

    /// A disk that is full keeps the message where it is: it is not the message's fault.
    private static func setAside(
        _ message: InboxFolder.Message, _ reason: String, in folder: InboxFolder, asJSON: Bool
    ) {
        tell(message, 0, reason, asJSON: asJSON)
        do {
            try folder.setAside(message, because: reason)
        } catch {
            Console.complain(
                "tongdai inbox: \(message.url.relativePath): it cannot be set aside either; "
                    + "remedy: look at the folder's permissions and the space on its disk")
        }
    }

    private static func tell(
        _ message: InboxFolder.Message, _ turns: Int, _ reason: String?, asJSON: Bool
    ) {
        let name = message.url.lastPathComponent
        if asJSON {
            Console.print(
                JSONValue.object([
                    "message": .string(name), "turns": .integer(turns),
                    "failed": reason.map { .string($0) } ?? .null,
                ]).line)
        } else if let reason {
            Console.complain("tongdai inbox: \(name): set aside: \(reason)")
        } else {
            Console.print("\(name): answered, \(message.reply.lastPathComponent)")
        }
    }
}
