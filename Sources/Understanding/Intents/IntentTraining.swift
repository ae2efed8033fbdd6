extension TrainingSet {
    /// Labelled texts. An intent's name is an example of it, as an entry's title is.
    init(examples labelled: [IntentModel.Example], outOfScope: [String], normalizer: Normalizer) {
        let names = Set(labelled.map(\.intent)).sorted()
        let nothing = NormalisedText(words: [], stems: [], units: [], concepts: [])
        labels = names.map { name in
            Label(id: name, title: normalizer.question(Self.spoken(name)), answer: nothing)
        }
        functionWords = normalizer.rules.functionWords
        let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        var texts = labelled.map { (normalizer.question($0.text), places[$0.intent], false) }
        texts += labels.enumerated().map { ($1.title, $0, true) }
        texts += outOfScope.map { (normalizer.question($0), nil, false) }
        examples = texts.filter { !$0.0.isEmpty }.enumerated().map { group, text in
            Example(text: text.0, label: text.1, group: group, weight: 1, isTitle: text.2)
        }
    }

    /// "card_arrival", "cardArrival" and "card-arrival" as somebody would say it.
    static func spoken(_ name: String) -> String {
        var words = ""
        var isAfterSmall = false
        for letter in name {
            if letter.isLetter || letter.isNumber {
                if letter.isUppercase, isAfterSmall { words.append(" ") }
                words.append(letter)
            } else {
                words.append(" ")
            }
            isAfterSmall = letter.isLowercase
        }
        return words
    }
}
