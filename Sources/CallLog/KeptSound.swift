internal import Files
public import Foundation

extension LogFolder {
    /// Where the sound of calls is kept by `--keep-audio on`: `audio/CALL.wav`.
    public var audio: URL { url.appending(path: "audio") }

    /// The file of a call's kept sound: where its `call.started` says that it is, else in
    /// `audio/`; nil when there is none.
    public func sound(of call: ScannedCall) -> URL? {
        Self.toldSound(of: call) ?? audio(of: call.call)
    }

    /// Only where its `call.started` says so.
    static func toldSound(of call: ScannedCall) -> URL? {
        guard let path = call.summary?.audioFile else { return nil }
        let file = URL(filePath: path)
        return isSound(file, of: call.call) ? file : nil
    }

    /// The same for a call of which the log has nothing more to say.
    public func audio(of call: String) -> URL? {
        let file = audio.appending(path: call + ".wav")
        return Self.isSound(file, of: call) ? file : nil
    }

    /// A log may be written by others, and what it names is removed by `purge` and `redact`:
    /// only a plain file, no link, that is named as a recording of that call would be.
    static func isSound(_ file: URL, of call: String) -> Bool {
        !call.isEmpty && !call.contains("/") && !call.hasPrefix(".")
            && soundEndings.contains(file.pathExtension.lowercased())
            && file.deletingPathExtension().lastPathComponent == call
            && FileStatus(of: file.path)?.kind == .regular
    }

    /// `CALL.wav` and other endings of sound.
    static let soundEndings: Set<String> = ["wav", "ulaw", "alaw", "raw", "flac"]
}
