import Audio
import AudioSocket
public import Knowledge

/// Reads a configuration of lines, and names every mistake in it.
public struct LinesReader {
    public private(set) var problems: [Problem] = []
    private let file: String

    /// - Parameters:
    ///   - file: As it is to be named in problems.
    /// - Returns: Nil when there is an error among the problems.
    public static func read(
        _ bytes: [UInt8], file: String
    ) -> (configuration: LinesConfiguration?, problems: [Problem]) {
        var reader = LinesReader(file: file)
        let configuration = reader.read(bytes)
        let hasError = reader.problems.contains { $0.severity == .error }
        return (hasError ? nil : configuration, reader.problems)
    }

    private init(file: String) { self.file = file }

    private static let rootFields = [
        "language", "models", "log", "keep_audio", "audio_coding", "partials", "calls",
        "waiting", "patience_seconds", "drain_seconds", "workers", "alsa", "audiosocket",
    ]
    private static let alsaFields = ["name", "capture", "playback", "rate", "echo"]
    private static let socketFields = [
        "name", "host", "port", "rate", "echo", "connections", "connections_per_peer",
        "handshake_seconds", "idle_seconds", "uuids", "tokens", "outcomes", "transfers",
    ]

    /// All names that the schema must have.
    static var fields: (root: [String], alsa: [String], socket: [String]) {
        (rootFields, alsaFields, socketFields)
    }

    private mutating func read(_ bytes: [UInt8]) -> LinesConfiguration? {
        let root: JSONNode
        do throws(JSONSyntaxError) {
            root = try JSONParser.parse(bytes)
        } catch {
            problems.append(
                Problem(
                    file: file, line: error.place.line, column: error.place.column,
                    message: error.message, remedy: error.remedy))
            return nil
        }
        guard let members = members(root, "the configuration", Self.rootFields) else { return nil }
        var configuration = LinesConfiguration()
        configuration.language = text(members["language"], "language") ?? "en-US"
        configuration.models = text(members["models"], "models")
        configuration.log = text(members["log"], "log")
        configuration.keepAudio = text(members["keep_audio"], "keep_audio")
        configuration.audioCoding = audioCoding(members["audio_coding"]) ?? .pcm16
        configuration.wantsPartials = flag(members["partials"], "partials") ?? false
        configuration.calls = integer(members["calls"], "calls", 1...10_000)
        configuration.waiting = integer(members["waiting"], "waiting", 0...10_000) ?? 20
        configuration.patience = seconds(members["patience_seconds"], "patience_seconds", 120)
        configuration.drain = seconds(members["drain_seconds"], "drain_seconds", 60)
        configuration.workers = integer(members["workers"], "workers", 1...256)
        configuration.alsa = alsaLines(members["alsa"])
        configuration.socket = members["audiosocket"].flatMap { socket($0) }
        if members["alsa"] == nil, members["audiosocket"] == nil {
            note(root, "no line is configured", "add \"audiosocket\": { \"port\": 9019 }")
        }
        return configuration
    }

    private mutating func alsaLines(_ node: JSONNode?) -> [LinesConfiguration.ALSA] {
        guard let node else { return [] }
        guard case .array(let elements) = node.content else {
            wrong(node, "alsa", "a list of lines", "[ { \"capture\": \"plughw:1,0\" } ]")
            return []
        }
        var lines: [LinesConfiguration.ALSA] = []
        for element in elements {
            guard let members = members(element, "an ALSA line", Self.alsaFields) else { continue }
            let capture = text(members["capture"], "capture")
            if members["capture"] == nil {
                note(element, "\"capture\" is missing", "add \"capture\": \"plughw:1,0\"")
            }
            let line = LinesConfiguration.ALSA(
                name: text(members["name"], "name") ?? capture ?? "",
                capture: capture ?? "",
                playback: text(members["playback"], "playback") ?? capture ?? "",
                rate: rate(members["rate"]) ?? .wideband,
                hearsItself: flag(members["echo"], "echo") ?? false)
            if lines.contains(where: { $0.name == line.name }) {
                note(
                    members["name"] ?? element, "two lines are called \"\(line.name)\"",
                    "give each a \"name\" of its own")
            }
            lines.append(line)
        }
        return lines
    }

