import Knowledge
import Replay
import Testing
import Transcript

@Suite struct ModelsThenTests {
    private let now = ModelsThen.Names(version: "2", knowledge: "k2", acoustic: "a", encoder: "e")

    @Test func eachPartIsComparedByItself() {
        let then = ModelsThen.Names(version: "2", knowledge: "k1", acoustic: "a", encoder: nil)
        #expect(
            ModelsThen(then: then, now: now).sentence
                == "program: the same; knowledge: another; acoustic model: the same; encoder: another"
        )
        let same = ModelsThen(then: then, now: now).json.last?.1
        #expect(same?["version"]?.bool == true)
        #expect(same?["knowledge"]?.bool == false)
        #expect(same?["encoder"]?.bool == false)
    }

    @Test func whatTheCallDoesNotTellIsNeitherTheSameNorAnother() {
        let then = ModelsThen.Names(version: "1", knowledge: "k2")
        let models = ModelsThen(then: then, now: now)
        #expect(
            models.sentence
                == "program: another; knowledge: the same; acoustic model: not told by the call; "
                + "encoder: not told by the call")
        #expect(models.json.last?.1["acoustic"] == .null)
    }

    @Test func aCallOfTheLogTellsThem() throws {
        let started = TranscriptEvent.CallStarted(
            language: "en-US", source: "alsa", knowledge: "k1", version: "1", acoustic: "a",
            encoder: "e")
        let record = TranscriptRecord(
            time: TranscriptTime(milliseconds: 0), call: "c", line: "l", seq: 0, ms: 0,
            event: .callStarted(started), prev: "")
        let call = try #require(RecordedCall([record]))
        #expect(
            call.models
                == ModelsThen.Names(version: "1", knowledge: "k1", acoustic: "a", encoder: "e"))
    }
}
