import Audio
import Foundation
import Hearing
import SphinxSpeech
import Understanding

/// Speech of Debian's pocketsphinx-testdata: mono, 16 kHz.
enum Recording {
    static let folder = URL(filePath: "/usr/share/pocketsphinx/test/data")

    /// "go forward ten meters", 2.8 s.
    static func goForward() throws -> [Int16] { try raw("goforward.raw") }

    /// Another voice and room: "thirty three four are six ninety two" to the turtle.
    static func numbers() throws -> [Int16] { try raw("numbers.raw") }

    /// "ten of clubs", …: the first five of the cards.
    static func card(_ number: Int) throws -> [Int16] {
        let file = folder.appending(path: "cards/00\(number).wav")
        return try WAVFile(bytes: [UInt8](Data(contentsOf: file))).channels[0]
    }

    private static func raw(_ name: String) throws -> [Int16] {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        return stride(from: 0, to: bytes.count - 1, by: 2).map {
            Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
        }
    }
}

extension SphinxModel {
    static let acousticFolder = "\(systemFolder)/en-us"

    /// The few words that a robot understands, as Debian ships them.
    static let turtle = SphinxModel(
        acoustic: acousticFolder, languageModel: Recording.folder.path + "/turtle.lm.bin",
        dictionary: Recording.folder.path + "/turtle.dic")
}

extension SpeechDecoder where Self: ~Copyable {
    /// Decodes one utterance, portion by portion.
    mutating func hear(_ samples: [Int16], portion: Int = 320) throws -> [Hypothesis] {
        try beginUtterance()
        var start = 0
        while start < samples.count {
            let end = min(start + portion, samples.count)
            try feed(Array(samples[start..<end]))
            start = end
        }
        return try endUtterance()
    }
}
