/// How long the silences and voices are that decide about turns.
///
/// All times are media time. The defaults are the house's; a language pack or a
/// line may know better.
public struct TurnTiming: Sendable, Equatable {
    /// Voice for this long is speech, not a click.
    public var onset: Duration = .milliseconds(120)
    /// What is given to the decoder from before the onset, so that no first
    /// syllable is lost.
    public var lookBack: Duration = .milliseconds(400)
    /// Silence after which the decoder ends the utterance on trial, where the words so
    /// far may be the end, and where they are not: its last pass is then over when
    /// the endpoint comes, and hears better than the first whether it has come.
    public var earlyTrial: Duration = .milliseconds(150)
    public var lateTrial: Duration = .milliseconds(400)
    /// A trial that the voice refutes costs as much as the utterance so far: no more
    /// than these in one.
    public var mostTrials = 3
    /// Silence that ends a complete question.
    public var completePause: Duration = .milliseconds(150)
    /// Silence that ends a question which could well go on: "how much does it cost
    /// … to renew it".
    public var likelyPause: Duration = .milliseconds(400)
    /// After a complete question the language model must find its end at least so
    /// probable for the shortest pause, and for the next one. Chosen on recorded callers
    /// as the last pass heard them: of 122 ends 0.4 keeps a third and 0.1 89 %, of 110
    /// pauses of 120 ms and more within sentences 15 % and 75 %.
    public var certainEnd = 0.4
    public var likelyEnd = 0.1
    /// Below this, the words so far are hardly the end: of questions that are not in the
    /// knowledge 1 % of the ends are below, of the places between their words 51 %.
    public var impossibleEnd = 0.02
    /// Silence that ends anything else, such as what leads to a question: "I've just
    /// bought a flat …".
    public var ordinaryPause: Duration = .milliseconds(700)
    /// The same for an answer to what the line has asked for, a ward or a day, and for
    /// a voice without words.
    public var briefPause: Duration = .milliseconds(500)
    /// Silence that ends words which cannot be the end of anything: "I have …".
    public var hesitation: Duration = .milliseconds(900)
    /// Silence that ends numbers and spelling.
    public var dictationPause: Duration = .milliseconds(1_200)
    /// No utterance is longer.
    public var longestUtterance: Duration = .seconds(13)

    public init() {}
}
