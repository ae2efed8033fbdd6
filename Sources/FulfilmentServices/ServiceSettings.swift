public import Foundation
internal import Knowledge

/// What `--fulfilment-settings` names: a JSON file with limits and with what a web
/// address is spoken to with. docs/actions.md lists its members.
public struct ServiceSettings: Sendable, Equatable {
    public var limits = ServiceLimits()
    public var connection = WebConnection()
    /// Whether `http` may lead to another machine.
    public var allowsPlainHTTP = false

    private static let mostBytes = 1 << 20

    public init() {}

    /// - Throws: what is wrong in the file, with its name and a remedy; never a value.
    public init(file: URL) throws(FulfilmentOptionError) {
        let path = file.path
        func failure(_ message: String, _ remedy: String) -> FulfilmentOptionError {
            FulfilmentOptionError("\(path): \(message); remedy: \(remedy)")
        }
        guard let bytes = FileManager.default.contents(atPath: path),
            bytes.count <= Self.mostBytes
        else { throw failure("cannot be read", "check the name and the rights") }
        let root: JSONNode
        do { root = try JSONParser.parse(Array(bytes)) } catch {
            throw FulfilmentOptionError("\(path):\(error)")
        }
        guard let members = root.value.object?.members else {
            throw failure("holds no JSON object", "see docs/actions.md")
        }
        for member in members {
            guard take(member.key, member.value, besides: file) else {
                throw failure("\"\(member.key)\" cannot be used", "see docs/actions.md")
            }
        }
        guard (connection.certificate == nil) == (connection.certificateKey == nil) else {
            throw failure(
                "\"certificate\" and \"certificate_key\" go together", "give both, or none")
        }
        if connection.hasSecrets, Self.isReadByOthers(path) {
            throw failure("others can read the credentials in it", "chmod 600 \(path)")
        }
    }

    /// False for an unknown member and for a value that it cannot have.
    private mutating func take(_ key: String, _ value: JSONValue, besides file: URL) -> Bool {
        func number(_ range: ClosedRange<Int>) -> Int? {
            value.integer.flatMap { range.contains($0) ? $0 : nil }
        }
        func path() -> String? {
            value.text.flatMap { text in
                text.isEmpty || text.unicodeScalars.contains(where: \.changesTerminal)
                    ? nil : URL(filePath: text, relativeTo: file).standardizedFileURL.path
            }
        }
        switch key {
        case "time_out_ms":
            guard let number = number(100...30_000) else { return false }
            limits.timeOut = .milliseconds(number)
        case "attempts":
            guard let number = number(1...10) else { return false }
            limits.attempts = number
        case "at_once":
            guard let number = number(1...256) else { return false }
            limits.mostAtOnce = number
        case "plain_http":
            guard let bool = value.bool else { return false }
            allowsPlainHTTP = bool
        case "headers":
            guard let members = value.object?.members else { return false }
            for member in members {
                guard let text = member.value.text,
                    let header = WebConnection.Header(name: member.key, value: text)
                else { return false }
                connection.headers.append(header)
            }
        case "proxy":
            guard let text = value.text, WebAddress(proxy: text) != nil else { return false }
            connection.proxy = text
        case "authority":
            connection.authority = path()
            return connection.authority != nil
        case "certificate":
            connection.certificate = path()
            return connection.certificate != nil
        case "certificate_key":
            connection.certificateKey = path()
            return connection.certificateKey != nil
        default: return false
        }
        return true
    }

    private static func isReadByOthers(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? Int else { return true }
        return mode & 0o077 != 0
    }
}

extension WebConnection {
    fileprivate var hasSecrets: Bool { !headers.isEmpty || proxy?.contains("@") == true }
}
