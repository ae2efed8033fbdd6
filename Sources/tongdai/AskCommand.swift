import Audio
import CallFlow
import Conversation
import Foundation
import Fulfilment
import Knowledge
import Transcript
import Understanding

enum AskCommand: Command {
    static let name = "ask"
    static let summary = "asks the same engine by text"
    static let usage = ["ask [options] \"QUESTION\" …", "ask [options] < QUESTIONS"]
    static let options =
        EngineOptions.all + FulfilmentOptions.all + [
            .init("--json", nil, "print the transcript's events as JSON Lines"),
            .init("--why", nil, "show the candidates and what speaks for each"),
            .init("--fresh", nil, "each question is a conversation of its own"),
            .init("--today", "DAY", "decides which answers hold, such as 2026-11-23"),
        ]
    static let notes = """
        Without a question: reads one a line from standard input; on a terminal it
        prompts. Lines of one conversation are understood in its context, unless --fresh.
        Without --fulfilment what is asked for is done in memory only, and forgotten.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        let engine = try Engine.load(EngineOptions.packFolder(arguments))
        let today = try day(arguments["--today"])
        var asking = TextCall(
            engine, today: today,
            form: arguments.has("--json") ? .json : .text(hasColour: Console.hasColour),
            isFresh: arguments.has("--fresh"), explains: arguments.has("--why"),
            fulfilment: arguments["--fulfilment"] == nil
                ? MemoryFulfilment() : try FulfilmentOptions.open(arguments, standard: "none"))
        guard arguments.operands.isEmpty else {
            for (index, question) in arguments.operands.enumerated() {
                guard !asking.isOver else {
                    Console.complain(
                        "tongdai ask: the conversation is over; not asked any more: "
                            + "\(arguments.operands.count - index) of \(arguments.operands.count)")
                    break
                }
                asking.ask(question)
            }
            asking.finish()
            return 0
        }
        let isTerminal = Console.isTerminal(0)
        while !asking.isOver {
            if isTerminal { Console.prompt("? ") }
            guard let line = readLine() else { break }
            asking.ask(line)
        }
        asking.finish()
        return 0
    }

    static func day(_ text: String?) throws(UsageError) -> Day {
        guard let text else { return .today }
        guard let day = Day(text) else {
            throw UsageError("'\(text)' is no day; write 2026-11-23")
        }
        return day
    }
}
