/// A JSON value with its place in the file it was read from.
public struct JSONNode: Sendable {
    public struct Member: Sendable {
        public let key: String
        public let keyPlace: TextPlace
        public let value: JSONNode
    }

    public enum Content: Sendable {
        case null
        case bool(Bool)
        case integer(Int)
        case number(Double)
        case string(String)
        case array([JSONNode])
        case object([Member])
    }

    public let place: TextPlace
    public let content: Content

    /// What it is, for messages: "a number", "an object".
    public var kind: String {
        switch content {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// The value without places.
    public var value: JSONValue {
        switch content {
        case .null: .null
        case .bool(let bool): .bool(bool)
        case .integer(let integer): .integer(integer)
        case .number(let number): .number(number)
        case .string(let text): .string(text)
        case .array(let nodes): .array(nodes.map(\.value))
        case .object(let members):
            .object(
                JSONObject(members: members.map { .init(key: $0.key, value: $0.value.value) }))
        }
    }
}

/// A place in a text, counted from 1. Columns count Unicode scalars.
public struct TextPlace: Sendable, Hashable, Comparable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (left: TextPlace, right: TextPlace) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Why a text is not JSON, and where.
public struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
    public let place: TextPlace
    public let message: String
    public let remedy: String

    public init(place: TextPlace, message: String, remedy: String) {
        self.place = place
        self.message = message
        self.remedy = remedy
    }

    public var description: String {
        "line \(place.line), column \(place.column): \(message); remedy: \(remedy)"
    }
}
