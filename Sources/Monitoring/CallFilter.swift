internal import Transcript

/// Which calls are shown. Words must all be in a call's transcript, id or line;
/// `line:`, `lang:`, `state:`, `outcome:` and `id:` look at one thing only.
struct CallFilter: Sendable, Equatable {
    /// What came of a call's turns.
    enum Outcome: String, Sendable, CaseIterable {
        case answered
        case askedBack = "asked"
        case refused
        case transferred
        case fault

        var title: String {
            switch self {
            case .askedBack: "asked back"
            case .fault: "with faults"
            default: rawValue
            }
        }

        func matches(_ call: WatchedCall) -> Bool {
            switch self {
            case .answered: call.tally.answered > 0
            case .askedBack: call.tally.askedBack > 0
            case .refused: call.tally.refused > 0
            case .transferred: call.tally.transferred > 0
            case .fault: call.hasFault
            }
        }
    }

    private enum Term: Sendable, Equatable {
        case text(String)
        case line(String)
        case language(String)
        case state(String)
        case outcome(String)
        case id(String)
    }

    let text: String
    private let terms: [Term]

    init(_ text: String) {
        self.text = text
        terms = SearchText.folded(text).split(separator: " ").map { word in
            let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return .text(String(word)) }
            switch parts[0] {
            case "line": return .line(parts[1])
            case "lang", "language": return .language(parts[1])
            case "state": return .state(parts[1])
            case "outcome": return .outcome(parts[1])
            case "id", "call": return .id(parts[1])
            default: return .text(String(word))
            }
        }
    }

    var isEmpty: Bool { terms.isEmpty }

    func matches(_ call: WatchedCall, at now: TranscriptTime) -> Bool {
        terms.allSatisfy { term in
            switch term {
            case .text(let part):
                SearchText.contains(call.searchable, part)
                    || call.partial.map { SearchText.contains(SearchText.folded($0), part) }
                        ?? false
            case .line(let part): SearchText.contains(SearchText.folded(call.line), part)
            case .language(let part): SearchText.folded(call.language).hasPrefix(part)
            case .state(let part): call.phase(at: now).rawValue.hasPrefix(part)
            case .outcome(let part):
                Outcome.allCases.contains { $0.rawValue.hasPrefix(part) && $0.matches(call) }
            case .id(let part): SearchText.contains(SearchText.folded(call.key.call), part)
            }
        }
    }
}
