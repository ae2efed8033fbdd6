import Audio
import CallLog
import Foundation
import Knowledge
import Replay
import Serving
import Transcript

/// Where the sound of calls is kept, if it is: `--keep-audio`. The caller is told, so a
/// pack without the phrase for it keeps none.
///
/// A call's file is `<folder>/<call id>.wav`, for its owner only: `log purge` and `log
/// redact` find it by that.
struct KeptAudio {
    static let option = Arguments.Option(
        "--keep-audio", "WHERE",
        "keep the call's sound, and say so to the caller: a folder, or on, for audio/ in the log")

    static let codingOption = Arguments.Option(
        "--audio-coding", "NAME", "how kept sound is written: pcm, or mulaw for half the space")

    let folder: URL
    private let isInLog: Bool
    private let coding: WAVCoding

    /// Nil when nothing is kept.
    /// - Parameters:
    ///   - place: A folder, `on` or `off`; nil is off.
    ///   - log: Nil when there is no log that can be written.
    init?(
        _ place: String?, coding: WAVCoding = .pcm16, log: TranscriptFolder?, pack: LanguagePack
    ) throws {
        guard Self.isWanted(place), let place else { return nil }
        isInLog = place == "on"
        guard !place.isEmpty else { throw UsageError("--keep-audio takes a folder, on or off") }
        self.coding = coding
        try Self.check(pack)
        if place == "on" {
            guard let log else {
                throw CommandFailure(
                    "there is no log folder to keep the sound in; remedy: name a folder: "
                        + "--keep-audio DIR")
            }
            folder = LogFolder(log.url).audio
        } else {
            folder = URL(filePath: place)
        }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure(
                "\(TranscriptText.shown(folder.path)): the folder for the sound cannot be made; "
                    + "remedy: name a folder that you may write to with --keep-audio")
        }
    }

    static func isWanted(_ place: String?) -> Bool { place != nil && place != "off" }

    /// Nobody is recorded without being told so.
    static func check(_ pack: LanguagePack) throws(CommandFailure) {
        guard pack.phrases.variants(of: Phrases.keepAudio).isEmpty else { return }
        throw CommandFailure(
            "the pack \(pack.tag) has no words to tell the caller that the call is recorded; "
                + "remedy: write \"\(Phrases.keepAudio)\" in its phrases.json")
    }

    /// As `--audio-coding` names it; nil where it does not.
    static func coding(_ arguments: Arguments) throws(UsageError) -> WAVCoding? {
        guard let name = arguments["--audio-coding"] else { return nil }
        guard let coding = LinesConfiguration.audioCodings[name] else {
            throw UsageError("--audio-coding takes pcm or mulaw, not '\(name)'")
        }
        return coding
    }

    /// What the call's log says of where its sound is: nothing where that is in the log's
    /// folder, which may be moved; else the whole path, for `purge`, `redact` and `show`.
    func told(of call: String) -> String? {
        isInLog ? nil : folder.appending(path: call + ".wav").absoluteURL.standardizedFileURL.path
    }

    /// The recording of a call that begins now.
    func recording(
        of call: String, at rate: SampleRate
    ) throws(StereoRecording.Failure) -> StereoRecording {
        try StereoRecording(folder.appending(path: call + ".wav"), rate: rate, coding: coding)
    }
}
