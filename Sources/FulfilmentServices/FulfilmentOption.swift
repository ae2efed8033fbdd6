internal import Foundation
public import Fulfilment

/// What `--fulfilment` names.
public struct FulfilmentOption: Sendable, Equatable {
    /// For a command's help.
    public static let form = "none|journal[:DIR]|command:PATH|https://…"

    enum Kind: Sendable, Equatable {
        case none
        case journal(URL?)
        case command(String)
        case web(WebAddress)
    }

    let kind: Kind
    private let settings: ServiceSettings

    /// Looks at the words alone, at no file.
    ///
    /// - Throws: a usage error.
    public init(
        _ text: String, settings: ServiceSettings = .init()
    ) throws(FulfilmentOptionError) {
        self.settings = settings
        let (word, value) = Self.split(text)
        switch (word, value) {
        case ("none", nil): kind = .none
        case ("journal", nil): kind = .journal(nil)
        case ("journal", let folder?) where !folder.isEmpty:
            kind = .journal(URL(filePath: folder))
        case ("command", let path?) where !path.isEmpty && !path.utf8.contains(0):
            kind = .command(URL(filePath: path).path)
        case ("http", _?), ("https", _?): kind = .web(try Self.address(text, settings))
        case ("journal", _), ("command", _):
            throw FulfilmentOptionError("--fulfilment \(word): needs a path: \(word):PATH")
        default:
            throw FulfilmentOptionError("--fulfilment takes \(Self.form), not '\(text)'")
        }
    }

    /// - Parameter environment: Names the state folder, and where curl is.
    /// - Returns: nil for `none`: no action is offered.
    public func open(
        environment: [String: String]
    ) throws(FulfilmentError) -> (any Fulfilment)? {
        switch kind {
        case .none: return nil
        case .journal(let folder):
            return try Journal(folder ?? Journal.standardFolder(environment: environment))
        case .command(let path):
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                !isFolder.boolValue
            else { throw FulfilmentError(.missing, place: path, operation: "look up") }
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw FulfilmentError(.notPermitted, place: path, operation: "look up")
            }
            return CommandFulfilment(path, limits: settings.limits)
        case .web(let address):
            guard let curl = Self.find("curl", environment["PATH"] ?? "/usr/bin:/bin") else {
                throw FulfilmentError(.notInstalled, place: "curl", operation: "look up in PATH")
            }
            return WebFulfilment(
                address, connection: settings.connection, limits: settings.limits, curl: curl)
        }
    }

    private static func split(_ text: String) -> (word: String, value: String?) {
        guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
        return (text[..<colon].lowercased(), String(text[text.index(after: colon)...]))
    }

    private static func address(
        _ text: String, _ settings: ServiceSettings
    ) throws(FulfilmentOptionError) -> WebAddress {
        guard let address = WebAddress(text) else {
            throw FulfilmentOptionError(
                "--fulfilment takes an address such as https://city.example/wishes, without "
                    + "a user and a password; those go into the file of --fulfilment-settings")
        }
        guard address.scheme == "https" || address.isLoopback || settings.allowsPlainHTTP else {
            throw FulfilmentOptionError(
                "--fulfilment: what callers want goes to \(address.host) by https only, unless "
                    + "\"plain_http\" is true in the file of --fulfilment-settings")
        }
        return address
    }

    private static func find(_ program: String, _ path: String) -> String? {
        path.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
