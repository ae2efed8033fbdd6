/// Ways to ask something that more than one entry answers: whoever hears it asks
/// back. "How long does registration take?" – permanent, or temporary?
public struct VagueQuestion: Sendable, Hashable {
    public let id: String

    /// Ids of the entries that may be meant, the likeliest first: two or more.
    public let between: [String]
    public let questions: [Template]

    public init(id: String, between: [String], questions: [Template]) {
        self.id = id
        self.between = between
        self.questions = questions
    }
}
