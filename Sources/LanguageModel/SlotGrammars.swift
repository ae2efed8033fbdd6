public import Knowledge

/// What may be said when the line has asked for one thing: a closed grammar for each,
/// in the JSpeech Grammar Format (W3C note, 2000), in the words of the dictionary.
///
/// A closed grammar hears its own words in everything, so whoever listens with one also
/// listens with the open language model, and compares.
public struct SlotGrammars: Sendable {
    /// Ways to say one value that are listened for.
    private static let mostExpansions = 40

    /// The grammars by the names of what is asked for: `service`, `branch`, `day`,
    /// `time`, `rating`, `number`, `code`; and `control`, for what steers a call.
    public let texts: [String: String]

    /// Every word in them, sorted.
    public let words: [String]

    public init(_ pack: LanguagePack) {
        var writer = Writer(
            before: pack.actions?.before ?? [], after: pack.actions?.after ?? [])
        let controls = pack.controls.sorted { $0.key < $1.key }.flatMap(\.value)
        let control =
            controls.isEmpty
            ? [:] : ["control": writer.controls(controls, pack.carriers, lists: pack.lists)]
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
        let values: [String: String?] = [
            "service": writer.grammar("service", of: said(actions.services)),
            "branch": writer.grammar("branch", of: branches),
            "day": writer.grammar("day", of: said(actions.days), isShort: true),
            "time": writer.grammar("time", of: said(actions.times), isShort: true),
            "rating": writer.grammar("rating", of: said(actions.ratings), isShort: true),
            "number": writer.number(),
            "code": writer.code(),
        ]
        texts = values.compactMapValues(\.self).merging(control) { one, _ in one }
        words = writer.words.sorted()
    }

    /// Writes texts as alternatives, and keeps their words.
    private struct Writer {
        private static let letters = "abcdefghijklmnopqrstuvwxyz".map { String($0) }

        private let before: [String]
        private let after: [String]
        private(set) var words: Set<String> = []

        init(before: [String], after: [String]) {
            func worded(_ texts: [String]) -> [String] {
                texts.filter { !SpokenForm.words(of: $0).isEmpty }
            }
            (self.before, self.after) = (worded(before), worded(after))
        }

        /// - Parameter isShort: the values are words that "to", "for" and "a" sound like:
        ///   then such words alone are not expected before them.
        /// - Returns: nil where there are no values.
        mutating func grammar(
            _ name: String, of values: [String], isShort: Bool = false
        ) -> String? {
            let values = alternatives(values)
            guard !values.isEmpty else { return nil }
            return head(name) + around(isShort) + "<value> = \(values);\n"
        }

        /// A value with what may be around it.
        private mutating func around(_ isShort: Bool) -> String {
            let kept = isShort ? before.filter { SpokenForm.words(of: $0).count > 1 } : before
            var ways = ["<value>"]
            if !kept.isEmpty { ways.append("<before> <value>") }
            if !after.isEmpty { ways.append("<value> <after>") }
            if ways.count > 2 { ways.append("<before> <value> <after>") }
            func rule(_ name: String, _ texts: [String]) -> String {
                texts.isEmpty ? "" : "<\(name)> = \(alternatives(texts));\n"
            }
            return "public <said> = \(ways.joined(separator: " | "));\n"
                + rule("before", kept) + rule("after", after)
        }

        /// One of the templates, and what is polite around it.
        mutating func controls(
            _ templates: [Template], _ carriers: Carriers, lists: [String: [String]]
        ) -> String {
            func rule(_ name: String, _ templates: [Template]) -> String {
                let ways = templates.map { expression(of: $0.root, lists: lists) }
                    .filter { !$0.isEmpty }
                return "<\(name)> = \(ways.isEmpty ? "<NULL>" : ways.joined(separator: " | "));\n"
            }
            return head("control")
                + "public <said> = <command> | <before> <command>"
                + " | <command> <after> | <before> <command> <after>;\n"
                + rule("before", carriers.beforeCommand) + rule("command", templates)
                + rule("after", carriers.afterCommand)
        }

        /// A template as an expression: what it says in few words stays few.
        private mutating func expression(
            of part: Template.Part, lists: [String: [String]]
        ) -> String {
            switch part {
            case .text(let text):
                let spoken = SpokenForm.words(of: text)
                words.formUnion(spoken)
                return spoken.joined(separator: " ")
            case .slot(let name):
                return (lists[name] ?? []).isEmpty ? "" : "(\(alternatives(lists[name] ?? [])))"
            case .sequence(let parts):
                return parts.map { expression(of: $0, lists: lists) }.filter { !$0.isEmpty }
                    .joined(separator: " ")
            case .choice(let parts):
                let ways = parts.map { expression(of: $0, lists: lists) }
                let said = ways.filter { !$0.isEmpty }
                guard !said.isEmpty else { return "" }
                let choice = said.joined(separator: " | ")
                return said.count < ways.count ? "[\(choice)]" : "(\(choice))"
            }
        }

        /// Digits one by one, as many as a telephone number has: mostly a zero and nine
        /// more, or ten more after "zero two". Without a bound short ones are heard where
        /// none is.
        mutating func number() -> String {
            func row(_ sign: String, _ count: Int) -> String {
                Array(repeating: sign, count: count).joined(separator: " ")
            }
            let optional = row("[<sign>]", 4)
            let two = alternatives(["2"])
            let ways = [
                "<zero> \(row("<single>", 9))", "<zero> \(two) \(row("<single>", 9))",
                row("<single>", 9), "<zero> \(row("<sign>", 5)) \(optional)",
                "\(row("<sign>", 6)) \(optional)",
            ]
            return head("number") + around(true)
                + "<value> = \(ways.joined(separator: " | "));\n" + signs()
        }

        /// As files are numbered: up to three letters, then digits, or digits alone.
        mutating func code() -> String {
            head("code") + around(true)
                + "<value> = [<letter> [<letter> [<letter>]]] <sign> <sign> <sign> (<sign>)+;\n"
                + "<letter> = \(alternatives(Self.letters));\n" + signs()
        }

        /// "Oh" is a likely mishearing of what stands around other digits. PocketSphinx takes a
        /// weight only before a word: before a rule or a group it is lost.
        private mutating func signs() -> String {
            let plain = alternatives((0...9).map { String($0) })
            let tens = alternatives(
                Array(stride(from: 20, through: 90, by: 10)).map { String($0) })
            let twice = alternatives(["double", "triple"])
            words.insert("oh")
            return "<zero> = \(alternatives(["0"])) | /0.33/ oh;\n<plain> = \(plain);\n"
                + "<single> = <plain> | /0.03/ oh;\n"
                + "<sign> = <plain> | /0.03/ oh | (\(twice)) <plain> | \(tens);\n"
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
