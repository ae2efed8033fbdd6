public import Knowledge

/// With what a call was answered, beside what there is today: a difference between two
/// answers is the knowledge's only where nothing else is another.
public struct ModelsThen: Sendable, Equatable {
    /// Content hashes, and the program's version.
    public struct Names: Sendable, Equatable {
        public var version: String
        public var knowledge: String

        /// Nil where there is none, or where the call does not tell.
        public var acoustic: String?
        public var encoder: String?

        public init(
            version: String, knowledge: String, acoustic: String? = nil, encoder: String? = nil
        ) {
            (self.version, self.knowledge) = (version, knowledge)
            (self.acoustic, self.encoder) = (acoustic, encoder)
        }

        fileprivate var json: JSONValue {
            [
                "version": .string(version), "knowledge": .string(knowledge),
                "acoustic": acoustic.map { .string($0) } ?? .null,
                "encoder": encoder.map { .string($0) } ?? .null,
            ]
        }
    }

    private let then: Names
    private let now: Names

    public init(then: Names, now: Names) { (self.then, self.now) = (then, now) }

    /// Whether a part is the same; nil where the call does not tell.
    private var parts: [(name: String, key: String, isSame: Bool?)] {
        // A program before this one told of neither.
        let tells = then.acoustic != nil || then.encoder != nil
        return [
            ("program", "version", then.version == now.version),
            ("knowledge", "knowledge", then.knowledge == now.knowledge),
            // A call by text has none.
            (
                "acoustic model", "acoustic",
                then.acoustic.map { $0 == now.acoustic }
            ),
            ("encoder", "encoder", tells ? then.encoder == now.encoder : nil),
        ]
    }

    /// For people: `program: the same; knowledge: another; …`.
    public var sentence: String {
        parts.map { name, _, isSame in
            "\(name): \(isSame.map { $0 ? "the same" : "another" } ?? "not told by the call")"
        }
        .joined(separator: "; ")
    }

    /// Members `then`, `now`, and `same` with true, false or null a part.
    public var json: [(String, JSONValue)] {
        let same = JSONObject(
            members: parts.map { .init(key: $0.key, value: $0.isSame.map { .bool($0) } ?? .null) })
        return [("then", then.json), ("now", now.json), ("same", .object(same))]
    }
}
