public import Foundation
public import Knowledge

/// Texts with their intents: files of JSON Lines for `tongdai bench intent`.
public struct LabelledTexts: Sendable, Equatable {
    public struct Line: Sendable, Equatable {
        public let text: String
        /// Empty in files of texts by which no intent is meant.
        public let intent: String
    }

    public private(set) var lines: [Line] = []

    /// The lines of all files, in their order. Blank lines are passed over.
    ///
    /// - Parameter needsIntent: false for texts by which no intent is meant; what
    ///   they say of one is not read.
    public static func load(
        _ files: [URL], needsIntent: Bool = true
    ) throws(PackError) -> LabelledTexts {
        var texts = LabelledTexts()
        for file in files { try texts.append(file, needsIntent: needsIntent) }
        return texts
    }

    private mutating func append(_ file: URL, needsIntent: Bool) throws(PackError) {
        let form = needsIntent ? #"{"text": …, "intent": …}"# : #"{"text": …}"#
        let source = MeasurementFile(file, remedy: "write one object a line: \(form)")
        let before = lines.count
        for (number, node) in try source.lines() {
            guard let text = node.member("text")?.text, !text.isEmpty else {
                throw source.problem(number, "the line has no \"text\"")
            }
            let intent = needsIntent ? node.member("intent")?.text ?? "" : ""
            guard !needsIntent || !intent.isEmpty else {
                throw source.problem(number, "the line has no \"intent\"")
            }
            lines.append(Line(text: text, intent: intent))
        }
        guard lines.count > before else { throw source.problem(nil, "there are no texts") }
    }
}
