public import Knowledge

/// What happened in a call: one line of the transcript.
///
/// Milliseconds named `startMS` and `endMS` are media time since the call was
/// answered.
public enum TranscriptEvent: Sendable, Equatable {
    case callStarted(CallStarted)
    case speechStarted
    case speechEnded

    /// The caller went on so soon that the utterance before was not over: what was said, chosen
    /// and measured for it does not count, and the next `callerSaid` has all of it.
    case speechResumed

    /// What is heard so far, while the caller speaks.
    case callerPartial(text: String)
    case callerSaid(CallerSaid)
    case answerChosen(AnswerChosen)
    case agentSaid(AgentSaid)

    /// What is being said, at the beginning of each sentence of it.
    case agentPartial(AgentPartial)

    /// The caller spoke while the line did; `resumed` when the line went on
    /// because nothing was meant by it.
    case bargeIn(resumed: Bool)
    case noInput(count: Int)
    case noMatch(count: Int)

    /// All keys of one entry. Keys that come one by one are joined by whoever
    /// collects them; a number that is keyed in several events is masked from
    /// its sixth digit on.
    case dtmf(digits: String)
    case action(Action)
    case transfer(to: String, reason: String)
    case turnLatency(TurnLatency)
    case fault(Fault)
    case callEnded(CallEnded)

    /// An event that this version does not know, as it was read.
    case other(name: String, fields: JSONObject)

    /// The value of `event`.
    public var name: String {
        switch self {
        case .callStarted: "call.started"
        case .speechStarted: "speech.started"
        case .speechEnded: "speech.ended"
        case .speechResumed: "speech.resumed"
        case .callerPartial: "caller.partial"
        case .callerSaid: "caller.said"
        case .answerChosen: "answer.chosen"
        case .agentSaid: "agent.said"
        case .agentPartial: "agent.partial"
        case .bargeIn: "bargein"
        case .noInput: "noinput"
        case .noMatch: "nomatch"
        case .dtmf: "dtmf"
        case .action: "action"
        case .transfer: "transfer"
        case .turnLatency: "turn.latency"
        case .fault: "fault"
        case .callEnded: "call.ended"
        case .other(let name, _): name
        }
    }
}

extension TranscriptEvent {
    public struct CallStarted: Sendable, Equatable {
        /// BCP 47.
        public var language: String

        /// `alsa`, `file`, `audiosocket` or `text`.
        public var source: String

        /// The language pack's content hash.
        public var knowledge: String

        /// The program's version.
        public var version: String

        /// SHA-256 of the acoustic model's files; nil where nothing is heard, or when a
        /// program before this one wrote it.
        public var acoustic: String?

        /// SHA-256 of the sentence encoder; nil without one.
        public var encoder: String?

        /// The call's sound is kept, and the caller was told.
        public var audioKept: Bool

        /// The file of its sound, where that is not `audio/` of the log folder.
        public var audioFile: String?

        /// The exchange's id of the call, of an AudioSocket line: lower case, with hyphens.
        public var uuid: String?

        public init(
            language: String, source: String, knowledge: String, version: String,
            acoustic: String? = nil, encoder: String? = nil, audioKept: Bool = false,
            audioFile: String? = nil, uuid: String? = nil
        ) {
            (self.acoustic, self.encoder, self.audioFile) = (acoustic, encoder, audioFile)
            self.language = language
            self.source = source
            self.knowledge = knowledge
            self.version = version
            self.audioKept = audioKept
            self.uuid = uuid
        }
    }

    /// One reading of what was said.
    public struct Reading: Sendable, Equatable {
        public var text: String

        /// 0–1; written with four decimals.
        public var confidence: Double

        public init(text: String, confidence: Double) {
            self.text = text
            self.confidence = confidence
        }
    }

    public struct CallerSaid: Sendable, Equatable {
        public var best: Reading
        public var alternatives: [Reading]
        public var startMS: Int
        public var endMS: Int

        public init(best: Reading, alternatives: [Reading] = [], startMS: Int, endMS: Int) {
            self.best = best
            self.alternatives = alternatives
            self.startMS = startMS
            self.endMS = endMS
        }
    }

    public struct AnswerChosen: Sendable, Equatable {
        public enum Outcome: String, Sendable, Equatable {
            case answer
            case clarify
            case noMatch = "nomatch"
            case action
            case smalltalk
        }

