import Audio
import AudioSocket
import CallFlow
import CallTestKit
import Conversation
import Hearing
import Pipeline
import Serving
import Testing
import Transcript

/// A host whose calls hear what is written down, on one lane that the test steps.
final class TestHost: CallHost {
    struct Failure: Error {}

    private struct State {
        var outcomes: [Outcome] = []
        var events: [TranscriptEvent] = []
        var phrases: [Waiting.Phrase] = []
        var complaints: [String] = []
        /// Samples of the caller and of the line, by ticks.
        var recorded: [(Int, Int)] = []
    }

    let stepped = SteppedLane()
    let reception: Reception
    private let script: [ScriptedDecoder.Said]
    private let isFailing: Bool
    private let known: DialoguePack
    private let state = Locked(State())

    func makeLane() -> any Lane { stepped }
    var records: any Lane { stepped }
    var outcomes: [Outcome] { state.withLock { $0.outcomes } }
    var events: [TranscriptEvent] { state.withLock { $0.events } }
    var phrases: [Waiting.Phrase] { state.withLock { $0.phrases } }
    var recorded: [(Int, Int)] { state.withLock { $0.recorded } }
    var complaints: [String] { state.withLock { $0.complaints } }

    init(
        _ script: [ScriptedDecoder.Said] = [], limit: Int = 10, waitingLimit: Int = 10,
        isFailing: Bool = false
    ) throws {
        (self.script, self.isFailing) = (script, isFailing)
        known = try DialoguePack.load()
        reception = Reception(Admission(limit: limit, waitingLimit: waitingLimit))
    }

    func makeCall(for caller: CallUUID) throws -> StartedCall {
        guard !isFailing else { throw Failure() }
        let heardCount = HeardCount()
        let supervisor = Supervisor(
            makeLane: { [stepped] _ in stepped }, observe: { heardCount.note($0) })
        let transfer = Locked<String?>(nil)
        let call = Call(
            opening: CallOpening(
                rate: .telephone, language: "en-US", source: "audiosocket", knowledge: "k",
                version: "1", wantsPartials: false, uuid: "\(caller)"),
            decoder: ScriptedDecoder(script),
            conversation: Conversation(
                pack: known.pack, understanding: known.understanding, today: known.today),
            voice: ToneVoice(rate: .telephone, wordLength: .milliseconds(40)),
            record: { [state] event, _ in
                state.withLock { $0.events.append(event) }
                if case .transfer(let to, _) = event { transfer.withLock { $0 = to } }
            },
            earsInbox: .waitForRoom(4), under: supervisor)
        return StartedCall(
            call: call, supervisor: supervisor, heardCount: heardCount,
            record: { [state] caller, line in
                state.withLock { $0.recorded.append((caller.count, line.count)) }
            },
            transfer: { transfer.withLock { $0 } })
    }

    func sound(of phrase: Waiting.Phrase) -> [Int16] {
        state.withLock { $0.phrases.append(phrase) }
        return [Int16](repeating: 1_000, count: 4_000)
    }

    func note(_ outcome: Outcome, of caller: CallUUID) {
        state.withLock { $0.outcomes.append(outcome) }
    }

    func complain(_ text: String) { state.withLock { $0.complaints.append(text) } }
}

/// A caller, his telephone and the line's ticks.
final class TestCaller {
    let caller: ServedCaller
    private let host: TestHost
    private var position = MediaTime.zero(.telephone)
    /// What he has heard.
    private(set) var heard: [Int16] = []
    private(set) var hasBeenHungUpOn = false

    init(_ number: Int, _ host: TestHost, patience: Duration = .seconds(60)) throws {
        self.host = host
        let uuid = try #require(CallUUID("00000000-0000-0000-0000-000000000001"))
        caller = ServedCaller(
            uuid, number: number, host: host, reception: host.reception, patience: patience)
    }

    var isHearingSomething: Bool { heard.suffix(160).contains { $0 != 0 } }

    func tick(_ samples: [Int16] = [Int16](repeating: 0, count: 160)) {
        tickOnly(samples)
        host.stepped.runUntilIdle()
    }

    /// Gives the call no time to do anything.
    func tickOnly(_ samples: [Int16] = [Int16](repeating: 0, count: 160)) {
        guard !hasBeenHungUpOn else { return }
        let frame = AudioFrame(start: position, samples: samples)
        position = frame.end
        if let said = caller.tick(frame) { heard += said } else { hasBeenHungUpOn = true }
    }

    func wait(seconds: Double) { for _ in 0..<Int(seconds * 50) { tick() } }

    func wait(until holds: () -> Bool) { for _ in 0..<6_000 where !holds() { tick() } }

    func speak() {
        for frame in Sound.vowel(pitch: 150, .milliseconds(300), rate: .telephone).frames {
            tick(frame.samples)
        }
    }

    /// Until the line has said something, and is silent.
    func waitForReply() {
        wait { isHearingSomething }
        wait { !heard.suffix(4_000).contains { $0 != 0 } }
    }
}
