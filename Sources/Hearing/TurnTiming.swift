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
    /// Silence that ends a complete question.
    public var completePause: Duration = .milliseconds(150)
    /// Silence that ends a question which could well go on: "how much does it cost
    /// … to renew it".
    public var likelyPause: Duration = .milliseconds(300)
    /// After a complete question the language model must find its end at least so
    /// probable for the shortest pause, and for the next one. Chosen on questions
    /// that are not in the knowledge: of their ends 0.2 keeps 68 % and 0.05 97 %, of
    /// the places between their words 12 % and 31 %.
    public var certainEnd = 0.2
    public var likelyEnd = 0.05
    /// Below this, the words so far are hardly the end: of the same questions' ends
    /// 1 % are below, of the places between their words 51 %.
    public var impossibleEnd = 0.02
    /// Silence that ends anything else.
    public var ordinaryPause: Duration = .milliseconds(500)
    /// Silence that ends words which cannot be the end of anything: "I have …".
    public var hesitation: Duration = .milliseconds(900)
    /// Silence that ends numbers and spelling.
    public var dictationPause: Duration = .milliseconds(1_200)
    /// No utterance is longer.
    public var longestUtterance: Duration = .seconds(13)

    public init() {}
}
