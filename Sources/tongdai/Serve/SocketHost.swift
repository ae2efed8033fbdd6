import Audio
import AudioSocket
import CallFlow
import ESpeakSpeech
import Foundation
import Fulfilment
import Knowledge
import Pipeline
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
        var callCount = 0
        var phraseCount = 0
    }

    let lane: any Lane
    private let configuration: LinesConfiguration.Socket
    private let lanes: ServiceLanes
    private let log: TranscriptFolder?
    private let form: CallOutput.Form
    private let outcomes: OutcomeFolder?
    private let doorkeeper: Doorkeeper
    private let fulfilment: (any Fulfilment)?
    private let state: Locked<State>

    init(
        _ configuration: LinesConfiguration.Socket, service: ServedEngine, lanes: ServiceLanes,
        log: TranscriptFolder?, form: CallOutput.Form, outcomes: OutcomeFolder?,
        doorkeeper: Doorkeeper, fulfilment: (any Fulfilment)?
    ) {
        (self.configuration, self.lanes, self.log) = (configuration, lanes, log)
        (self.form, self.outcomes, self.doorkeeper) = (form, outcomes, doorkeeper)
        self.fulfilment = fulfilment
        state = Locked(State(service: service))
        lane = lanes.speech.makeLane()
    }

    /// New calls are made with this from now on.
    func use(_ service: ServedEngine) { state.withLock { $0.service = service } }

    var decoderCount: Int { state.withLock { $0.service.decoders.count } }

    func makeCall() throws -> StartedCall {
        let (service, line, count) = state.withLock { state in
            state.callCount += 1
            let line = (1...).first { !state.lines.contains($0) } ?? 0
            state.lines.insert(line)
            return (state.service, line, state.callCount)
        }
        let start = TranscriptTime.now
        let output = CallOutput(
            call: callID(start, count), line: "\(configuration.name)-\(line)", start: start,
            form: form, folder: log, isLive: true)
        let transfer = Locked<String?>(nil)
        let supervisor = lanes.makeSupervisor()
        supervisor.whenEnded { [state] _ in _ = state.withLock { $0.lines.remove(line) } }
        let call = Call(
            opening: service.engine.opening(
                rate: configuration.rate, source: "audiosocket", wantsPartials: false),
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
            call: call, supervisor: supervisor,
            transfer: { transfer.withLock { $0 }.map { extensions[$0] ?? $0 } })
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
        doorkeeper.leave(caller)
        do {
            try outcomes?.write(outcome, of: caller)
        } catch {
            complain("\(error)")
        }
    }

    func complain(_ text: String) { Console.complain("tongdai serve: \(text)") }
}
