import Audio
import AudioSocket
import CallFlow
import ESpeakSpeech
import Foundation
import Fulfilment
import Knowledge
import Pipeline
import Replay
import Serving
import Speaking
import SphinxSpeech
import Transcript

/// What the callers of the AudioSocket listener need: their calls, made with the
/// knowledge of the moment, the sound while they wait, a place for their outcomes.
final class SocketHost: CallHost {
    private struct State {
        var service: ServedEngine
        var lines: Set<Int> = []
        /// The calls of which sound is on its way to the disk, by their numbers.
        var recordings: Set<Int> = []
        var callCount = 0
        var phraseCount = 0
    }

    let records: any Lane
    private let configuration: LinesConfiguration.Socket
    private let lanes: ServiceLanes
    private let log: TranscriptFolder?
    private let kept: KeptAudio?
    private let wantsPartials: Bool
    private let form: CallOutput.Form
    private let outcomes: OutcomeFolder?
    private let fulfilment: (any Fulfilment)?
    private let metrics: MetricsOutput?
    private let state: Locked<State>

    init(
        _ configuration: LinesConfiguration.Socket, service: ServedEngine, lanes: ServiceLanes,
        log: TranscriptFolder?, kept: KeptAudio?, wantsPartials: Bool, form: CallOutput.Form,
        outcomes: OutcomeFolder?,
        fulfilment: (any Fulfilment)?, metrics: MetricsOutput?
    ) {
        (self.configuration, self.lanes, self.log) = (configuration, lanes, log)
        (self.form, self.outcomes, self.wantsPartials) = (form, outcomes, wantsPartials)
        (self.fulfilment, self.metrics, self.kept) = (fulfilment, metrics, kept)
        state = Locked(State(service: service))
        records = lanes.records.makeLane()
    }

    func makeLane() -> any Lane { lanes.speech.makeLane() }

    /// New calls are made with this from now on.
    func use(_ service: ServedEngine) { state.withLock { $0.service = service } }

    var decoderCount: Int { state.withLock { $0.service.decoders.count } }

    /// Lets decoders go that nobody needed for a while.
    func trim() { state.withLock { $0.service.decoders }.trim() }

    /// Whether sound of calls is still being written.
    var isRecording: Bool { state.withLock { !$0.recordings.isEmpty } }

    func makeCall(for caller: CallUUID) throws -> StartedCall {
        let (service, line, count) = state.withLock { state in
            state.callCount += 1
            let line = (1...).first { !state.lines.contains($0) } ?? 0
            state.lines.insert(line)
            return (state.service, line, state.callCount)
        }
        let start = TranscriptTime.now
        let output = CallOutput(
            call: callID(start, count), line: "\(configuration.name)-\(line)", start: start,
            form: form, folder: log, metrics: metrics, isLive: true)
        let tape = tape(of: output.call, count)
        let transfer = Locked<String?>(nil)
        let heardCount = HeardCount()
        let supervisor = lanes.makeSupervisor { heardCount.note($0) }
        supervisor.whenEnded { [state] _ in
            _ = state.withLock { $0.lines.remove(line) }
            tape?.finish { _ in state.withLock { _ = $0.recordings.remove(count) } }
        }
        let call = Call(
            opening: service.engine.opening(
                rate: configuration.rate, source: "audiosocket", wantsPartials: wantsPartials,
                keepsAudio: tape != nil,
                audioFile: tape == nil ? nil : kept?.told(of: output.call), uuid: "\(caller)",
                hearsItself: configuration.hearsItself),
            decoder: service.decoders.makeDecoder(),
            conversation: service.engine.conversation(
                today: .today, canAct: fulfilment != nil),
            voice: service.voice,
            record: { event, time in
                if case .transfer(let to, _) = event { transfer.withLock { $0 = to } }
                output.take(event, at: time)
            },
            earsInbox: .keepNewest(250),
            errands: fulfilment.map {
                Errands(
                    $0, call: output.call, language: service.engine.pack.tag, today: .today,
                    on: DispatchLane("errands"))
            }, under: supervisor)
        let extensions = configuration.transfers
        return StartedCall(
            call: call, supervisor: supervisor, heardCount: heardCount,
            record: tape?.append,
            transfer: { transfer.withLock { $0 }.map { extensions[$0] ?? $0 } })
    }

    /// Nil where no sound is kept, and where it cannot be: then the caller is not told so,
    /// and answered all the same.
    private func tape(of call: String, _ count: Int) -> CallTape? {
        do throws(StereoRecording.Failure) {
            guard let recording = try kept?.recording(of: call, at: configuration.rate) else {
                return nil
            }
            state.withLock { _ = $0.recordings.insert(count) }
            return CallTape(
                recording, rate: configuration.rate, on: lanes.records.makeLane()
            ) { Console.complain("tongdai serve: \($0); the call goes on without") }
        } catch {
            complain("\(error); the call goes on without")
            return nil
        }
    }

    /// Sorts by time, and tells processes and their calls apart.
    private func callID(_ start: TranscriptTime, _ count: Int) -> String {
        let digits = start.description.filter(\.isNumber)
        return "\(digits)-\(ProcessInfo.processInfo.processIdentifier)-\(count)"
    }

    func sound(of phrase: Waiting.Phrase) -> [Int16] {
        let (service, count) = state.withLock { state in
            state.phraseCount += 1
            return (state.service, state.phraseCount)
        }
        let pack = service.engine.pack
        let text = pack.phrases.text(phrase.key, variant: count, values: phrase.values)
        var sound: [Int16] = []
        do throws(SynthesisError) {
            try service.voice.speak(text, rate: pack.language.speakingRate) { samples, _ in
                sound += samples
                return true
            }
        } catch {
            complain("\(error)")
        }
        return sound
    }

    func note(_ outcome: Outcome, of caller: CallUUID) {
        do {
            try outcomes?.write(outcome, of: caller)
        } catch {
            complain("\(error)")
        }
    }

    func complain(_ text: String) { Console.complain("tongdai serve: \(text)") }
}
