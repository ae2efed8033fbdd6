import CALSA

/// A name that a line can be opened with.
public struct ALSADevice: Sendable, Equatable {
    public enum Direction: String, Sendable, Equatable {
        case capture
        case playback
        case both
    }

    public let name: String
    /// One line; empty when the configuration has none.
    public let description: String
    public let direction: Direction

    public var canCapture: Bool { direction != .playback }
    public var canPlay: Bool { direction != .capture }
}

/// The devices that ALSA's configuration names, hardware and others.
public enum ALSADevices {
    /// In the order of the configuration. Empty when there is none.
    public static func list() -> [ALSADevice] {
        tongdai_alsa_silence()
        var hints: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        guard snd_device_name_hint(-1, "pcm", &hints) >= 0, let hints else { return [] }
        defer { snd_device_name_free_hint(hints) }
        var devices: [ALSADevice] = []
        var next = hints
        while let hint = next.pointee {
            if let device = device(of: hint) { devices.append(device) }
            next += 1
        }
        return devices
    }

    private static func device(of hint: UnsafeMutableRawPointer) -> ALSADevice? {
        guard let name = text("NAME", of: hint) else { return nil }
        // Two lines for hardware: the card, and what the name does with it.
        let description = text("DESC", of: hint) ?? ""
        let direction: ALSADevice.Direction =
            switch text("IOID", of: hint) {
            case "Input": .capture
            case "Output": .playback
            default: .both
            }
        return ALSADevice(
            name: name, description: description.split(separator: "\n").joined(separator: "; "),
            direction: direction)
    }

    /// The string is ours: copied, and given back.
    private static func text(_ key: String, of hint: UnsafeMutableRawPointer) -> String? {
        guard let text = snd_device_name_get_hint(hint, key) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
