import Foundation

/// The program: one executable, a subcommand a file.
@main
enum Tongdai {
    static var commands: [any Command.Type] {
        [
            CallCommand.self, ServeCommand.self, ReplayCommand.self, AskCommand.self,
            MonitorCommand.self, LogCommand.self, ReportCommand.self, KnowledgeCommand.self,
            CheckCommand.self, BenchCommand.self, EncoderCommand.self,
        ]
    }

    static func main() {
        signal(SIGPIPE, SIG_IGN)
        Output.holdStandardStreams()
        let status = run(Array(CommandLine.arguments.dropFirst()))
        exit(status == 0 && Console.hasFailed ? 1 : status)
    }

    /// - Returns: 0 when all went well, 1 when something failed, 2 when the command
    ///   line could not be understood.
    static func run(_ words: [String]) -> Int32 {
        guard let word = words.first else {
            Console.complain(overview)
            return 2
        }
        switch word {
        case "--help", "-h", "help": return help(Array(words.dropFirst()))
        case "--version":
            Console.print("tongdai \(Console.version)")
            return 0
        default: break
        }
        guard let command = commands.first(where: { $0.name == word }) else {
            Console.complain("tongdai: no command '\(word)'\(suggestion(for: word))")
            return 2
        }
        return run(command, Array(words.dropFirst()))
    }

    private static func run(_ command: any Command.Type, _ words: [String]) -> Int32 {
        if let word = words.first, let verb = command.verbs.first(where: { $0.verb == word }) {
            return run(verb, Array(words.dropFirst()))
        }
        if words.prefix(while: { $0 != "--" }).contains(where: { ["--help", "-h"].contains($0) }) {
            Console.print(command.help)
            return 0
        }
        do {
            if let word = words.first, !command.verbs.isEmpty { throw unknown(word, command) }
            return try command.run(Arguments(words, options: command.options))
        } catch let error as UsageError {
            Console.complain("tongdai \(command.name): \(error.message)")
            Console.complain(
                "usage: tongdai \(command.usage.joined(separator: "\n       tongdai "))")
            return 2
        } catch {
            Console.complain("tongdai \(command.name): \(error)")
        }
        return 1
    }

    private static func help(_ words: [String]) -> Int32 {
        guard let word = words.first, let command = commands.first(where: { $0.name == word })
        else {
            Console.print(overview)
            return 0
        }
        let verb = words.dropFirst().first.flatMap { word in
            command.verbs.first { $0.verb == word }
        }
        Console.print((verb ?? command).help)
        return 0
    }

    private static func unknown(_ word: String, _ command: any Command.Type) -> UsageError {
        let near = command.verbs.map { $0.verb }.min {
            Arguments.distance(word, $0) < Arguments.distance(word, $1)
        }
        let isNear = near.map { Arguments.distance(word, $0) <= 2 } ?? false
        return UsageError(
            "no verb '\(word)'"
                + (isNear ? "; did you mean '\(near ?? "")'?" : "; --help lists them"))
    }

    private static func suggestion(for word: String) -> String {
        let near = commands.map { $0.name }.min {
            Arguments.distance(word, $0) < Arguments.distance(word, $1)
        }
        guard let near, Arguments.distance(word, near) <= 2 else {
            return "; tongdai --help lists them"
        }
        return "; did you mean '\(near)'?"
    }

    private static var overview: String {
        let width = commands.map { $0.name.count }.max() ?? 0
        let list = commands.map { command in
            let padding = String(repeating: " ", count: width - command.name.count)
            return "  \(command.name)\(padding)  \(command.summary)"
        }
        return """
            Tổng đài: a call line that answers a city's callers, on this machine alone.

            usage: tongdai COMMAND [options]

            \(list.joined(separator: "\n"))

            tongdai COMMAND --help explains a command. Exit status: 0 done, 1 failed,
            2 not understood.
            """
    }
}
