/// A way to say something, as hassil and JSGF write it: `[optional]`,
/// `(one|other)`, `{slot}`, nested at will. `[one|other]` is an optional choice.
/// What stands outside of brackets is said as it is; runs of spaces are one.
public struct Template: Sendable, Hashable {
    /// How a template is built.
    public indirect enum Part: Sendable, Hashable {
        case text(String)
        /// The name of a list of values.
        case slot(String)
        /// One of these is said.
        case choice([Part])
        /// All of these are said, one after the other.
        case sequence([Part])
    }

    public let source: String
    public let root: Part

    /// Equal templates have equal sources: the parts follow from it.
    public init(parsing source: String) throws(TemplateError) {
        self.source = source
        root = try TemplateParser.parse(source)
    }

    /// The names of its slots, each once, in their order.
    public var slots: [String] {
        var names: [String] = []
        Self.collectSlots(of: root, into: &names)
        return names
    }

    private static func collectSlots(of part: Part, into names: inout [String]) {
        switch part {
        case .text: break
        case .slot(let name): if !names.contains(name) { names.append(name) }
        case .choice(let parts), .sequence(let parts):
            for part in parts { collectSlots(of: part, into: &names) }
        }
    }
}

/// Why a template cannot be read, and at which character, counted from 1.
public struct TemplateError: Error, Equatable, CustomStringConvertible {
    public let column: Int
    public let message: String
    public let remedy: String

    public init(column: Int, message: String, remedy: String) {
        self.column = column
        self.message = message
        self.remedy = remedy
    }

    public var description: String { "\(message); remedy: \(remedy)" }
}
