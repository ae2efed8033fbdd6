import CallLog
import Foundation
import Knowledge
import SphinxSpeech
import Transcript

enum LogCapsule: Command {
    static let name = "log capsule"
    static let summary = "packs a call into one file that can be played again"
    static let usage = ["log capsule CALL -o FILE.tongdai [options]"]
    static let options: [Arguments.Option] =
        [
            .init("-o", "FILE", "write to this file, for its owner only"),
            .init("--output", "FILE", "the same"),
            .init("--recordings", "DIR", "take the call's sound from there (default: LOG/audio)"),
            .init("--no-audio", nil, "leave the sound out, even if it was kept"),
            LogChoice.folderOption,
        ] + EngineOptions.all
    static let notes = """
        A capsule is a tar archive (tar -tvf FILE): manifest.json with the SHA-256 of each
        part and of the call's models and this machine's, events.jsonl as it stands in
        the log, audio.wav if the sound was kept. It holds what the caller said: purge and redact do not reach it.
        Play it again through today's build and knowledge with: tongdai replay FILE.
        """

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.count == 1 else {
            throw UsageError("capsule takes one call's id")
        }
        guard let path = arguments["-o"] ?? arguments["--output"] else {
            throw UsageError("name the file to write: -o call\(CallCapsule.ending)")
        }
        let folder = LogChoice.folder(arguments)
        try OutputPlace.check(path, "-o", log: folder.url)
        let call = try FindCall(in: folder).call(arguments.operands[0])
        guard !call.records.isEmpty else {
            throw CommandFailure(
                "\(TranscriptText.shown(call.call)): none of its lines can be read; remedy: tongdai "
                    + "log verify names them")
        }
        let capsule = CallCapsule(
            call, audio: try audio(of: call, folder, arguments), packedBy: Console.version,
            packed: .now, models: models(arguments))
        let file = try ExportFile(path)
        file.write(capsule.bytes)
        let status = try file.close()
        let sound = capsule.audio == nil ? "no sound" : "with its sound"
        Console.print(
            TranscriptText.shown("\(path): \(call.call), \(call.lines.count) events, \(sound)"))
        return status
    }

    private static func audio(
        of call: ScannedCall, _ folder: LogFolder, _ arguments: Arguments
    ) throws -> [UInt8]? {
        guard !arguments.has("--no-audio") else { return nil }
        guard let file = try named(call.call, arguments) ?? folder.sound(of: call) else {
            return nil
        }
        do {
            return [UInt8](try Data(contentsOf: file))
        } catch {
            throw CommandFailure(
                "\(TranscriptText.shown(file.path)): the call's sound cannot be read; remedy: "
                    + "check its permissions, or leave it out with --no-audio")
        }
    }

    /// In the folder that `--recordings` names: there it must be.
    private static func named(_ call: String, _ arguments: Arguments) throws -> URL? {
        guard let path = arguments["--recordings"] else { return nil }
        do throws(LogError) {
            if let file = try Purge.recordings(in: URL(filePath: path), of: [call]).first {
                return file
            }
        } catch {
            throw CommandFailure(
                TranscriptText.shown(
                    "\(path): \(error.reason); remedy: name the folder of the call's sound with "
                        + "--recordings, or leave the sound out with --no-audio"))
        }
        throw CommandFailure(
            TranscriptText.shown(
                "\(path): no sound of \(call) is in it; remedy: name another folder with "
                    + "--recordings, or leave the sound out with --no-audio"))
    }

    /// What calls are answered with here; without a pack, the capsule tells only what the
    /// call itself does.
    private static func models(_ arguments: Arguments) -> [CallCapsule.Model] {
        do {
            let pack = try LanguagePack.load(from: EngineOptions.packFolder(arguments))
            return ModelDigests(pack, try Meanings.installed()).models(of: pack)
        } catch {
            Console.complain("tongdai log: the capsule names no models: \(error)")
            return []
        }
    }
}
