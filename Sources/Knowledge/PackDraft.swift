/// A pack as far as it could be read, with the places that later checks name.
struct PackDraft {
    var pack: LanguagePack?
    var entries: [EntryDraft] = []
    var lists: [String: [String]] = [:]
    var controls: [TemplateUse] = []
    var carriers: [TemplateUse] = []
    var vague: [VagueDraft] = []
    var problems: [Problem] = []
}

/// An entry with its places.
struct EntryDraft {
    let entry: Entry
    let file: String
    let place: TextPlace
    let idPlace: TextPlace
    let questionPlaces: [TextPlace]
    let answerPlace: TextPlace
}

/// A template and where it stands.
struct TemplateUse {
    let template: Template
    let file: String
    let place: TextPlace
}

/// A vague question with its places.
struct VagueDraft {
    let vague: VagueQuestion
    let file: String
    let place: TextPlace
    let betweenPlaces: [TextPlace]
    let questions: [TemplateUse]
}
