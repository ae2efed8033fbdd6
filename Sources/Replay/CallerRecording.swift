public import Audio
import Foundation

/// A caller's side of a call, read from a WAV file.
public struct CallerRecording: Sendable {
    /// Which channel of a file is the caller.
    public enum Channel: String, Sendable, CaseIterable {
        case left, right
    }

    /// Mono, at `rate`.
    public let samples: [Int16]
    public let rate: SampleRate
    /// The rate of the file itself.
    public let fileRate: SampleRate

    /// A file that cannot be used, why, and what to do about it.
    public struct Unusable: Error, Equatable, CustomStringConvertible {
        public let path: String
        public let problem: String
        public let remedy: String

        public init(path: String, problem: String, remedy: String) {
            (self.path, self.problem, self.remedy) = (path, problem, remedy)
        }

        public var description: String { "\(path): \(problem); remedy: \(remedy)" }
    }

    /// Files up to this size are read: an hour and more of 48 kHz stereo.
    private static let sizeLimit = 1 << 30

    /// - Parameter rate: What to resample to; nil chooses the line's rate that
    ///   loses nothing: 8 kHz for telephone recordings, else 16 kHz.
    public static func read(
        _ path: String, channel: Channel = .left, rate: SampleRate? = nil
    ) throws(Unusable) -> CallerRecording {
        try read(try bytes(of: path), path: path, channel: channel, rate: rate)
    }

    /// - Parameter path: What the file is called where it cannot be used.
    public static func read(
        _ bytes: [UInt8], path: String, channel: Channel = .left, rate: SampleRate? = nil
    ) throws(Unusable) -> CallerRecording {
        let file: WAVFile
        do {
            file = try WAVFile(bytes: bytes)
        } catch {
            throw Unusable(
                path: path, problem: "\(error.problem) (at byte \(error.offset))",
                remedy: error.remedy(for: path))
        }
        let index = channel == .left ? 0 : min(1, file.channels.count - 1)
        let target = rate ?? (file.rate == .telephone ? .telephone : .wideband)
        return CallerRecording(
            samples: Resampler.convert(file.channels[index], from: file.rate, to: target),
            rate: target, fileRate: file.rate)
    }

    private static func bytes(of path: String) throws(Unusable) -> [UInt8] {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(
                atPath: URL(filePath: path).resolvingSymlinksInPath().path)
        } catch {
            throw Unusable(
                path: path, problem: "there is no such file", remedy: "check the path")
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw Unusable(
                path: path, problem: "this is not a regular file", remedy: "name a WAV file")
        }
        guard let size = attributes[.size] as? Int, size <= sizeLimit else {
            throw Unusable(
                path: path, problem: "the file is larger than 1 GiB",
                remedy: "cut it: sox \(path) part.wav trim 0 3600")
        }
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw Unusable(
                path: path, problem: "the file cannot be read", remedy: "check its permissions")
        }
    }
}
