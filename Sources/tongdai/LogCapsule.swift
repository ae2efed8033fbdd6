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
        part and of the models, events.jsonl as it stands in the log, audio.wav if the
        sound was kept. It holds what the caller said: purge and redact do not reach it.
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
        let call = try FindCall(in: folder).call(arguments.operands[0])
        guard !call.records.isEmpty else {
            throw CommandFailure(
                "\(TranscriptText.shown(call.call)): none of its lines can be read; remedy: tongdai "
                    + "log verify names them")
        }
        let capsule = CallCapsule(
            call, audio: try audio(of: call.call, folder, arguments), packedBy: Console.version,
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
        of call: String, _ folder: LogFolder, _ arguments: Arguments
    ) throws -> [UInt8]? {
        guard !arguments.has("--no-audio") else { return nil }
        let named = try arguments["--recordings"].flatMap {
            try Purge.recordings(in: URL(filePath: $0), of: [call]).first
        }
        guard let file = named ?? folder.audio(of: call) else { return nil }
        do {
            return [UInt8](try Data(contentsOf: file))
        } catch {
            throw CommandFailure(
                "\(TranscriptText.shown(file.path)): the call's sound cannot be read; remedy: "
                    + "check its permissions, or leave it out with --no-audio")
        }
    }

    /// What calls are answered with here; without a pack, the capsule tells only what the
    /// call itself does.
    private static func models(_ arguments: Arguments) -> [CallCapsule.Model] {
        do {
            let pack = try LanguagePack.load(from: EngineOptions.packFolder(arguments))
            var models = [
                CallCapsule.Model(name: "knowledge \(pack.tag)", sha256: pack.contentHash)
            ]
            let acoustic = SphinxModel.acousticFolder(
                named: pack.language.acousticModel, pack: pack.folder)
            models.append(.init(name: "acoustic", sha256: digest(ofFolder: acoustic)))
            if let encoder = try Meanings.installed() {
                // What comes before it are versions of the format.
                let digest = encoder.digest.split(separator: "-").last.map(String.init) ?? ""
                models.append(.init(name: "encoder", sha256: digest))
            }
            return models
        } catch {
            Console.complain("tongdai log: the capsule names no models: \(error)")
            return []
        }
    }

    /// Of the names and bytes of its files.
    private static func digest(ofFolder path: String) -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        var hash = SHA256()
        for name in names.sorted() {
            guard let bytes = try? Data(contentsOf: URL(filePath: "\(path)/\(name)")) else {
                continue
            }
            hash.update(Array("\(name) \(bytes.count)\n".utf8))
            hash.update([UInt8](bytes))
        }
        return hash.hex()
    }
}
