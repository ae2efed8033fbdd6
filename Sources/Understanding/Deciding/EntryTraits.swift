internal import Foundation
internal import Knowledge

/// What a decision must know of each entry beside its evidence; by label.
struct EntryTraits: Sendable {
    struct Trait: Sendable {
        let id: String
        let topic: String
        let procedure: String?
        let aspects: Set<String>
        /// Stems and names of things in its title and procedure.
        let words: Set<String>
        /// Of a vague question: labels of the entries that may be meant, the likeliest first.
        var choices: [Int] = []
        /// Of a request: what is to be done.
        var action: Actions.Kind?
        /// Of a request: the label of the entry that it is offered after.
        var entry: Int?
    }

    /// How a vague question is called among the labels: no entry's id has a slash.
    static func id(of vague: VagueQuestion) -> String { "vague/\(vague.id)" }

    static func id(of action: Actions.Kind) -> String { "action/\(action.rawValue)" }

    let traits: [Trait]
    /// Entries of each procedure.
    private let sizes: [String: Int]
    private let places: [String: Int]
    /// How much an aspect tells: the fewer entries have it, the more.
    private let rarity: [String: Double]
    /// What entries are about, to be compared.
    private let titles: Titles

    init(pack: LanguagePack, labels: [String], normalizer: Normalizer) {
        let places = Dictionary(
            labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { one, _ in one })
        let vague = Dictionary(
            pack.vague.map { (Self.id(of: $0), $0) }, uniquingKeysWith: { one, _ in one })
        traits = labels.map { id in
            if let group = vague[id] {
                let choices = group.between.filter { pack.entry($0) != nil }
                return Trait(
                    id: id, topic: "", procedure: nil, aspects: [], words: [],
                    choices: choices.compactMap { places[$0] })
            }
            guard let entry = pack.entry(id) else {
                let action = Actions.Kind.allCases.first { Self.id(of: $0) == id }
                let offered = action.flatMap { pack.actions?.offer($0)?.after.first }
                return Trait(
                    id: id, topic: "", procedure: nil, aspects: [], words: [], action: action,
                    entry: offered.flatMap { places[$0] })
            }
            let title = normalizer.question(entry.title + " " + (entry.procedure ?? ""))
            return Trait(
                id: id, topic: entry.topic, procedure: entry.procedure, aspects: Set(entry.aspects),
                words: Set(
                    zip(title.words, title.stems)
                        .filter { !normalizer.rules.functionWords.contains($0.0) }.map(\.1)
                        + title.units + title.concepts))
        }
        sizes = pack.entries.reduce(into: [:]) { $0[$1.procedure ?? $1.topic, default: 0] += 1 }
        self.places = places
        let counts: [String: Int] = pack.entries.flatMap(\.aspects).reduce(into: [:]) {
            $0[$1, default: 0] += 1
        }
        let entries = Double(pack.entries.count)
        rarity = counts.mapValues { log(1 + entries / Double($0)) }
        titles = Titles(traits.map(\.words))
    }

    var count: Int { traits.count }

    subscript(label: Int) -> Trait { traits[label] }

    func label(of id: String) -> Int? { places[id] }

    /// Entries of its procedure: much written about is much asked about.
    func size(of label: Int) -> Int {
        sizes[traits[label].procedure ?? traits[label].topic] ?? 1
    }

    /// How much of what was asked about one entry is asked about another, 0–1.
    func likeness(of aspects: Set<String>, to asked: Set<String>) -> Double {
        // In order: sums of floating-point numbers depend on it.
        func weight(_ aspects: Set<String>) -> Double {
            aspects.sorted().reduce(0) { $0 + (rarity[$1] ?? 0) }
        }
        let all = weight(asked)
        return all > 0 ? weight(aspects.intersection(asked)) / all : 0
    }

    /// How near what two entries are about is, 0–1, by the words of their titles.
    func kinship(of one: Int, and other: Int) -> Double { titles.likeness(of: one, to: other) }

    /// What a vague question asks, whatever it is about: aspects of nearly all of its
    /// choices, where those are about many things.
    func aspectsAsked(by choices: [Int]) -> Set<String> {
        guard Set(choices.map { traits[$0].topic }).count >= 3 else { return [] }
        let counts: [String: Int] = choices.flatMap { traits[$0].aspects }
            .reduce(into: [:]) { $0[$1, default: 0] += 1 }
        return Set(counts.keys.filter { 4 * (counts[$0] ?? 0) >= 3 * choices.count })
    }

    /// Entries of a procedure that answer most of what is asked.
    func entries(of procedure: String, answering asked: Set<String>) -> [Int] {
        guard !asked.isEmpty else { return [] }
        let found = traits.indices.filter { traits[$0].procedure == procedure }
            .map { (label: $0, likeness: likeness(of: traits[$0].aspects, to: asked)) }
        let best = found.map(\.likeness).max() ?? 0
        return best < 0.5 ? [] : found.filter { $0.likeness == best }.map(\.label)
    }

    /// Whether asking "this or that?" makes sense: they are not two sides of
    /// one answer.
    func differ(_ one: Int, _ other: Int) -> Bool {
        traits[one].procedure != traits[other].procedure
            || traits[one].aspects.isDisjoint(with: traits[other].aspects)
            || traits[one].aspects != traits[other].aspects
    }
}
