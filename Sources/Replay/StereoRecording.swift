public import Audio
public import Foundation

/// A call as a stereo WAV file: the caller on the left, the line on the right.
///
/// Written as the call goes on; the header is completed every few seconds, so a
/// killed process leaves a file that plays. Used by one thread.
public final class StereoRecording {
    /// A recording that could not be written.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        public let path: String
        public let operation: String

        public var description: String {
            "\(path): cannot \(operation) the recording; remedy: check the folder, its "
                + "permissions and the space on its disk"
        }
    }

    private static let flushLength = Duration.seconds(2)

    public let path: String
    private let header: WAVHeader
    private let handle: FileHandle
    private var frameCount = 0
    private var pending: [UInt8] = []
    private var pendingFrames = 0

    /// - Parameters:
    ///   - file: In a folder that exists; what is there is replaced. Only its owner may
    ///     read it, from its first byte on.
    ///   - coding: 16-bit PCM, or A-law or μ-law, which take half of the space.
    public init(
        _ file: URL, rate: SampleRate, coding: WAVCoding = .pcm16
    ) throws(Failure) {
        path = file.relativePath
        header = WAVHeader(rate: rate, channelCount: 2, coding: coding)
        guard let handle = OwnersFile.create(file.path) else {
            throw Failure(path: path, operation: "create")
        }
        self.handle = handle
        try write(header.bytes(frameCount: 0))
    }

    /// - Parameters: As many samples each.
    public func append(caller: [Int16], line: [Int16]) throws(Failure) {
        pending += header.encode([caller, line])
        pendingFrames += caller.count
        if pendingFrames >= header.rate.samples(in: Self.flushLength) { try flush() }
    }

    /// Completes the header. Nothing can be appended after.
    public func finish() throws(Failure) {
        try flush()
        do {
            try handle.close()
        } catch {
            throw Failure(path: path, operation: "complete")
        }
    }

    private func flush() throws(Failure) {
        // What could not be written whole is not written again after its own beginning.
        let (portion, frames) = (pending, pendingFrames)
        (pending, pendingFrames) = ([], 0)
        try write(portion)
        frameCount += frames
        do {
            try handle.seek(toOffset: 0)
            try handle.write(contentsOf: Data(header.bytes(frameCount: frameCount)))
            try handle.seekToEnd()
        } catch {
            throw Failure(path: path, operation: "update")
        }
    }

    private func write(_ bytes: [UInt8]) throws(Failure) {
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            throw Failure(path: path, operation: "write")
        }
    }
}
