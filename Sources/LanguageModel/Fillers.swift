/// Sounds that are no words: PocketSphinx may hear them between any two words, and
/// they are no part of what was said.
enum Fillers {
    /// Hesitations by how they are written.
    static let sounds: [String: [String]] = [
        "um": ["AH", "M"], "uh": ["AH"], "er": ["ER"], "erm": ["ER", "M"], "hmm": ["HH", "M"],
        "mm": ["M"], "ah": ["AA"], "eh": ["EH"],
    ]

    /// What the acoustic model itself has: silence, noise, speech of others.
    private static let marks = [
        "<s> SIL", "</s> SIL", "<sil> SIL", "[NOISE] +NSN+", "[SPEECH] +SPN+",
    ]

    /// What share of a caller's words each hesitation is, wherever in a sentence. Half of
    /// it and more than it were measured, too: see `docs/hearing.md`.
    static let shares = ["um": 0.02, "uh": 0.01, "er": 0.005]

    /// PocketSphinx's filler dictionary. A hesitation is none: of fillers with several
    /// phones PocketSphinx's tree holds only those that the language model knows.
    ///
    /// No filler has a single real phone: one such as `[UH] AH` makes PocketSphinx
    /// 0.8 fail an assertion (`ngram_compute_seg_score`) when it builds a lattice,
    /// and a failed assertion ends the process. "Uh" and "er" are words instead.
    static let text = marks.joined(separator: "\n") + "\n"
}
