import Audio
import CallFlow
import Conversation
import Foundation
import Knowledge
import Transcript
import Understanding

/// A conversation by text, with the transcript that a call would have. There is no
/// media, so all media times are 0.
struct TextCall {
    /// No question that a person would ask is longer, in characters.
    private static let longestQuestion = 2_000

    private let engine: Engine
    private let today: Day
    private let form: CallOutput.Form
    private let isFresh: Bool
    private let explains: Bool
    private var conversation: Conversation
    private var output: CallOutput
    private var count = 0
    private var turns = 0
    private(set) var isOver = false

    init(
        _ engine: Engine, today: Day, form: CallOutput.Form, isFresh: Bool, explains: Bool
    ) {
        self.engine = engine
        self.today = today
        self.form = form
        self.isFresh = isFresh
        self.explains = explains
        conversation = engine.conversation(today: today)
        output = Self.output(form, number: 1)
        open()
    }

    private static func output(_ form: CallOutput.Form, number: Int) -> CallOutput {
        CallOutput(call: "ask-\(number)", line: "text", start: .now, form: form)
    }

    private mutating func open() {
        count += 1
        turns = 0
        take(engine.opening(rate: .wideband, source: "text", wantsPartials: false).event)
    }

    mutating func ask(_ question: String) {
        if isFresh, turns > 0 { startAnew() }
        turns += 1
        let text = String(question.prefix(Self.longestQuestion))
        take(.callerSaid(.init(best: .init(text: text, confidence: 1), startMS: 0, endMS: 0)))
        let hypotheses = [Hypothesis(text: text, posterior: 1)]
        if explains { explain(hypotheses) }
        let reply = conversation.heard(hypotheses)
        for note in reply.notes { take(note.event) }
        for prompt in reply.prompts {
            take(
                .agentSaid(
                    .init(
                        text: prompt.text, heard: prompt.text, complete: true, startMS: 0,
                        endMS: 0, answer: prompt.answer)))
        }
        guard let ending = reply.ending else { return }
        if let event = ending.event { take(event) }
        close(ending.reason)
        isOver = !isFresh
        if isFresh { (conversation, turns) = (engine.conversation(today: today), 0) }
    }

    mutating func finish() {
        if !isOver { close("caller hung up") }
    }

    private mutating func startAnew() {
        close("caller hung up")
        conversation = engine.conversation(today: today)
        output = Self.output(form, number: count + 1)
        open()
    }

    private func close(_ reason: String) {
        take(.callEnded(.init(reason: reason, durationMS: 0, turns: turns)))
    }

    private func take(_ event: TranscriptEvent) {
        output.take(event, at: .zero(.wideband))
    }

    /// The candidates, and what each kind of evidence says for them.
    private func explain(_ hypotheses: [Hypothesis]) {
        let decision = conversation.understanding.decide(
            hypotheses, context: conversation.context)
        Console.complain("  read as: \(decision.normalised)")
        Console.complain(String(format: "  in domain: %.2f", decision.inDomain))
        for candidate in decision.candidates {
            let evidence = candidate.evidence.sorted { $0.key < $1.key }
                .map { String(format: "%@ %.2f", $0.key, $0.value) }.joined(separator: ", ")
            let score = String(format: "%.2f", candidate.score)
            Console.complain("  \(score) \(candidate.entry): \(evidence)")
        }
    }
}
