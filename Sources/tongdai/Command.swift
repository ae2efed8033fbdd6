/// One of the program's subcommands.
protocol Command {
    static var name: String { get }
    /// One line for the list of commands.
    static var summary: String { get }
    /// The command line without the program's name, one form a line.
    static var usage: [String] { get }
    static var options: [Arguments.Option] { get }
    /// What a newcomer must know that the options do not say.
    static var notes: String { get }

    /// What it can do, where that is a command each: `log search`. The first word after
    /// the command's name chooses one.
    static var verbs: [any Command.Type] { get }

    /// - Returns: The exit status: 0 when all went well, 1 when not.
    static func run(_ arguments: Arguments) throws -> Int32
}

extension Command {
    static var notes: String { "" }
    static var verbs: [any Command.Type] { [] }

    static var help: String {
        var lines = ["\(summary)", ""]
        for (index, form) in usage.enumerated() {
            lines.append((index == 0 ? "usage: " : "       ") + "tongdai \(form)")
        }
        if !verbs.isEmpty {
            lines += ["", "verbs:"]
            let width = verbs.map { $0.verb.count }.max() ?? 0
            for verb in verbs {
                let padding = String(repeating: " ", count: width - verb.verb.count)
                lines.append("  \(verb.verb)\(padding)  \(verb.summary)")
            }
            lines += ["", "tongdai \(name) VERB --help explains a verb."]
        }
        lines += ["", "options:"]
        let all = options + [Arguments.Option("--help", nil, "show this help")]
        let titles = all.map { option in
            [option.name, option.value].compactMap { $0 }.joined(separator: " ")
        }
        let width = titles.map(\.count).max() ?? 0
        for (title, option) in zip(titles, all) {
            let padding = String(repeating: " ", count: width - title.count)
            lines.append("  \(title)\(padding)  \(option.help)")
        }
        if !notes.isEmpty { lines += ["", notes] }
        return lines.joined(separator: "\n")
    }
}
