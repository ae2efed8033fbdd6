import CallLog
import Foundation
import Knowledge
import Replay
import Transcript

/// `replay call.tongdai`: each call once more, and what is different now.
enum ReplayCapsules {
    /// Files up to this size are read: two hours of a wideband call.
    private static let sizeLimit = 1 << 30
    private static let unfit = ["--recordings", "--timings", "--log", "--rate"]

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.operands.allSatisfy({ $0.hasSuffix(CallCapsule.ending) }) else {
            throw UsageError("capsules are replayed alone, not with recordings and scenarios")
        }
        if let option = unfit.first(where: { arguments[$0] != nil }) {
            throw UsageError("\(option) is not for capsules")
        }
        let settings = try ReplaySettings(arguments)
        let engine = try Engine.load(EngineOptions.packFolder(arguments))
        var status: Int32 = 0
        for path in arguments.operands {
            do {
                if try !replay(path, engine, settings, isJSON: arguments.has("--json")) {
                    status = 1
                }
            } catch {
                Console.complain("tongdai replay: \(TranscriptText.shown("\(error)"))")
                status = 1
            }
        }
        return status
    }

    /// - Returns: Whether nothing came out worse or otherwise.
    private static func replay(
        _ path: String, _ engine: Engine, _ settings: ReplaySettings, isJSON: Bool
    ) throws -> Bool {
        let capsule = try read(path)
        guard let call = RecordedCall(capsule.call.records) else { return true }
        guard call.language.isEmpty || call.language == engine.pack.tag else {
            throw CommandFailure(
                "\(path): the call is in \(call.language), the pack in \(engine.pack.tag); remedy: "
                    + "name its pack with --language \(call.language)")
        }
        let fault = ChainCheck().check(capsule.call).fault
        if fault != nil {
            Console.complain(
                "tongdai replay: \(TranscriptText.shown(path)): the chain of its events does not "
                    + "hold: they were altered, or lines are missing, before it was packed")
        }
        let again = CallAgain(engine, start: settings.start)
        let differences =
            try capsule.audio.map {
                try again.bySound(call, audio: $0, name: path, settings: settings)
            } ?? again.byWords(call)
        var report = ChangeReport()
        report.add(differences, of: call.id)
        if isJSON {
            Console.print(json(capsule, call, engine, differences, report).json)
        } else {
            tell(capsule, call, engine, differences, report)
        }
        return report.isHarmless
    }

    private static func read(_ path: String) throws -> CallCapsule {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: path).resolvingSymlinksInPath().path)
        guard let attributes else {
            throw CommandFailure("\(path): there is no such file; remedy: check the path")
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular,
            (attributes[.size] as? Int ?? 0) <= sizeLimit
        else {
            throw CommandFailure(
                "\(path): \(CapsuleError.noCapsule)")
        }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw CommandFailure("\(path): it cannot be read; remedy: check its permissions")
        }
        do throws(CapsuleError) {
            return try CallCapsule([UInt8](data))
        } catch {
            throw CommandFailure("\(path): \(error)")
        }
    }

    private static func tell(
        _ capsule: CallCapsule, _ call: RecordedCall, _ engine: Engine,
        _ differences: [TurnDifference], _ report: ChangeReport
    ) {
        Console.print(
            TranscriptText.shown(
                "\(call.id), \(WallClock.text(call.start)) \(WallClock.zone(call.start)), by its "
                    + (capsule.audio == nil ? "words" : "sound")))
        Console.print(
            TranscriptText.shown(
                "  then: version \(call.models.version), knowledge "
                    + "\(call.models.knowledge.prefix(8)); now: version \(Console.version), "
                    + "knowledge \(engine.pack.contentHash.prefix(8))"))
        Console.print("  \(engine.models.beside(call.models, engine.pack).sentence)")
        for difference in differences { Console.print(difference.shown) }
        Console.print(ReplayAgainst.totals(report))
    }

    private static func json(
        _ capsule: CallCapsule, _ call: RecordedCall, _ engine: Engine,
        _ differences: [TurnDifference], _ report: ChangeReport
    ) -> JSONValue {
        let members: [(String, JSONValue)] =
            [
                ("call", .string(call.id)),
                ("by", .string(capsule.audio == nil ? "words" : "sound")),
            ] + engine.models.beside(call.models, engine.pack).json + [
                ("harmless", .bool(report.isHarmless)),
                ("turns", .array(differences.map(\.json))),
            ]
        return .object(JSONObject(members: members.map { .init(key: $0.0, value: $0.1) }))
    }
}
