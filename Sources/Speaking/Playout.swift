public import Audio

/// The mouth of a call: it plays prompts, one 20 ms frame at a time, and knows to
/// the word what of them was heard.
///
///     begin ─▶ append … endPrompt            pause ─▶ silence ─▶ resume, from the
///        ╰──────▶ next, next, next …         cancel ─▶ silence    start of the word
///
/// The line steps it, and nothing else moves it: time is the count of frames. It is
/// a value without a lock; one thread at a time uses it. Wherever sound is cut or
/// taken up, a fade of a few milliseconds hides the edge.
public struct Playout: Sendable {
    public let rate: SampleRate
    /// In samples: 20 ms.
    public let frameLength: Int
    /// How many frames were given.
    public private(set) var frameCount = 0
    public private(set) var isPaused = false

    private let fadeLength: Int
    private let capacity: Int
    private var prompts: [QueuedPrompt] = []
    /// The fading end of what was cut off, to be played first.
    private var tail: [Int16] = []
    /// How many samples of a fade-in are still to be played.
    private var fadeIn = 0
    private var events: [PlayoutEvent] = []

    private static let promptLimit = 256

    /// - Parameter capacity: How much sound may wait to be played; what would be
    ///   more is dropped, with an event.
    public init(rate: SampleRate, capacity: Duration = .seconds(120)) {
        self.rate = rate
        self.capacity = rate.samples(in: capacity)
        frameLength = rate.samples(in: .milliseconds(20))
        fadeLength = rate.samples(in: .milliseconds(4))
    }

    // MARK: What is to be said

    /// Puts a prompt behind those that wait. The one before it is taken as ended.
    public mutating func begin(_ prompt: PromptID, text: String) {
        endPrompt()
        prompts.append(QueuedPrompt(id: prompt, text: text))
        guard prompts.count > Self.promptLimit else { return }
        events.append(.refused(prompt))
        prompts.removeLast()
        events.append(.ended(prompt, heard: "", complete: false, atFrame: frameCount))
    }

    /// Adds sound to the prompt that began last.
    /// - Parameters:
    ///   - marks: With samples counted from the start of the prompt.
    ///   - prompt: Which prompt the sound is meant for. When another began since, or
    ///     it was cancelled, the sound is dropped. Nil means whichever is open.
    public mutating func append(
        samples: [Int16], marks: [WordMark], to prompt: PromptID? = nil
    ) {
        guard let last = openPrompt(prompt) else { return }
        guard queuedSampleCount + samples.count <= capacity else {
            events.append(.refused(prompts[last].id))
            prompts[last].truncate()
            return
        }
        prompts[last].append(samples, marks)
    }

    /// All the sound of the prompt that began last has come.
    public mutating func endPrompt(_ prompt: PromptID? = nil) {
        guard let last = openPrompt(prompt) else { return }
        prompts[last].isClosed = true
    }

    private func openPrompt(_ id: PromptID?) -> Int? {
        guard let last = prompts.indices.last, !prompts[last].isClosed else { return nil }
        return id == nil || id == prompts[last].id ? last : nil
    }

    // MARK: What the line hears

    /// The next frame: always `frameLength` samples, silence when there is nothing.
    public mutating func next() -> [Int16] {
        var frame = tail
        tail = []
        frame.reserveCapacity(frameLength)
        if !isPaused { fill(&frame) }
        frame.append(contentsOf: repeatElement(0, count: frameLength - frame.count))
        frameCount += 1
        return frame
    }

    /// Puts sound into the frame until it is full, the prompts end, or a prompt's
    /// sound has not come in time.
    private mutating func fill(_ frame: inout [Int16]) {
        while !prompts.isEmpty {
            if prompts[0].isOver {
                finishFirst()
                continue
            }
            let room = frameLength - frame.count
            guard room > 0, prompts[0].available > 0 else { return }
            if !prompts[0].hasStarted {
                events.append(.started(prompts[0].id, atFrame: frameCount))
            }
            frame.append(contentsOf: play(atMost: room))
            prompts[0].forget(keeping: rate.hertz)
        }
    }

