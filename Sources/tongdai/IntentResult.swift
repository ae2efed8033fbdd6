import Foundation
import Knowledge
import Replay

/// What `bench intent` found, for a reader and for a program.
struct IntentResult {
    let intents: Int
    let learned: Int
    let hasEncoder: Bool
    let report: IntentReport
    let validation: IntentReport?
    /// Seconds of the whole, and milliseconds a text.
    let learning: Double
    let judging: Double

    var json: JSONValue {
        var object: JSONObject = [
            "intents": .integer(intents), "learned": .integer(learned),
            "encoder": .bool(hasEncoder), "tested": .integer(report.count),
            "accuracy": .number(report.accuracy),
        ]
        if let validation { object["validation_accuracy"] = .number(validation.accuracy) }
        if let refusing = report.refusing {
            object["out_of_scope"] = [
                "threshold": .number(refusing.threshold),
                "in_scope_accuracy": .number(refusing.inScopeAccuracy),
                "recall": .number(refusing.recall), "precision": .number(refusing.precision),
                "area": .number(refusing.area),
            ]
        }
        object["learning_s"] = .number(learning)
        object["text_ms"] = .number(judging)
        return .object(object)
    }

    var text: String {
        var lines = [
            line("learned", "\(learned) texts of \(intents) intents"),
            line("sentence encoder", hasEncoder ? "yes" : "none: by words alone"),
            line("accuracy", percent(report.accuracy) + " of \(report.count) texts"),
        ]
        if let validation {
            lines.append(
                line(
                    "accuracy, validation",
                    percent(validation.accuracy) + " of \(validation.count) texts"))
        }
        if let refusing = report.refusing {
            lines += [
                line("threshold", String(format: "%.4f", refusing.threshold)),
                line("in-scope accuracy", percent(refusing.inScopeAccuracy)),
                line("out-of-scope recall", percent(refusing.recall)),
                line("out-of-scope precision", percent(refusing.precision)),
                line("area under the curve", String(format: "%.3f", refusing.area)),
            ]
        }
        lines += [
            line("learning", String(format: "%.1f s", learning)),
            line("a text", String(format: "%.2f ms", judging)),
        ]
        return lines.joined(separator: "\n")
    }

    private func line(_ name: String, _ value: String) -> String {
        name.padding(toLength: 26, withPad: " ", startingAt: 0) + value
    }

    private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}
