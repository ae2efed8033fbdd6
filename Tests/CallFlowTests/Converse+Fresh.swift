import Audio
import CallTestKit
import Conversation

@testable import CallFlow

extension Converse {
    /// One of the small pack, away from a call.
    static func fresh(
        stopwatch: Stopwatch = Stopwatch(), givenUp: GivenUp = GivenUp()
    ) throws -> Converse {
        let known = try DialoguePack.load()
        return Converse(
            Conversation(
                pack: known.pack, understanding: known.understanding, today: known.today),
            opening: CallOpening(
                rate: .wideband, language: "en-US", source: "file", knowledge: "", version: "1"),
            patience: Patience(), stopwatch: stopwatch, givenUp: givenUp,
            fulfil: { _, _ in })
    }
}
