public import Knowledge

/// A knowledge file that is edited entry by entry: order, layout, and every byte of
/// what is not changed stay as they are.
public struct TopicFile: Sendable, Equatable {
    /// The file's name.
    public let name: String
    public private(set) var bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) throws(JSONSyntaxError) {
        (self.name, self.bytes) = (name, bytes)
        root = try JSONParser.parse(bytes).value
    }

    private var root: JSONValue

    /// The topic's id.
    public var topic: String { root["topic"]?.text ?? "" }

    public var title: String { root["title"]?.text ?? "" }

    private var objects: [JSONObject] { root["entries"]?.array?.compactMap(\.object) ?? [] }

    /// In the file's order.
    public var entries: [EntryFields] { objects.map { EntryFields($0, topic: topic) } }

    /// Line numbers of the entry, from 1; nil when it is not in the file.
    public func lines(of id: String) -> ClosedRange<Int>? {
        guard let place = place(of: id) else { return nil }
        let range = JSONSpan.of(bytes).member("entries")?.value.elements[place].range ?? 0..<0
        let first = bytes[..<range.lowerBound].count { $0 == 0x0A } + 1
        return first...(first + bytes[range].count { $0 == 0x0A })
    }

    private func place(of id: String) -> Int? { objects.firstIndex { $0["id"]?.text == id } }

    /// Changes the fields of an entry that differ; the others' bytes stay.
    /// - Returns: The columns that were changed.
    public mutating func change(_ fields: EntryFields) throws(EditProblem) -> [String] {
        guard let place = place(of: fields.id) else {
            throw EditProblem("id", "there is no entry '\(fields.id)'", remedy: "check its id")
        }
        let known = EntryFields(objects[place], topic: topic)
        var changed: [String] = []
        for column in EntryFields.memberOrder {
            guard let text = fields.texts[column], text != known.texts[column] else { continue }
            let value = try EntryFields.value(of: text, column)
            let old = objects[place][column]
            // An empty cell is a member that is not there, null, or empty.
            guard value != old, !Self.isEmpty(value) || !Self.isEmpty(old) else { continue }
            set(column, to: value, ofEntry: place)
            changed.append(column)
        }
        return changed
    }

    private static func isEmpty(_ value: JSONValue?) -> Bool {
        [nil, .null, .emptyObject, .array([]), ""].contains(value)
    }

    /// Appends an entry behind the last.
    public mutating func add(_ fields: EntryFields) throws(EditProblem) {
        guard place(of: fields.id) == nil else {
            throw EditProblem(
                "id", "there is an entry '\(fields.id)' already", remedy: "choose another id")
        }
        var entry = JSONObject()
        for column in EntryFields.memberOrder {
            guard let value = try EntryFields.value(of: fields.texts[column] ?? "", column) else {
                continue
            }
            let isLeftOut = value == .array([]) && column != "fact"
            if !isLeftOut { entry[column] = value }
        }
        let span = JSONSpan.of(bytes).member("entries")?.value
        guard let span else {
            throw EditProblem("", "\(name) has no entries", remedy: "add \"entries\": [] to it")
        }
        if let last = span.elements.last {
            let indent = indent(at: last.range.lowerBound)
            let text = ",\n" + indent + Self.rendered(.object(entry), indent: indent)
            replace(last.range.upperBound..<last.range.upperBound, with: text)
        } else {
            let outer = indent(at: span.range.lowerBound)
            let indent = outer + "  "
            replace(
                span.range,
                with: "[\n\(indent)\(Self.rendered(.object(entry), indent: indent))\n\(outer)]")
        }
    }

    private mutating func set(_ column: String, to value: JSONValue?, ofEntry place: Int) {
        guard let entry = JSONSpan.of(bytes).member("entries")?.value.elements[place] else {
            return
        }
        let indent = entry.members.first.map { self.indent(at: $0.range.lowerBound) } ?? "      "
        if let member = entry.member(column) {
            if let value {
                replace(member.value.range, with: Self.rendered(value, indent: indent))
            } else {
                remove(member, of: entry)
            }
            return
        }
        guard let value else { return }
        let before = EntryFields.memberOrder.prefix { $0 != column }
        let last = entry.members.last { before.contains($0.key) } ?? entry.members.last
        let text = "\"\(column)\": \(Self.rendered(value, indent: indent))"
        if let last {
            let place = last.range.upperBound
            replace(place..<place, with: ",\n" + indent + text)
        } else {
            replace(entry.range, with: "{ \(text) }")
        }
    }

    /// With the comma before it, or behind it when it is the first.
    private mutating func remove(_ member: JSONSpan.Member, of entry: JSONSpan) {
        guard let index = entry.members.firstIndex(of: member) else { return }
        if index > 0 {
            replace(
                entry.members[index - 1].range.upperBound..<member.range.upperBound, with: "")
        } else if entry.members.count > 1 {
            replace(member.range.lowerBound..<entry.members[1].range.lowerBound, with: "")
        } else {
            replace(entry.range, with: "{}")
        }
    }

    private mutating func replace(_ range: Range<Int>, with text: String) {
        bytes.replaceSubrange(range, with: Array(text.utf8))
        // What is put in is whole JSON values in whole ones: it cannot break the text.
        if let changed = try? JSONParser.parse(bytes).value { root = changed }
    }

    /// The white space at the beginning of the line on which a byte stands.
    private func indent(at offset: Int) -> String {
        let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return String(
            decoding: bytes[start..<offset].prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    }

    /// As the files of the knowledge are laid out: two spaces, an item a line.
    private static func rendered(_ value: JSONValue, indent: String) -> String {
        value.indentedJSON.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\n" + indent)
    }
}
