import Audio
import CallLog
import Foundation
import Knowledge
import Replay
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

    let folder: URL

    /// Nil when nothing is kept.
    /// - Parameters:
    ///   - place: A folder, `on` or `off`; nil is off.
    ///   - log: Nil when there is no log that can be written.
    init?(_ place: String?, log: TranscriptFolder?, pack: LanguagePack) throws {
        guard let place, place != "off" else { return nil }
        guard !place.isEmpty else { throw UsageError("--keep-audio takes a folder, on or off") }
        guard !pack.phrases.variants(of: Phrases.keepAudio).isEmpty else {
            throw CommandFailure(
                "the pack \(pack.tag) has no words to tell the caller that the call is recorded; "
                    + "remedy: write \"\(Phrases.keepAudio)\" in its phrases.json")
        }
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

    /// The recording of a call that begins now.
    func recording(
        of call: String, at rate: SampleRate
    ) throws(StereoRecording.Failure) -> StereoRecording {
        try StereoRecording(folder.appending(path: call + ".wav"), rate: rate)
    }
}
