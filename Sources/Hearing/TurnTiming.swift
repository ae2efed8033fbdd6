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
    public var lateTrial: Duration = .milliseconds(360)
    /// A trial that the voice refutes costs as much as the utterance so far: no more
    /// than these in one.
    public var mostTrials = 3
    /// Silence that ends a command, and a question that has surely an answer, where
    /// the language model finds their end at least so probable.
    public var completePause: Duration = .milliseconds(150)
    public var certainEnd = 0.4
    /// Silence that ends what is rather over than not, what may be over, and what is
    /// rather not, by the natural logarithm of the odds (`Finality`, and the language model's
    /// probability of the end). The bounds were chosen on recorded callers: of their 261 ends
    /// 88, 95 and 99 % are above the three, of 246 pauses of 120 ms and more within their sentences 23, 38
    /// and 55 %. Of 261 callers heard four times each, 6 % are taken to be over before their end, and
    /// but for one in twenty of those that is taken back.
    public var probablePause: Duration = .milliseconds(280)
    public var probablyOver = 0.2
    public var likelyPause: Duration = .milliseconds(400)
    public var maybeOver = -0.6
    public var doubtfulPause: Duration = .milliseconds(440)
    public var hardlyOver = -1.3
    /// What the logarithm of the language model's probability of the end weighs beside
    /// the words, and the least that it is taken for.
    public var endWeight = 0.32
    public var leastEnd = 0.001
    /// Below this, the words so far are hardly the end: of questions that are not in the
    /// knowledge 1 % of the ends are below, of the places between their words 51 %.
    public var impossibleEnd = 0.02
    /// Silence that ends anything else, such as what leads to a question: "I've just
    /// bought a flat …".
    public var ordinaryPause: Duration = .milliseconds(780)
    /// The same for an answer to what the line has asked for, a ward or a day, and for
    /// a voice without words.
    public var briefPause: Duration = .milliseconds(500)
    /// Silence that ends words which cannot be the end of anything: "I have …".
    public var hesitation: Duration = .milliseconds(900)
    /// Silence that ends numbers and spelling.
    public var dictationPause: Duration = .milliseconds(1_200)
    /// Whose voice comes back so soon after an endpoint was not finished, and has not begun
    /// because of what the line says now: he had heard 0.3 s of it at most, and people need 0.2 s
    /// and more to react. The endpoint is taken back.
    public var takeBack: Duration = .milliseconds(300)
    /// An utterance's endpoint is not taken back more often: it may be noise.
    public var mostTakeBacks = 2
    /// No utterance is longer.
    public var longestUtterance: Duration = .seconds(13)

    public init() {}
}
