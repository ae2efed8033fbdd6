/// A pack as far as it could be read, with the places that later checks name.
struct PackDraft {
    var pack: LanguagePack?
    var entries: [EntryDraft] = []
    var lists: [String: [String]] = [:]
    var controls: [TemplateUse] = []
    var carriers: [TemplateUse] = []
    var vague: [VagueDraft] = []
    var actions: Actions?
    /// Templates of `actions.json`.
    var requests: [TemplateUse] = []
    /// Entries after which something is offered.
    var offeredAfter: [NamedEntry] = []
    /// The list that has the wards or branches.
    var branches: NamedEntry?
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

/// The id of an entry or the name of a list, and where it is named.
struct NamedEntry {
    let id: String
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
