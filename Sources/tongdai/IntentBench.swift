import Foundation
import Knowledge
import Replay
import Understanding

/// `bench intent`: the matcher over public sets of labelled texts.
enum IntentBench {
    static let options: [Arguments.Option] = [
        .init("--train", "FILE", "intent: texts to learn; may be given again, as may the others"),
        .init("--test", "FILE", "intent: texts to tell the intent of"),
        .init("--validation", "FILE", "intent: texts to choose the threshold on"),
        .init("--oos-train", "FILE", "intent: texts of no intent to learn"),
        .init("--oos-validation", "FILE", "intent: texts of no intent to choose the threshold on"),
        .init("--oos-test", "FILE", "intent: texts of no intent to refuse"),
    ]

    /// Which option has no effect without which others.
    private static let needs = [
        "--oos-train": ["--oos-test"], "--oos-validation": ["--validation", "--oos-test"],
        "--oos-test": ["--validation", "--oos-validation"],
    ]

    private struct Files {
        let train: LabelledTexts
        let test: LabelledTexts
        let validation: LabelledTexts
        let foreignTrain: LabelledTexts
        let foreignValidation: LabelledTexts
        let foreignTest: LabelledTexts

        init(_ arguments: Arguments) throws(PackError) {
            train = try Self.read("--train", arguments)
            test = try Self.read("--test", arguments)
            validation = try Self.read("--validation", arguments)
            foreignTrain = try Self.read("--oos-train", arguments)
            foreignValidation = try Self.read("--oos-validation", arguments)
            foreignTest = try Self.read("--oos-test", arguments)
        }

        private static func read(
            _ option: String, _ arguments: Arguments
        ) throws(PackError) -> LabelledTexts {
            try LabelledTexts.load(
                arguments.all(option).map { URL(filePath: $0) },
                needsIntent: !option.hasPrefix("--oos"))
        }
    }

    static func run(_ arguments: Arguments) throws -> Int32 {
        try refuseIdleOptions(arguments)
        let files = try Files(arguments)
        let known = Set(files.train.lines.map(\.intent))
        for line in (files.test.lines + files.validation.lines) where !known.contains(line.intent) {
            throw CommandFailure(
                "the intent '\(line.intent)' is not learned; remedy: name a --train file of the "
                    + "same set, with lines of each intent")
        }
        let encoder = try Meanings.installed()
        Console.progress("learning \(files.train.lines.count) texts …")
        let start = ContinuousClock.now
        let model = IntentModel(
            learning: files.train.lines.map { .init(text: $0.text, intent: $0.intent) },
            outOfScope: files.foreignTrain.lines.map(\.text),
            language: arguments["--language"] ?? "en-US", encoder: encoder)
        let learned = ContinuousClock.now
        Console.progress("telling intents …")
        let validation = trials(files.validation, model)
        let foreignValidation = trials(files.foreignValidation, model)
        let threshold =
            foreignValidation.isEmpty
            ? nil : IntentReport.threshold(for: validation, foreign: foreignValidation)
        let judging = ContinuousClock.now
        let report = IntentReport(
            trials(files.test, model), foreign: trials(files.foreignTest, model),
            threshold: threshold)
        let judged = ContinuousClock.now
        Console.endProgress()
        let result = IntentResult(
            intents: model.intents.count, learned: files.train.lines.count,
            hasEncoder: encoder != nil, report: report,
            validation: validation.isEmpty ? nil : IntentReport(validation),
            learning: (learned - start) / .seconds(1),
            judging: (judged - judging) / .milliseconds(1)
                / Double(files.test.lines.count + files.foreignTest.lines.count))
        Console.print(arguments.has("--json") ? result.json.line : result.text)
        return 0
    }

    /// An option that has no effect is a mistake: somebody believes that it has.
    private static func refuseIdleOptions(_ arguments: Arguments) throws(UsageError) {
        guard arguments.operands == ["intent"] else {
            throw UsageError("intent is measured by itself; give no other part")
        }
        for option in BenchCommand.speedOptions + CallsBench.options
        where arguments.isGiven(option.name) {
            throw UsageError("\(option.name) has no effect on intent")
        }
        for option in ["--train", "--test"] where arguments[option] == nil {
            throw UsageError("intent needs \(option) FILE")
        }
        for (option, needed) in needs.sorted(by: { $0.key < $1.key })
        where arguments[option] != nil {
            for other in needed where arguments[other] == nil {
                throw UsageError("\(option) needs \(other)")
            }
        }
    }

    private static func trials(
        _ texts: LabelledTexts, _ model: IntentModel
    ) -> [IntentReport.Trial] {
        zip(texts.lines, model.judge(texts.lines.map(\.text))).map { line, judgement in
            .init(
                wanted: line.intent.isEmpty ? nil : line.intent, told: judgement.intent,
                inScope: judgement.inScope)
        }
    }
}