    private mutating func socket(_ node: JSONNode) -> LinesConfiguration.Socket? {
        guard let members = members(node, "\"audiosocket\"", Self.socketFields) else { return nil }
        var socket = LinesConfiguration.Socket()
        socket.name = text(members["name"], "name") ?? socket.name
        socket.host = text(members["host"], "host") ?? socket.host
        socket.port = integer(members["port"], "port", 0...65_535) ?? socket.port
        socket.rate = rate(members["rate"]) ?? socket.rate
        socket.hearsItself = flag(members["echo"], "echo") ?? socket.hearsItself
        socket.connections =
            integer(members["connections"], "connections", 1...100_000) ?? socket.connections
        socket.connectionsOfPeer =
            integer(members["connections_per_peer"], "connections_per_peer", 1...100_000)
            ?? socket.connections
        socket.handshake = seconds(members["handshake_seconds"], "handshake_seconds", 5)
        socket.idle = seconds(members["idle_seconds"], "idle_seconds", 120)
        socket.tokens = text(members["tokens"], "tokens")
        socket.outcomes = text(members["outcomes"], "outcomes")
        socket.uuids = members["uuids"].map { uuids($0) }
        socket.transfers = transfers(members["transfers"])
        return socket
    }

    private mutating func uuids(_ node: JSONNode) -> [CallUUID] {
        let example = "[ \"40325ec2-5efd-4bd3-805f-53576e581d13\" ]"
        guard case .array(let elements) = node.content else {
            wrong(node, "uuids", "a list of UUIDs", example)
            return []
        }
        return elements.compactMap { element in
            guard case .string(let text) = element.content, let uuid = CallUUID(text) else {
                note(element, "\"uuids\" holds something else than a UUID", "write \(example)")
                return nil
            }
            return uuid
        }
    }

    private mutating func transfers(_ node: JSONNode?) -> [String: String] {
        guard let node else { return [:] }
        guard case .object(let members) = node.content else {
            wrong(node, "transfers", "an object", "{ \"service centre\": \"113\" }")
            return [:]
        }
        var transfers: [String: String] = [:]
        for member in members {
            transfers[member.key] = text(member.value, member.key)
        }
        return transfers
    }

    // MARK: Values

    private mutating func members(
        _ node: JSONNode, _ what: String, _ known: [String]
    ) -> [String: JSONNode]? {
        guard case .object(let list) = node.content else {
            note(node, "\(what) is \(node.kind)", "write an object: { … }")
            return nil
        }
        var members: [String: JSONNode] = [:]
        for member in list where member.key != "$schema" {
            guard known.contains(member.key) else {
                let place = member.keyPlace
                problems.append(
                    Problem(
                        file: file, line: place.line, column: place.column,
                        message: "\(what) has no field \"\(member.key)\"",
                        remedy: "use one of: \(known.joined(separator: ", "))"))
                continue
            }
            members[member.key] = member.value
        }
        return members
    }

    private mutating func text(_ node: JSONNode?, _ key: String) -> String? {
        guard let node else { return nil }
        guard case .string(let text) = node.content, !text.isEmpty else {
            wrong(node, key, "a text that is not empty", "\"…\"")
            return nil
        }
        return text
    }

    private mutating func integer(
        _ node: JSONNode?, _ key: String, _ range: ClosedRange<Int>
    ) -> Int? {
        guard let node else { return nil }
        guard case .integer(let integer) = node.content, range.contains(integer) else {
            wrong(
                node, key, "a whole number from \(range.lowerBound) to \(range.upperBound)",
                String(range.lowerBound))
            return nil
        }
        return integer
    }

    private mutating func seconds(
        _ node: JSONNode?, _ key: String, _ other: Int
    ) -> Duration {
        .seconds(integer(node, key, 1...86_400) ?? other)
    }

    private mutating func rate(_ node: JSONNode?) -> SampleRate? {
        guard let node else { return nil }
        guard case .integer(let hertz) = node.content, [8_000, 16_000].contains(hertz) else {
            wrong(node, "rate", "8000 or 16000", "8000")
            return nil
        }
        return SampleRate(hertz: hertz)
    }

    private mutating func audioCoding(_ node: JSONNode?) -> WAVCoding? {
        guard let node else { return nil }
        guard case .string(let name) = node.content,
            let coding = LinesConfiguration.audioCodings[name]
        else {
            wrong(node, "audio_coding", "\"pcm\" or \"mulaw\"", "\"mulaw\"")
            return nil
        }
        return coding
    }

    private mutating func flag(_ node: JSONNode?, _ key: String) -> Bool? {
        guard let node else { return nil }
        guard case .bool(let flag) = node.content else {
            wrong(node, key, "true or false", "true")
            return nil
        }
        return flag
    }

    private mutating func wrong(
        _ node: JSONNode, _ key: String, _ expected: String, _ example: String
    ) {
        note(node, "\"\(key)\" is \(node.kind), not \(expected)", "write \(example)")
    }

    private mutating func note(_ node: JSONNode, _ message: String, _ remedy: String) {
        problems.append(
            Problem(
                file: file, line: node.place.line, column: node.place.column, message: message,
                remedy: remedy))
    }
}
