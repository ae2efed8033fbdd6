/// What was talked about before this utterance. A value: the conversation
/// keeps it and changes it, understanding only reads it.
public struct DialogueContext: Sendable, Equatable {
    public var topic: String?

    /// The procedure that was last answered or asked about, as entries name it.
    public var procedure: String?

    /// Id of the entry that was answered last.
    public var lastEntry: String?

    /// Entry ids of a clarification that awaits its answer, in the order in
    /// which they were spoken.
    public var offered: [String]

    /// The line has just asked something that "yes" or "no" answers.
    public var pendingYesNo: Bool

    public init(
        topic: String? = nil, procedure: String? = nil, lastEntry: String? = nil,
        offered: [String] = [], pendingYesNo: Bool = false
    ) {
        self.topic = topic
        self.procedure = procedure
        self.lastEntry = lastEntry
        self.offered = offered
        self.pendingYesNo = pendingYesNo
    }
}
