import Knowledge
import Transcript

/// As much of JSON Schema (draft 07) as the tests' schemas use. A keyword that it does
/// not know is a complaint, not a pass.
struct JSONSchema {
    private let root: JSONValue

    init(_ root: JSONValue) { self.root = root }

    /// What is wrong, with the place; nothing when the value is valid.
    func complaints(of value: JSONValue) -> [String] { check(value, root, "") }

    private func check(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
        if let reference = schema["$ref"]?.text {
            guard let target = resolve(reference) else { return ["\(place): no \(reference)"] }
            return check(value, target, place)
        }
        return (schema.object?.members ?? []).flatMap { keyword in
            check(value, keyword.key, keyword.value, schema, place)
        }
    }

    private func check(
        _ value: JSONValue, _ keyword: String, _ wanted: JSONValue, _ schema: JSONValue,
        _ place: String
    ) -> [String] {
        func unless(_ holds: Bool) -> [String] {
            holds ? [] : ["\(place): \(keyword) \(wanted.json) does not hold for \(value.json)"]
        }
        switch keyword {
        case "$schema", "title", "definitions", "description": return []
        case "type": return unless(isType(wanted.text ?? "", value))
        case "const": return unless(value == wanted)
        case "enum": return unless(wanted.array?.contains(value) ?? false)
        case "minimum": return unless((value.number ?? 0) >= (wanted.number ?? 0))
        case "minItems": return unless((value.array?.count ?? 0) >= (wanted.integer ?? 0))
        case "format": return unless(isFormat(wanted.text ?? "", value.text ?? ""))
        case "required":
            return unless((wanted.array ?? []).allSatisfy { value[$0.text ?? ""] != nil })
        case "additionalProperties":
            let known = (schema["properties"]?.object?.members ?? []).map(\.key)
            return unless((value.object?.members ?? []).allSatisfy { known.contains($0.key) })
        case "properties":
            return (wanted.object?.members ?? []).flatMap { property in
                value[property.key].map {
                    check($0, property.value, "\(place)/\(property.key)")
                } ?? []
            }
        case "items":
            return (value.array ?? []).enumerated().flatMap {
                check($1, wanted, "\(place)/\($0)")
            }
        case "oneOf":
            let valid = (wanted.array ?? []).filter { check(value, $0, place).isEmpty }
            return valid.count == 1 ? [] : ["\(place): \(valid.count) of oneOf hold"]
        default: return ["\(place): unknown keyword \(keyword)"]
        }
    }

    private func resolve(_ reference: String) -> JSONValue? {
        reference.split(separator: "/").dropFirst().reduce(root) { $0?[String($1)] }
    }

    private func isType(_ type: String, _ value: JSONValue) -> Bool {
        switch type {
        case "object": value.object != nil
        case "array": value.array != nil
        case "string": value.text != nil
        case "integer": value.integer != nil
        case "number": value.number != nil
        case "boolean": value.bool != nil
        default: false
        }
    }

    private func isFormat(_ format: String, _ text: String) -> Bool {
        switch format {
        case "date-time": return TranscriptTime(text) != nil
        case "uuid":
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            return parts.map(\.count) == [8, 4, 4, 4, 12]
                && text.allSatisfy { $0 == "-" || $0.isHexDigit }
        default: return false
        }
    }
}
