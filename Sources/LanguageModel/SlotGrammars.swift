public import Knowledge

/// What may be said when the line has asked for one thing: a closed grammar for each,
/// in the JSpeech Grammar Format (W3C note, 2000), in the words of the dictionary.
///
/// A closed grammar hears its own words in everything, so whoever listens with one also
/// listens with the open language model, and compares.
public struct SlotGrammars: Sendable {
    /// Ways to say one value that are listened for.
    private static let mostExpansions = 40
    private static let mostExpansionsOfControl = 12

    /// The grammars by the names of what is asked for: `service`, `branch`, `day`,
    /// `time`, `rating`, `number`, `code`; and `control`, for what steers a call.
    public let texts: [String: String]

    /// Every word in them, sorted.
    public let words: [String]

    public init(_ pack: LanguagePack) {
        var writer = Writer(around: pack.actions?.around ?? [])
        let controls = pack.controls.sorted { $0.key < $1.key }.flatMap { control in
            control.value.flatMap {
                $0.expansions(lists: pack.lists, limit: Self.mostExpansionsOfControl)
            }
        }
        let control = controls.isEmpty ? [:] : ["control": writer.phrases("control", controls)]
        guard let actions = pack.actions else {
            (texts, words) = (control, writer.words.sorted())
            return
        }
        func said(_ choices: [Actions.Choice]) -> [String] {
            choices.flatMap { choice in
                [choice.name]
                    + choice.said.flatMap {
                        $0.expansions(lists: pack.lists, limit: Self.mostExpansions)
                    }
            }
        }
        let branches = pack.lists[actions.branches] ?? []
        texts = [
            "service": writer.grammar("service", of: said(actions.services)),
            "branch": writer.grammar("branch", of: branches),
            "day": writer.grammar("day", of: said(actions.days), isShort: true),
            "time": writer.grammar("time", of: said(actions.times), isShort: true),
            "rating": writer.grammar("rating", of: said(actions.ratings), isShort: true),
            "number": writer.number(),
            "code": writer.code(),
        ].merging(control) { one, _ in one }
        words = writer.words.sorted()
    }

    /// Writes texts as alternatives, and keeps their words.
    private struct Writer {
        private static let letters = "abcdefghijklmnopqrstuvwxyz".map { String($0) }

        private let around: [String]
        private(set) var words: Set<String> = []

        init(around: [String]) { self.around = around }

        /// - Parameter isShort: the values are words that "to", "for" and "a" sound like:
        ///   then such words alone are not expected around them.
        mutating func grammar(
            _ name: String, of values: [String], isShort: Bool = false
        ) -> String {
            head(name) + "public <said> = [<noise>] <value> [<noise>];\n" + noise(isShort)
                + "<value> = \(alternatives(values));\n"
        }

        /// One of the texts, and nothing around it.
        mutating func phrases(_ name: String, _ texts: [String]) -> String {
            head(name) + "public <said> = \(alternatives(texts));\n"
        }

        /// Digits one by one.
        mutating func number() -> String {
            head("number") + "public <said> = [<noise>] <digits>;\n" + noise(true) + digits()
        }

        /// As files are numbered: up to three letters, then digits, or digits alone.
        mutating func code() -> String {
            head("code")
                + "public <said> = [<noise>] [<letter> [<letter> [<letter>]]] <digits>;\n"
                + noise(true) + "<letter> = \(alternatives(Self.letters));\n" + digits()
        }

        /// "Oh" is a likely mishearing of what stands around other digits.
        private mutating func digits() -> String {
            let plain = alternatives((0...9).map { String($0) })
            let tens = alternatives(
                Array(stride(from: 20, through: 90, by: 10)).map { String($0) })
            let twice = alternatives(["double", "triple"])
            words.insert("oh")
            return "<digits> = (<sign>)+;\n<plain> = \(plain);\n"
                + "<sign> = /12/ <plain> | /1/ oh | /1/ (\(twice)) <plain> | /1/ (\(tens));\n"
        }

        private mutating func noise(_ isShort: Bool) -> String {
            let kept = isShort ? around.filter { SpokenForm.words(of: $0).count > 1 } : around
            return kept.isEmpty ? "<noise> = <NULL>;\n" : "<noise> = \(alternatives(kept));\n"
        }

        private func head(_ name: String) -> String { "#JSGF V1.0;\ngrammar \(name);\n" }

        /// The texts as one expression, with common beginnings written once: the search
        /// is as large as what is written.
        private mutating func alternatives(_ texts: [String]) -> String {
            var tree = WordTree()
            for text in texts {
                let spoken = SpokenForm.words(of: text)
                words.formUnion(spoken)
                tree.insert(spoken[...])
            }
            return tree.expression
        }
    }

    /// Sequences of words by their common beginnings.
    private struct WordTree {
        private var isEnd = false
        private var children: [String: WordTree] = [:]

        mutating func insert(_ words: ArraySlice<String>) {
            guard let first = words.first else {
                isEnd = true
                return
            }
            children[first, default: WordTree()].insert(words.dropFirst())
        }

        var expression: String {
            children.sorted { $0.key < $1.key }.map { word, rest in
                if rest.children.isEmpty { return word }
                return rest.isEnd
                    ? "\(word) [\(rest.expression)]" : "\(word) (\(rest.expression))"
            }.joined(separator: " | ")
        }
    }
}
