import Fulfilment
import Knowledge

/// What the line says while it fills a form.
extension Conversation {
    /// Choices that a listener keeps in mind.
    private static let mostChoices = 5

    mutating func ask(_ slot: Slot) -> Prompt { say("ask_\(slot.rawValue)", choices(slot)) }

    mutating func help(_ slot: Slot) -> Prompt { say("help_\(slot.rawValue)", choices(slot)) }

    private func choices(_ slot: Slot) -> [String: String] {
        guard slot == .service, let actions = pack.actions else { return [:] }
        let names = actions.services.prefix(Self.mostChoices).map(\.name)
        return ["choices": names.joined(separator: ", ")]
    }

    /// What has been understood, before it is done.
    mutating func confirmation(of form: Form) -> Prompt {
        var prompt = say("confirm_\(form.kind.rawValue)", spoken(form.values))
        prompt.secret = secret(of: form.values)
        return prompt
    }

    /// What came of it, in words.
    mutating func outcome(of form: Form, _ response: FulfilmentResponse) -> [Prompt] {
        var values = spoken(form.values)
        switch response {
        case .ticket(let number):
            values["number"] = SpelledNames.spelled(number.replacing("-", with: ""))
            return [say("done_queue_ticket", values)]
        case .status(let state, let day):
            let status = say("status_\(state.rawValue)", values)
            guard let day else { return [status] }
            return [status, say("status_day", ["date": written(day)])]
        case .accepted, .refused:
            var prompt = say("done_\(form.kind.rawValue)", values)
            prompt.secret = secret(of: form.values)
            return [prompt]
        }
    }

    private func secret(of values: SlotValues) -> String? {
        (values.code ?? values.number).map(SpelledNames.spelled)
    }

    /// The values as they are said.
    private func spoken(_ values: SlotValues) -> [String: String] {
        var spoken: [String: String] = [:]
        spoken["service"] = name(values.service, in: pack.actions?.services)
        spoken["branch"] = values.branch
        spoken["time"] = name(values.time?.rawValue, in: pack.actions?.times)
        spoken["day"] = values.day.map(spokenDay)
        spoken["code"] = values.code.map(SpelledNames.spelled)
        spoken["number"] = values.number.map(SpelledNames.spelled)
        return spoken
    }

    private func name(_ id: String?, in choices: [Actions.Choice]?) -> String? {
        id.map { id in choices?.first { $0.id == id }?.name ?? id }
    }

    /// "Tomorrow", or "Monday": no more than six days ahead, that is one day.
    private func spokenDay(_ day: Day) -> String {
        let ahead = day.daysSince1970 - today.daysSince1970
        let weekday = Actions.weekdays[((day.daysSince1970 + 3) % 7 + 7) % 7]
        let days = pack.actions?.days ?? []
        let choice =
            days.first { $0.id == "+\(ahead)" && ahead < 2 } ?? days.first { $0.id == weekday }
        return choice?.name ?? written(day)
    }
}
