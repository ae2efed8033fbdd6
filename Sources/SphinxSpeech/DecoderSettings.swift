/// PocketSphinx's parameters that were measured, by their names there.
public struct DecoderSettings: Sendable, Equatable {
    /// How much the language model counts against the sound.
    public var languageWeight = 6.5
    /// The same in the second pass and in the choice among the lattice's paths.
    public var flatLanguageWeight = 8.5
    public var bestPathLanguageWeight = 9.5
    /// What each word costs; 1 for nothing.
    public var wordInsertion = 0.65
    /// What a filler and a silence between words cost.
    public var fillerProbability = 1e-8
    public var silenceProbability = 0.005

    /// How unlikely a path may be and still be followed.
    public var beam = 1e-48
    public var wordBeam = 7e-29
    public var phoneBeam = 1e-48
    public var lastPhoneBeam = 1e-40
    public var lastPhoneOnlyBeam = 7e-29
    /// In the second pass. Narrower than PocketSphinx's 1e-64 and 7e-29: a tenth of all
    /// processor time less, and heard no worse; see `docs/hearing.md`.
    public var flatBeam = 1e-48
    public var flatWordBeam = 1e-22
    /// How many paths and word ends a frame may have.
    public var activeStates = 30000
    public var wordEnds = -1
    /// Frames between two full evaluations of the acoustic model.
    public var downsampling = 1
    public var gaussians = 4
    /// Frames are scored by `SenoneScorer`, which needs the two above as they are; if not,
    /// or for a model that it does not know, by PocketSphinx.
    public var ownScores = true
    /// Words are scored by `NGramScorer` where it can read the model; if not, by PocketSphinx.
    public var ownWordScores = true
    var usesOwnScores: Bool { ownScores && downsampling == 1 && gaussians == 4 }
    /// Frames that the phone lookahead sees before the search does.
    public var lookahead = 5
    public var lookaheadBeam = 1e-10
    public var lookaheadWeight = 3.0
    /// A second pass over the words of the first, after the utterance.
    public var secondPass = true
    /// A search for the best path through the lattice, after the utterance.
    public var bestPath = true

    /// Audio of a call's first utterance that is listened to before anything is
    /// decoded, to find the channel's cepstral mean: seconds; 0 for none.
    public var channelLookahead = 1.0
    /// How many frames the stock mean is worth against those heard.
    public var meanPrior = 50
    /// White noise that is added to all sound, as a highest amplitude of 16-bit
    /// samples: digital silence, which is not in what the model learned from, becomes
    /// a quiet room. 12 is −74 dBFS. On telephone lines more helps: see
    /// `docs/hearing.md`.
    public var maskingNoise = 12
    public static let telephoneMaskingNoise = 32

    /// How much worse a closed grammar may fit the sound than open speech does, a frame
    /// of 10 ms, in PocketSphinx's units; see `docs/hearing.md`.
    public var grammarTolerance = 4.0

    /// In a search by a closed grammar: wider, since there are few words that can follow, and the
    /// one that was said may begin badly.
    public var grammarWordBeam = 1e-36

    /// How many hypotheses are looked for, and how many paths are followed to
    /// find them.
    public var hypotheses = 10
    public var paths = 200
    /// How fast posteriors fall with the score; see `HypothesisList`.
    public var posteriorScale = 0.1

    public init() {}
}
