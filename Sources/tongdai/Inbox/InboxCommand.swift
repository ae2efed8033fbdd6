import Dispatch
import Files
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
        text file; where only the reply cannot be written, it stays, and is tried again
        after half a minute. Messages are taken up in the order in which they came. Put a
        message there under another name, and rename it when it is whole; one that was
        changed within the last second waits. Exit status 1 when one failed.
        """

    /// How often the folder is looked at.
    private static let interval = Duration.milliseconds(500)
    /// How long a message rests whose reply could not be written.
    private static let pause = Duration.seconds(30)

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
        let means = Means(folder: folder, engine: engine, asJSON: arguments.has("--json"))
        var hasFailed = false
        repeat {
            let messages = try folder.waiting(isPatient: !isOnce).filter(means.isDue)
            let failed = answer(messages, means, jobs: jobs, interrupt: interrupt)
            hasFailed = hasFailed || failed > 0
            if isOnce { break }
        } while !interrupt.wait(atMost: interval)
        return hasFailed ? 1 : 0
    }

    /// What all messages are answered with.
    private struct Means: Sendable {
        let folder: InboxFolder
        let engine: Engine
        let asJSON: Bool
        /// Those whose reply could not be written, and when they are tried again: to hear one
        /// takes seconds, and a disk is full for longer.
        let kept = Locked<[InboxFolder.Message: ContinuousClock.Instant]>([:])

        func isDue(_ message: InboxFolder.Message) -> Bool {
            kept.withLock { $0[message] }.map { $0 <= .now } ?? true
        }
    }

    /// - Returns: How many failed. After a signal no further one is begun.
    private static func answer(
        _ messages: [InboxFolder.Message], _ means: Means, jobs: Int, interrupt: Interrupt
    ) -> Int {
        let (next, failed) = (Locked(0), Locked(0))
        DispatchQueue.concurrentPerform(iterations: min(jobs, messages.count)) { _ in
            while !interrupt.hasCome {
                let index = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard index < messages.count else { return }
                if !answer(messages[index], means) { failed.withLock { $0 += 1 } }
            }
        }
        return failed.withLock { $0 }
    }

    /// - Returns: Whether it was answered.
    private static func answer(_ message: InboxFolder.Message, _ means: Means) -> Bool {
        let reply: MessageReply
        let sound: [Int16]
        do {
            reply = try MessageReply(to: message, means.engine, start: .now)
            sound = try reply.spoken(by: means.engine)
        } catch {
            setAside(message, "\(error)", means)
            return false
        }
        do {
            try reply.write(sound, for: message)
        } catch {
            keep(message, error, means)
            return false
        }
        means.kept.withLock { $0[message] = nil }
        tell(message, reply.heard.count, nil, asJSON: means.asJSON)
        return true
    }

    private static func setAside(
        _ message: InboxFolder.Message, _ reason: String, _ means: Means
    ) {
        tell(message, 0, reason, asJSON: means.asJSON)
        do {
            try means.folder.setAside(message, because: reason)
        } catch {
            Console.complain(
                "tongdai inbox: \(message.url.relativePath): it cannot be set aside either; "
                    + "remedy: look at the folder's permissions and the space on its disk")
        }
    }

    /// A reply that cannot be written, such as on a full disk, is not the message's fault: it
    /// stays, and is answered when there is room.
    private static func keep(
        _ message: InboxFolder.Message, _ error: FileError, _ means: Means
    ) {
        let next = ContinuousClock.now + pause
        let isNew = means.kept.withLock { $0.updateValue(next, forKey: message) } == nil
        if isNew { tell(message, 0, "\(error)", asJSON: means.asJSON, isKept: true) }
    }

    private static func tell(
        _ message: InboxFolder.Message, _ turns: Int, _ reason: String?, asJSON: Bool,
        isKept: Bool = false
    ) {
        let name = message.url.lastPathComponent
        if asJSON {
            Console.print(
                JSONValue.object([
                    "message": .string(name), "turns": .integer(turns),
                    "failed": reason.map { .string($0) } ?? .null,
                ]).line)
        } else if let reason {
            let fate = isKept ? "it stays, its reply cannot be written" : "set aside"
            Console.complain("tongdai inbox: \(name): \(fate): \(reason)")
        } else {
            Console.print("\(name): answered, \(message.reply.lastPathComponent)")
        }
    }
}
