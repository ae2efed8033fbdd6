internal import CallLog
internal import Transcript

/// Which calls are shown. Words must all be in a call's transcript, id or line;
/// `line:`, `lang:`, `state:`, `outcome:` and `id:` look at one thing only.
struct CallFilter: Sendable, Equatable {
    /// What one key looks for, one after the other.
    enum Outcome: Sendable, Equatable {
        case call(CallOutcome)
        case fault

        static let all: [Outcome] = [
            .call(.answered), .call(.askedBack), .call(.refused), .call(.acted),
            .call(.transferred), .fault,
        ]

        var name: String {
            switch self {
            case .call(let outcome): outcome.rawValue
            case .fault: "fault"
            }
        }

        func matches(_ call: WatchedCall) -> Bool {
            switch self {
            case .call(let outcome): call.outcome == outcome
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
            case .language(let part): SearchText.folded(call.summary.language).hasPrefix(part)
            case .state(let part): call.phase(at: now).rawValue.hasPrefix(part)
            case .outcome(let part):
                call.outcome.rawValue.hasPrefix(part)
                    || (Outcome.fault.name.hasPrefix(part) && call.hasFault)
            case .id(let part): SearchText.contains(SearchText.folded(call.key.call), part)
            }
        }
    }
}
