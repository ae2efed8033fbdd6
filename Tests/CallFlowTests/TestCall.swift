import Audio
import CallFlow
import CallTestKit
import Conversation
import Fulfilment
import Hearing
import Knowledge
import Pipeline
import PipelineTestKit
import Speaking
import Testing
import Transcript

/// An event of a call, and its media time in milliseconds.
struct Recorded: Sendable, Equatable {
    let event: TranscriptEvent
    let milliseconds: Int
}

/// A call that the test ticks, frame by frame, with a scripted decoder and a voice
/// of tones. Everything runs within the tick: on one lane, or on real ones.
final class TestCall {
    let call: Call
    let rate: SampleRate
    let voice: ToneVoice
    let supervisor: Supervisor
    private let recorded = Collected<Recorded>()
    private let settle: () -> Void
    /// What the line has played.
    private(set) var line: [Int16] = []
    private var position: MediaTime

    init(
        _ script: [ScriptedDecoder.Said] = [], wordLength: Duration = .milliseconds(40),
        unspeakable: Set<String> = [], rate: SampleRate = .wideband,
        patience: Patience = Patience(), wantsPartials: Bool = false,
        earsInbox: InboxPolicy = .waitForRoom(4), fulfilment: (any Fulfilment)? = nil,
        errandLane: (any Lane)? = nil, recordLane: (any Lane)? = nil,
        on lanes: WatchedLanes? = nil
    ) throws {
        self.rate = rate
        position = .zero(rate)
        voice = ToneVoice(rate: rate, wordLength: wordLength, unspeakable: unspeakable)
        let known = try DialoguePack.load()
        let lane = SteppedLane()
        if let lanes {
            settle = { #expect(lanes.settle(withinSeconds: 20), "the lanes are still busy") }
        } else {
            settle = { lane.runUntilIdle() }
        }
        supervisor = Supervisor(makeLane: { name in
            if name == "record", let recordLane { return recordLane }
            return lanes?.makeLane(name) ?? lane
        })
        call = Call(
            opening: CallOpening(
                rate: rate, language: "en-US", source: "file",
                knowledge: known.pack.contentHash, version: "1", wantsPartials: wantsPartials),
            decoder: ScriptedDecoder(script),
            conversation: Conversation(
                pack: known.pack, understanding: known.understanding, today: known.today,
                canAct: fulfilment != nil),
            voice: voice,
            record: { [recorded] event, time in
                recorded.append(Recorded(event: event, milliseconds: time.milliseconds))
            },
            earsInbox: earsInbox, patience: patience,
            errands: fulfilment.map {
                Errands(
                    $0, call: "c1", language: "en-US", today: known.today,
                    on: errandLane ?? lane)
            }, under: supervisor)
        call.start()
        settle()
    }

    var hangUpReason: String? { call.hangUpReason }
    var isSpeaking: Bool { call.isSpeaking }

    // MARK: The line's clock

    /// How long the call has lasted, in milliseconds.
    var now: Int { position.milliseconds }

    func tick(_ samples: [Int16]) {
        line += call.nextFrame().samples
        settle()
        let frame = AudioFrame(start: position, samples: samples)
        position = frame.end
        call.hear(.frame(frame))
        settle()
    }

    /// Ticks without giving the call time to do anything.
    func overload(_ length: Duration) {
        for frame in Sound.silence(length, rate: rate).frames {
            let next = AudioFrame(start: position, samples: frame.samples)
            position = next.end
            call.hear(.frame(next))
            line += call.nextFrame().samples
        }
    }

    /// Sound of the caller that nobody hears: the line does not tick.
    func lose(_ length: Duration) { position = position.advanced(by: length) }

    func hear(_ sound: Sound) {
        for frame in sound.frames { tick(frame.samples) }
    }

    func wait(_ length: Duration) { hear(.silence(length, rate: rate)) }

    /// The caller speaks: what he says is in the decoder's script.
    func speak(_ length: Duration = .milliseconds(300)) {
        hear(.vowel(pitch: 150, length, rate: rate))
    }

    /// The caller says what comes next in the script, and the line begins to answer.
    func ask() {
        speak()
        wait { call.isSpeaking }
    }

    /// Ticks until it holds, for six seconds at most.
    func wait(until holds: () -> Bool) {
        for _ in 0..<300 where !holds() { wait(.milliseconds(20)) }
    }

    /// Until the line has said what it has to say.
    func waitForReply() {
        wait { call.isSpeaking }
        wait { !call.isSpeaking }
    }

    func key(_ key: Character) {
        call.hear(.dtmf(key))
        wait(.milliseconds(20))
    }

    func close(_ reason: String = "caller hung up") {
        call.close(reason: reason)
        settle()
    }

    // MARK: What happened

    var events: [Recorded] { recorded.elements }
    var names: [String] { events.map(\.event.name) }

    func events(_ name: String) -> [Recorded] { events.filter { $0.event.name == name } }

    /// What the line said, one after the other.
    var said: [TranscriptEvent.AgentSaid] {
        events.compactMap { if case .agentSaid(let said) = $0.event { said } else { nil } }
    }

    var heard: [TranscriptEvent.CallerSaid] {
        events.compactMap { if case .callerSaid(let said) = $0.event { said } else { nil } }
    }

    var chosen: [TranscriptEvent.AnswerChosen] {
        events.compactMap { if case .answerChosen(let chosen) = $0.event { chosen } else { nil } }
    }

    var latencies: [TranscriptEvent.TurnLatency] {
        events.compactMap { if case .turnLatency(let latency) = $0.event { latency } else { nil } }
    }

    var ended: TranscriptEvent.CallEnded? {
        for case .callEnded(let ended) in events.map(\.event) { return ended }
        return nil
    }

    /// The line's samples from one moment to another, in milliseconds.
    func line(_ milliseconds: Range<Int>) -> ArraySlice<Int16> {
        let end = min(rate.samples(inMilliseconds: milliseconds.upperBound), line.count)
        return line[rate.samples(inMilliseconds: milliseconds.lowerBound)..<end]
    }

    /// The moment of the first sound of the line from a given one on.
    func sound(from milliseconds: Int) -> Int? {
        let first = rate.samples(inMilliseconds: milliseconds)
        return line[first...].firstIndex { $0 != 0 }.map {
            MediaTime(sample: $0, rate: rate).milliseconds
        }
    }
}

/// A failed expectation shows its parts, and a call has some that cannot be copied.
extension TestCall: CustomReflectable {
    var customMirror: Mirror { Mirror(self, children: [("now", now)]) }
}

extension TranscriptEvent {
    /// Without what measures the machine.
    var mediaOnly: TranscriptEvent {
        if case .turnLatency(let latency) = self { .turnLatency(latency.mediaOnly) } else { self }
    }
}
