import CALSA

/// What went wrong with which device, in which call of the library, and what a
/// user can do about it.
public struct DeviceError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// There is no such device, or its sound server does not run.
        case unavailable
        /// It was there, and is gone, or it no longer moves.
        case disconnected
        case busy
        case notPermitted
        case unsupportedFormat
        case other
    }

    public let kind: Kind
    public let device: String
    /// The function of the library.
    public let operation: String
    /// Its result: a negative `errno`.
    public let code: Int32

    /// The same code means different things in different calls.
    init(device: String, operation: String, code: Int32) {
        self.device = device
        self.operation = operation
        self.code = code
        let isOpening = operation == Self.opening
        let isConfiguring = operation.hasPrefix("snd_pcm_hw_params")
        kind =
            switch -code {
            case EBUSY: .busy
            case EAGAIN where isOpening: .busy
            case EPERM, EACCES: .notPermitted
            case ENODEV, ENOENT, ENXIO, ECONNREFUSED, EINVAL, ENOSYS, EIO:
                isOpening ? .unavailable : isConfiguring ? .unsupportedFormat : .disconnected
            case EBADFD, ENOTCONN, ECONNRESET, ETIMEDOUT, ESHUTDOWN: .disconnected
            default: .other
            }
    }

    static let opening = "snd_pcm_open"
    /// For a line that is closed, and was not opened again.
    static let closedCode = -ENOTCONN

    public var description: String { "\(problem); remedy: \(remedy)" }

    /// One clause, without the remedy.
    public var problem: String {
        "ALSA device \"\(device)\" \(complaint) (\(operation): \(String(cString: snd_strerror(code))))"
    }

    private var complaint: String {
        switch kind {
        case .unavailable: "cannot be opened"
        case .disconnected: -code == ETIMEDOUT ? "has stopped" : "is gone"
        case .busy: "is in use by another program"
        case .notPermitted: "may not be used by this user"
        case .unsupportedFormat: "has no format that a line can use"
        case .other: "failed"
        }
    }

    public var remedy: String {
        switch kind {
        case .unavailable where device.hasSuffix(".wav"):
            "a recording is not a device: tongdai replay \(device)"
        case .unavailable where -code == ECONNREFUSED:
            "start the sound server, or run tongdai call --list-devices and choose another device"
        case .unavailable: "run tongdai call --list-devices for the names that can be opened"
        case .disconnected:
            "connect it again; tongdai call --list-devices shows which devices are there"
        case .busy: "end the other program, or share the device: --capture default or pulse"
        case .notPermitted: "sudo usermod -aG audio $USER, then log in again"
        case .unsupportedFormat: "let ALSA convert: plughw: in the place of hw:"
        case .other: "run tongdai call --list-devices and try another device"
        }
    }
}
