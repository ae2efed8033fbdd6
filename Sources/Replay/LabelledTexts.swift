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
        func problem(_ line: Int?, _ message: String) -> PackError {
            let form = needsIntent ? #"{"text": …, "intent": …}"# : #"{"text": …}"#
            return PackError(problems: [
                Problem(
                    file: file.relativePath, line: line, message: message,
                    remedy: "write one object a line: \(form)")
            ])
        }
        guard let data = try? Data(contentsOf: file) else {
            throw problem(nil, "the file cannot be read")
        }
        let before = lines.count
        for (index, bytes) in data.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            let node: JSONNode
            do {
                node = try JSONParser.parse([UInt8](bytes))
            } catch {
                throw problem(index + 1, error.message)
            }
            guard let text = node.member("text")?.text, !text.isEmpty else {
                throw problem(index + 1, "the line has no \"text\"")
            }
            let intent = needsIntent ? node.member("intent")?.text ?? "" : ""
            guard !needsIntent || !intent.isEmpty else {
                throw problem(index + 1, "the line has no \"intent\"")
            }
            lines.append(Line(text: text, intent: intent))
        }
        guard lines.count > before else { throw problem(nil, "there are no texts") }
    }
}
