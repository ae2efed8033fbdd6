/// What the files of a pack may hold. The JSON Schemas in `models/schema` say
/// the same to an editor's editor; a test compares the two.
package enum PackFormat {
    package static let topicFields = ["topic", "title", "entries", "note"]
    package static let entryFields = [
        "id", "fact", "title", "procedure", "aspects", "questions", "answer", "facts",
        "legal_basis", "source", "valid_from", "valid_until", "checked", "confidence", "note",
    ]
    package static let languageFields = [
        "language", "name", "acoustic_model", "dictionary", "background_model", "voice",
        "speaking_rate", "thresholds", "note",
    ]
    package static let vagueFields = ["groups", "note"]
    package static let vagueGroupFields = ["id", "between", "questions", "note"]
    package static let actionsFields = [
        "actions", "services", "branches", "days", "times", "ratings", "before",
        "after", "note",
    ]
    package static let choiceFields = ["id", "name", "said", "note"]
    package static let actionFields = ["does", "requests", "after", "note"]
    package static let carrierFields = [
        "before", "after", "before_command", "after_command", "fillers",
    ]
    /// Keys of `controls.json` that steer the call; others may be there.
    package static let controls = [
        "repeat", "slower", "stop", "help", "goodbye", "yes", "no", "thanks", "greeting",
        "person", "wait", "start_over", "backchannel", "next", "language", "spell",
    ]
    /// Moves the acoustic model to a telephone's band.
    package static let telephoneTransform = "telephone.mllr"
    /// What a recognizer made of the knowledge's own questions.
    package static let heard = "heard.tsv"
    package static let confidences = ["verified", "secondary"]

    /// In characters: about forty seconds of speech.
    package static let answerLimit = 600
    package static let speakingRates = 80...450

    /// Fewer questions than that are a warning.
    package static let wantedQuestions = 8
}
