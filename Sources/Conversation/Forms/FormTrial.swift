import Fulfilment
public import Knowledge

/// For measurements of how values are heard.
extension Conversation {
    /// Goes on as if the line had just asked for this, by the name of its grammar. For
    /// tests and measurements of how values are heard.
    public mutating func assume(asking name: String) {
        guard let slot = Slot(rawValue: name),
            let kind = Actions.Kind.allCases.first(where: { Slot.needed(for: $0).contains(slot) })
        else { return }
        var form = Form(kind)
        form.stage = .asking(slot)
        self.form = form
    }

    /// The day that an id of `actions.json` means today.
    public func day(_ id: String) -> Day? { slots?.day(id) }

    /// What is known of it; nil when it is not known, or nothing asks for it.
    public func value(of name: String) -> String? {
        guard let values = form?.values, let slot = Slot(rawValue: name) else { return nil }
        switch slot {
        case .service: return values.service
        case .branch: return values.branch
        case .day: return values.day?.description
        case .time: return values.time?.rawValue
        case .code: return values.code
        case .rating: return values.rating.map { String($0) }
        case .comment: return values.comment
        case .number: return values.number
        }
    }
}
