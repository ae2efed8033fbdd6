internal import Foundation
internal import Knowledge

extension TrainingSet {
    /// Ways to say one template that are learned, at most. With 24 instead of 3
    /// no more unseen wordings are understood, and training takes ten times as long.
    static let mostExpansions = 3
    /// What a template counts as it was heard, beside 1 as it is written.
    static let shareOfHeard: Float = 0.5

    /// The entries of a pack and its texts that no entry answers.
    init(
        pack: LanguagePack, resources: PackResources, normalizer: Normalizer,
        mostExpansions: Int = Self.mostExpansions
    ) {
        let procedures = Set(pack.entries.map(Self.procedure)).sorted()
        let topics = Set(pack.entries.map(\.topic)).sorted()
        let aspects = Set(pack.entries.flatMap(\.aspects)).sorted()
        labels = pack.entries.map { entry in
            Label(
                id: entry.id,
                title: normalizer.question(
                    entry.title + " " + (entry.procedure ?? "")),
                answer: normalizer.question(entry.answer),
                topic: topics.firstIndex(of: entry.topic) ?? 0,
                procedure: procedures.firstIndex(of: Self.procedure(entry)),
                aspects: entry.aspects.compactMap(aspects.firstIndex))
        }
        labels += pack.vague.map { Label(subjectless: EntryTraits.id(of: $0)) }
        vague = pack.entries.count..<labels.count
        let offers = pack.actions?.offers.filter { !$0.requests.isEmpty } ?? []
        labels += offers.map { Label(subjectless: EntryTraits.id(of: $0.kind)) }
        functionWords = normalizer.rules.functionWords
        self.topics = topics
        self.procedures = procedures
        self.aspects = aspects
        examples = []
        var group = 0
        for (label, entry) in pack.entries.enumerated() {
            for question in entry.questions {
                let ways = question.expansions(lists: pack.lists, limit: mostExpansions)
                append(ways, label: label, group: group, normalizer)
                let heard = resources.heard[question.source] ?? []
                append(heard, label: label, group: group, areHeard: true, normalizer)
                group += 1
            }
            append([entry.title], label: label, group: group, isTitle: true, normalizer)
            group += 1
        }
        // In the order of their labels.
        let subjectless = pack.vague.map(\.questions) + offers.map(\.requests)
        for (place, templates) in subjectless.enumerated() {
            for template in templates {
                let ways = template.expansions(lists: pack.lists, limit: mostExpansions)
                append(ways, label: pack.entries.count + place, group: group, normalizer)
                group += 1
            }
        }
        for negative in resources.negatives {
            append([negative], label: nil, group: group, normalizer)
            group += 1
        }
    }

    /// An entry without a procedure stands for its topic.
    static func procedure(_ entry: Entry) -> String { entry.procedure ?? "topic \(entry.topic)" }

    private mutating func append(
        _ texts: [String], label: Int?, group: Int, isTitle: Bool = false,
        areHeard: Bool = false, _ normalizer: Normalizer
    ) {
        var distinct: [NormalisedText] = []
        for text in texts {
            let normalised = normalizer.question(text)
            if !normalised.isEmpty, !distinct.contains(where: { $0.words == normalised.words }) {
                distinct.append(normalised)
            }
        }
        let share = areHeard ? Self.shareOfHeard : 1
        let weight = share / Float(max(distinct.count, 1))
        for text in distinct {
            examples.append(
                Example(
                    text: text, label: label, group: group, weight: weight, isTitle: isTitle,
                    isHeard: areHeard))
        }
    }
}

extension TrainingSet.Label {
    /// Of a vague question or a request.
    fileprivate init(subjectless id: String) {
        let nothing = NormalisedText(words: [], stems: [], units: [], concepts: [])
        self.init(id: id, title: nothing, answer: nothing, namesSubject: false)
    }
}
