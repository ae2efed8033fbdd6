import Audio
import CESpeakNG
import Foundation
import Speaking

/// eSpeak NG keeps its voice, its settings and its callback in globals. This value
/// stands for them: there is one, it cannot be copied, and it lives in a lock.
///
/// ## Why the same clause always sounds the same
///
/// Four things in version 1.51 outlive an utterance. Each is dealt with here:
///
/// * The flutter of the pitch goes on where it stopped, and the roughness of certain
///   vowels counts the periods of the voice since the process began. `SteadyVoice`
///   turns both off.
/// * Breath and aspiration call `rand()`. `SteadyVoice` turns breath off, too.
/// * The length of a pause depends on what the phoneme list held before. So a text is
///   one clause, and the silence around it is cut off; pauses are the caller's.
/// * A change of voice waits in a queue of 170 commands until something is spoken,
///   and the queue does not look whether it is full. `changes` counts.
struct Engine: ~Copyable {
    let rate: SampleRate
    private var selected: Selection?
    private var files: VoiceFiles
    /// Changes of voice since the last clause.
    private var changes = 0

    private static let changeLimit = 20
    private static let ownPitch = 50

    /// What eSpeak NG's globals are set to. The pitch is a part of it: the formants
    /// follow it only when the voice is set.
    private struct Selection: Equatable {
        let file: String
        let pitch: Int
    }

    private init(rate: SampleRate) {
        self.rate = rate
        files = VoiceFiles()
    }

    static func open() throws(SynthesisError) -> Engine {
        let hertz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nil, espeakINITIALIZE_DONT_EXIT)
        guard hertz > 0 else {
            throw SynthesisError(
                .dataMissing, subject: VoiceFiles.folder.path, operation: "espeak_Initialize",
                code: hertz)
        }
        espeak_SetSynthCallback { samples, count, events in
            // Alive: `espeak_Synth` returns only after the last callback.
            guard let events,
                let recording = events.pointee.user_data?.assumingMemoryBound(to: Recording.self)
            else { return goOn }
            return recording.pointee.take(samples, Int(count), events) ? goOn : stopSpeaking
        }
        return Engine(rate: SampleRate(hertz: Int(hertz)))
    }

    mutating func speak(
        _ text: String, in style: SpeakingStyle, isCancelled: () -> Bool
    ) throws(SynthesisError) -> ClauseSound {
        try select(files.steady(style.voice), pitch: style.pitch, style.voice)
        try set(espeakRATE, to: style.wordsPerMinute)
        return try synthesize(text, isCancelled: isCancelled)
    }

    mutating func phonemes(of text: String, voice: String) throws(SynthesisError) -> String {
        // Phonemes need no steadiness: the plain file does.
        try select(files.plain(voice), pitch: Self.ownPitch, voice)
        var words: [String] = []
        text.withCString { start in
            var rest: UnsafeRawPointer? = UnsafeRawPointer(start)
            while rest != nil {
                // The string belongs to eSpeak NG until its next call: copy it now.
                let clause = espeak_TextToPhonemes(
                    &rest, espeakCHARS_UTF8, espeakPHONEMES_IPA)
                if let clause { words.append(String(cString: clause)) }
            }
        }
        return Self.withoutLanguages(words.filter { !$0.isEmpty }.joined(separator: " "))
    }

    /// Takes out where another language's rules were used: "(en)hello(vi)".
    private static func withoutLanguages(_ phonemes: String) -> String {
        var depth = 0
        return phonemes.filter { letter in
            if letter == "(" { depth += 1 }
            defer { if letter == ")" { depth -= 1 } }
            return depth == 0
        }
    }

    private mutating func synthesize(
        _ text: String, isCancelled: () -> Bool
    ) throws(SynthesisError) -> ClauseSound {
        changes = 0
        return try withoutActuallyEscaping(isCancelled) {
            isCancelled throws(SynthesisError) in
            var recording = Recording(isCancelled: isCancelled)
            let flags = UInt32(espeakCHARS_UTF8 | espeakPHONEMES)
            let code = withUnsafeMutablePointer(to: &recording) { recording in
                espeak_Synth(
                    text, text.utf8.count + 1, 0, POS_CHARACTER, 0, flags, nil, recording)
            }
            try check(code, "espeak_Synth", "a clause")
            return recording.trimmed
        }
    }

    // MARK: Settings

    private mutating func select(
        _ file: String, pitch: Int, _ name: String
    ) throws(SynthesisError) {
        let selection = Selection(file: file, pitch: pitch)
        guard selection != selected else { return }
        // Speaking even nothing empties the queue in which the changes wait.
        if changes >= Self.changeLimit { _ = try synthesize(" ", isCancelled: { false }) }
        selected = nil
        changes += 1
        try set(espeakPITCH, to: pitch)
        try check(espeak_SetVoiceByFile(file), "espeak_SetVoiceByFile", name, .unknownVoice)
        selected = selection
    }

    private func set(_ parameter: espeak_PARAMETER, to value: Int) throws(SynthesisError) {
        let code = espeak_SetParameter(parameter, Int32(value), 0)
        try check(code, "espeak_SetParameter", "\(value)")
    }

    private func check(
        _ code: espeak_ERROR, _ operation: String, _ subject: String,
        _ kind: SynthesisError.Kind = .other
    ) throws(SynthesisError) {
        guard code != EE_OK else { return }
        throw SynthesisError(kind, subject: subject, operation: operation, code: code.rawValue)
    }
}

/// What the callback collects of the clause that it is for.
private struct Recording {
    let isCancelled: () -> Bool
    private var samples: [Int16] = []
    private var words: [ClauseSound.WordStart] = []

    init(isCancelled: @escaping () -> Bool) { self.isCancelled = isCancelled }

    /// Copies a block, and the words that begin in it.
    /// - Returns: Whether there is more to hear.
    mutating func take(
        _ block: UnsafeMutablePointer<Int16>?, _ count: Int, _ events: UnsafePointer<espeak_EVENT>
    ) -> Bool {
        samples.append(contentsOf: UnsafeBufferPointer(start: block, count: count))
        var event = events
        while event.pointee.type != espeakEVENT_LIST_TERMINATED {
            if event.pointee.type == espeakEVENT_WORD, event.pointee.length > 0 {
                // eSpeak NG counts characters from 1.
                words.append(
                    .init(
                        textOffset: Int(event.pointee.text_position) - 1,
                        sample: Int(event.pointee.sample)))
            }
            event += 1
        }
        return !isCancelled()
    }

    var trimmed: ClauseSound {
        guard let first = samples.firstIndex(where: { $0 != 0 }),
            let last = samples.lastIndex(where: { $0 != 0 })
        else { return ClauseSound(samples: [], words: []) }
        return ClauseSound(
            samples: Array(samples[first...last]),
            words: words.map {
                .init(textOffset: $0.textOffset, sample: max(0, $0.sample - first))
            })
    }
}

private let goOn: Int32 = 0
private let stopSpeaking: Int32 = 1
