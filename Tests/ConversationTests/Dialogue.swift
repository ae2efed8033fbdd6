import CallTestKit
import Knowledge
import Understanding

@testable import Conversation

/// A conversation by text, with the small pack and what was learned from it.
struct Dialogue {
    let known: DialoguePack
    var conversation: Conversation

    init(today: Day? = nil, canAct: Bool = false) throws {
        known = try DialoguePack.load()
        conversation = Conversation(
            pack: known.pack, understanding: known.understanding, today: today ?? known.today,
            canAct: canAct)
    }

    @discardableResult
    mutating func say(
        _ text: String, posterior: Double = 0.9, interrupting: Bool = false, hasAsked: Bool = true
    ) -> Reply {
        conversation.heard(
            [Hypothesis(text: text, posterior: posterior)], interrupting: interrupting,
            hasAsked: hasAsked)
    }

    mutating func say(_ text: String, after earlier: String) -> Reply {
        conversation.heard(
            [Hypothesis(text: text, posterior: 0.9)],
            continuing: [Hypothesis(text: earlier, posterior: 0.9)])
    }

    /// Offers these entries for a choice, as if the caller had been unclear.
    mutating func offer(_ ids: String...) {
        conversation.assume(ids.compactMap { known.pack.entry($0) })
    }

    func entry(_ id: String) throws -> Entry {
        guard let entry = known.pack.entry(id) else { throw Missing(id: id) }
        return entry
    }

    struct Missing: Error { let id: String }
}

extension LanguagePack {
    /// The phrase of which a text is one of the wordings, without values.
    func key(of text: String) -> String? {
        phrases.keys.first { phrases.variants(of: $0).contains(text) }
    }
}

extension Reply {
    var texts: [String] { prompts.map(\.text) }

    /// What is said, in short: ids of answers, keys of phrases, else the text.
    func gist(_ pack: LanguagePack) -> [String] {
        prompts.map { $0.answer ?? pack.key(of: $0.text) ?? $0.text }
    }

    var choice: Choice? {
        for case .chosen(let choice) in notes { return choice }
        return nil
    }

    var answered: String? { choice?.kind == .answer ? choice?.answer : nil }
    var obeyed: String? { choice?.kind == .smalltalk ? choice?.answer : nil }

    var noMatchCount: Int? {
        for case .noMatch(let count) in notes { return count }
        return nil
    }
}

extension Dialogue {
    func gist(_ reply: Reply) -> [String] { reply.gist(known.pack) }
}
