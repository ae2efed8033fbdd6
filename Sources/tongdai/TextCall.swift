import Audio
import CallFlow
import Conversation
import Foundation
import Fulfilment
import Knowledge
import Transcript
import Understanding

/// A conversation by text, with the transcript that a call would have. There is no
/// media, so all media times are 0.
struct TextCall {
    /// No question that a person would ask is longer. Counted in Unicode scalars:
    /// one letter may have millions of marks.
    private static let longestQuestion = 2_000

    private let engine: Engine
    private let today: Day
    private let form: CallOutput.Form
    private let isFresh: Bool
    private let explains: Bool
    private var conversation: Conversation
    /// Nil where nobody does what is asked for.
    private let fulfilment: (any Fulfilment)?
    private var errandCount = 0
    private let session =
        "\(TranscriptTime.now.milliseconds)-\(ProcessInfo.processInfo.processIdentifier)"
    private var output: CallOutput
    private var count = 0
    private var turns = 0
    /// Whether this conversation has ended: nothing follows `call.ended`.
    private var isEnded = false

    /// Whether no question can follow.
    var isOver: Bool { isEnded && !isFresh }

    init(
        _ engine: Engine, today: Day, form: CallOutput.Form, isFresh: Bool, explains: Bool,
        fulfilment: (any Fulfilment)? = nil
    ) {
        self.engine = engine
        self.today = today
        self.form = form
        self.isFresh = isFresh
        self.explains = explains
        conversation = engine.conversation(today: today, canAct: fulfilment != nil)
        self.fulfilment = fulfilment
        output = Self.output(form, number: 1)
        open()
    }

    private static func output(_ form: CallOutput.Form, number: Int) -> CallOutput {
        CallOutput(call: "ask-\(number)", line: "text", start: .now, form: form)
    }

    private mutating func open() {
        count += 1
        (turns, isEnded) = (0, false)
        take(engine.opening(rate: .wideband, source: "text", wantsPartials: false).event)
    }

    /// What is blank is no question.
    mutating func ask(_ question: String) {
        guard !question.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { return }
        precondition(!isOver, "the conversation has ended")
        if isFresh, turns > 0 { startAnew() }
        turns += 1
        let text = shortened(question)
        let shown = conversation.expectsSecret ? "#" : text
        let said = take(
            .callerSaid(.init(best: .init(text: shown, confidence: 1), startMS: 0, endMS: 0)))
        let hypotheses = [Hypothesis(text: text, posterior: 1)]
        if explains { explain(hypotheses, said) }
        let reply = conversation.heard(hypotheses)
        tell(reply)
        if let errand = reply.errand { tell(conversation.fulfilled(errand, fulfil(errand))) }
        guard let ending = reply.ending else { return }
        if let event = ending.event { take(event) }
        close(ending.reason)
    }

    private mutating func tell(_ reply: Reply) {
        for note in reply.notes { take(note.event) }
        for prompt in reply.prompts {
            let text = prompt.masked(prompt.text)
            take(
                .agentSaid(
                    .init(
                        text: text, heard: text, complete: true, startMS: 0, endMS: 0,
                        answer: prompt.answer)))
        }
    }

    /// By text there is nobody who could be kept waiting.
    private mutating func fulfil(
        _ errand: Errand
    ) -> Result<FulfilmentResponse, FulfilmentError> {
        errandCount += 1
        // "ask-1" is a name that every process gives.
        let call = "\(output.call)-\(session)"
        let request = FulfilmentRequest(
            key: "\(call)/\(errandCount)", call: call, caller: call,
            language: engine.pack.tag, today: today, errand: errand)
        do throws(FulfilmentError) {
            return .success(try fulfilment?.fulfil(request) ?? .refused(.notOffered))
        } catch {
            return .failure(error)
        }
    }

    private func shortened(_ question: String) -> String {
        let scalars = question.unicodeScalars
        let end = scalars.index(
            scalars.startIndex, offsetBy: Self.longestQuestion, limitedBy: scalars.endIndex)
        guard let end, end < scalars.endIndex else { return question }
        Console.complain(
            "tongdai ask: the question is longer than \(Self.longestQuestion) characters; the rest "
                + "is not read")
        return String(scalars[..<end])
    }

    mutating func finish() { close("caller hung up") }

    private mutating func startAnew() {
        close("caller hung up")
        conversation = engine.conversation(today: today, canAct: fulfilment != nil)
        output = Self.output(form, number: count + 1)
        open()
    }

    /// The first reason counts.
    private mutating func close(_ reason: String) {
        guard !isEnded else { return }
        isEnded = true
        take(.callEnded(.init(reason: reason, durationMS: 0, turns: turns)))
    }

    @discardableResult
    private func take(_ event: TranscriptEvent) -> TranscriptEvent {
        output.take(event, at: .zero(.wideband))
    }

    /// How the question was read, as it stands in the transcript: what is masked
    /// there is not shown in other words here.
    private func reading(of said: TranscriptEvent) -> String {
        guard case .callerSaid(let said) = said else { return "" }
        return conversation.understanding.decide(
            [Hypothesis(text: said.best.text, posterior: 1)], context: conversation.context
        ).normalised
    }

    /// The candidates: what each kind of evidence says for them, and which of their
    /// questions is most like what was said.
    private func explain(_ hypotheses: [Hypothesis], _ said: TranscriptEvent) {
        let decision = conversation.understanding.decide(
            hypotheses, context: conversation.context)
        let read = reading(of: said)
        Console.complain("  read as: \(TranscriptText.shown(read))")
        Console.complain(String(format: "  in domain: %.2f", decision.inDomain))
        for candidate in decision.candidates {
            let evidence = candidate.evidence.sorted { $0.key < $1.key }
                .map { String(format: "%@ %.2f", $0.key, $0.value) }.joined(separator: ", ")
            let score = String(format: "%.2f", candidate.score)
            Console.complain("  \(score) \(candidate.entry): \(evidence)")
            let grounds = engine.pack.entry(candidate.entry).flatMap {
                Grounds(for: $0, said: read, lists: engine.pack.lists)
            }
            guard let grounds else { continue }
            let words = grounds.words.map(TranscriptText.shown).joined(separator: " ")
            Console.complain("       like \"\(grounds.question)\", by: \(words)")
        }
    }
}