    /// Plays on in the first prompt. Of one whose sound still comes, the last moment
    /// is kept back, to be faded out if no more comes in time.
    private mutating func play(atMost room: Int) -> [Int16] {
        let available = prompts[0].available
        let ready = prompts[0].isClosed ? available : available - fadeLength
        let isStarving = ready < room && !prompts[0].isClosed
        let count = min(room, isStarving ? available : ready)
        var run = Array(prompts[0].peek(count))
        applyFadeIn(to: &run)
        if isStarving {
            run.fadeOut(over: fadeLength)
            fadeIn = fadeLength
        }
        prompts[0].play(count, inFrame: frameCount)
        if let sentence = prompts[0].takeSentence() {
            events.append(.reached(prompts[0].id, sentence: sentence, atFrame: frameCount))
        }
        return run
    }

    private mutating func applyFadeIn(to run: inout [Int16]) {
        guard fadeIn > 0 else { return }
        let done = fadeLength - fadeIn
        run.fadeIn(over: fadeLength, from: done)
        fadeIn = max(0, fadeIn - run.count)
    }

    private mutating func finishFirst() {
        let prompt = prompts.removeFirst()
        fadeIn = 0
        events.append(
            .ended(
                prompt.id, heard: prompt.heard, complete: prompt.isHeardCompletely,
                atFrame: prompt.endFrame ?? frameCount))
    }

    // MARK: Barge-in

    /// Falls silent within the next frame, and keeps its place.
    public mutating func pause() {
        guard !isPaused else { return }
        cutOff()
        isPaused = true
    }

    /// Goes on from the start of the word at which it stopped.
    public mutating func resume() {
        guard isPaused else { return }
        isPaused = false
        guard let prompt = prompts.first, prompt.hasStarted else { return }
        prompts[0].returnToWord()
        fadeIn = prompts[0].position > 0 ? fadeLength : 0
    }

    /// Drops every prompt: the line falls silent within the next frame.
    /// - Returns: What was heard of the prompt that was being played, up to the last
    ///   word of which more than half was.
    @discardableResult public mutating func cancel() -> String {
        if !isPaused { cutOff() }
        let heard = prompts.first?.heard ?? ""
        while !prompts.isEmpty { finishFirst() }
        isPaused = false
        fadeIn = 0
        return heard
    }

    /// Lets what is being played fade out.
    private mutating func cutOff() {
        guard let prompt = prompts.first, prompt.hasStarted else { return }
        var run = Array(prompt.peek(fadeLength))
        applyFadeIn(to: &run)
        run.fadeOut(over: fadeLength)
        tail = run
        fadeIn = 0
    }

    // MARK: How it stands

    /// What happened since the last time that this was asked, in order.
    public mutating func takeEvents() -> [PlayoutEvent] {
        defer { events = [] }
        return events
    }

    /// The prompt that is played or next to be, also while paused.
    public var current: PromptID? { prompts.first?.id }
    /// Whether nothing is left to say.
    public var isIdle: Bool { prompts.isEmpty }
    /// Whether the next frame holds more than silence.
    public var isSpeaking: Bool { !isPaused && prompts.contains { $0.available > 0 } }
    /// What was heard so far of the current prompt.
    public var heard: String { prompts.first?.heard ?? "" }
    public var queued: Duration { rate.duration(ofSamples: queuedSampleCount) }

    private var queuedSampleCount: Int { prompts.reduce(0) { $0 + $1.available } }
}

extension [Int16] {
    /// Brings the last samples down to nothing, in a straight line. A shorter run
    /// starts part of the way down, so that the slope is always the same.
    fileprivate mutating func fadeOut(over length: Int) {
        for step in 0..<Swift.min(length, count) {
            let index = count - 1 - step
            self[index] = Int16(Int(self[index]) * step / length)
        }
    }

    /// Brings the first samples up from nothing; `done` were before this run.
    fileprivate mutating func fadeIn(over length: Int, from done: Int) {
        for index in 0..<Swift.min(length - done, count) {
            self[index] = Int16(Int(self[index]) * (done + index) / length)
        }
    }
}
