/// The words of a command line, sorted into options and operands.
///
/// POSIX conventions, with GNU's long options: `--name value`, `--name=value`,
/// `--` ends the options. An option that is not declared is a usage error with a
/// suggestion, never an operand.
struct Arguments {
    /// What a command understands.
    struct Option {
        let name: String
        /// What the value is called in the help, or nil for a switch.
        let value: String?
        let help: String

        init(_ name: String, _ value: String? = nil, _ help: String) {
            (self.name, self.value, self.help) = (name, value, help)
        }
    }

    private(set) var operands: [String] = []
    private var values: [String: [String]] = [:]
    private var switches: Set<String> = []

    init(_ words: [String], options: [Option]) throws(UsageError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            let (name, attached) = Self.split(word)
            guard let option = options.first(where: { $0.name == name }) else {
                throw UsageError(Self.unknown(name, options))
            }
            guard let valueName = option.value else {
                guard attached == nil else { throw UsageError("\(name) takes no value") }
                switches.insert(name)
                continue
            }
            guard let value = attached ?? rest.popFirst() else {
                throw UsageError("\(name) needs a value: \(name) \(valueName)")
            }
            values[name, default: []].append(value)
        }
    }

    /// The last value counts.
    subscript(_ name: String) -> String? { values[name]?.last }

    /// Every value of an option that may be given more than once.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    func has(_ name: String) -> Bool { switches.contains(name) }

    /// Whether the option is there, with a value or as a switch.
    func isGiven(_ name: String) -> Bool { values[name] != nil || has(name) }

    /// A whole number within a range, or nil when the option is absent.
    func number(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound), "
                    + "not '\(text)'")
        }
        return number
    }

    private static func split(_ word: String) -> (name: String, value: String?) {
        guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else {
            return (word, nil)
        }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }

    private static func unknown(_ name: String, _ options: [Option]) -> String {
        let near = options.map(\.name).min { distance(name, $0) < distance(name, $1) }
        guard let near, distance(name, near) <= 3 else { return "unknown option \(name)" }
        return "unknown option \(name); did you mean \(near)?"
    }

    /// Edit distance (Levenshtein 1966), for suggestions.
    static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (line, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in right.indices {
                let substitution = diagonal + (right[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substitution, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}

/// The command line asks for something that does not exist. Exit status 2.
struct UsageError: Error, Equatable {
    let message: String

    init(_ message: String) { self.message = message }
}

/// The command was understood and could not be carried out. Exit status 1.
struct CommandFailure: Error, CustomStringConvertible {
    let message: String

    init(_ message: String) { self.message = message }

    var description: String { message }
}