        public struct Scored: Sendable, Equatable {
            /// An entry's id.
            public var answer: String

            /// 0–1; written with four decimals.
            public var score: Double

            public init(answer: String, score: Double) {
                self.answer = answer
                self.score = score
            }
        }

        public var outcome: Outcome

        /// The entry's id, or the key of a control or a phrase; nil when nothing
        /// was chosen.
        public var answer: String?
        public var score: Double
        public var runnerUp: Scored?

        /// The entries between which the caller is asked to choose.
        public var offered: [String]
        public var source: [String]
        public var validFrom: Day?
        public var validUntil: Day?

        /// Why: any members; left out when empty.
        public var evidence: JSONObject

        public init(
            outcome: Outcome, answer: String?, score: Double, runnerUp: Scored? = nil,
            offered: [String] = [], source: [String] = [], validFrom: Day? = nil,
            validUntil: Day? = nil, evidence: JSONObject = JSONObject()
        ) {
            self.outcome = outcome
            self.answer = answer
            self.score = score
            self.runnerUp = runnerUp
            self.offered = offered
            self.source = source
            self.validFrom = validFrom
            self.validUntil = validUntil
            self.evidence = evidence
        }
    }

    public struct AgentSaid: Sendable, Equatable {
        public var text: String

        /// What was played before an interruption; the same as `text` when
        /// `complete`.
        public var heard: String
        public var complete: Bool
        public var startMS: Int
        public var endMS: Int

        /// The entry's id, or the phrase's key.
        public var answer: String?

        public init(
            text: String, heard: String, complete: Bool, startMS: Int, endMS: Int,
            answer: String? = nil
        ) {
            self.text = text
            self.heard = heard
            self.complete = complete
            self.startMS = startMS
            self.endMS = endMS
            self.answer = answer
        }
    }

    public struct AgentPartial: Sendable, Equatable {
        /// The prompt up to the end of the sentence that begins now.
        public var text: String

        /// Up to its beginning.
        public var heard: String

        /// The entry's id, or the phrase's key.
        public var answer: String?

        public init(text: String, heard: String, answer: String? = nil) {
            (self.text, self.heard, self.answer) = (text, heard, answer)
        }
    }

    public struct Action: Sendable, Equatable {
        public var name: String

        /// Values by the slots' names; masked like speech.
        public var slots: JSONObject
        public var result: String

        public init(name: String, slots: JSONObject, result: String) {
            self.name = name
            self.slots = slots
            self.result = result
        }
    }

    /// How long a turn took. What measures the machine may be nil: a replay
    /// writes it to a stream of its own.
    public struct TurnLatency: Sendable, Equatable {
        /// Silence that was waited for, in media time.
        public var endpointMS: Int
        public var recogniseMS: Double?
        public var understandMS: Double?
        public var synthesiseMS: Double?

        /// From the end of speech to the first sample of the reply.
        public var totalMS: Double?

        public init(
            endpointMS: Int, recogniseMS: Double? = nil, understandMS: Double? = nil,
            synthesiseMS: Double? = nil, totalMS: Double? = nil
        ) {
            self.endpointMS = endpointMS
            self.recogniseMS = recogniseMS
            self.understandMS = understandMS
            self.synthesiseMS = synthesiseMS
            self.totalMS = totalMS
        }

        /// The same without what differs from run to run.
        public var mediaOnly: TurnLatency { TurnLatency(endpointMS: endpointMS, totalMS: totalMS) }
    }

    /// Something failed. Nothing that a caller said belongs in here.
    public struct Fault: Sendable, Equatable {
        public var stage: String
        public var kind: String
        public var operation: String

        /// The call goes on.
        public var recovered: Bool

        public init(stage: String, kind: String, operation: String, recovered: Bool) {
            self.stage = stage
            self.kind = kind
            self.operation = operation
            self.recovered = recovered
        }
    }

    public struct CallEnded: Sendable, Equatable {
        public var reason: String
        public var durationMS: Int
        public var turns: Int

        /// SHA-256 of the line's side of the call; nil when there was no audio.
        public var audio: String?

        public init(reason: String, durationMS: Int, turns: Int, audio: String? = nil) {
            self.reason = reason
            self.durationMS = durationMS
            self.turns = turns
            self.audio = audio
        }
    }
}
