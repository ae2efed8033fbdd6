import Fulfilment
import Knowledge
import Transcript

/// What was done, in the words of the transcript.
extension TranscriptEvent {
    /// Values that tell who a caller is are `#`, sign by sign.
    private static let secrets: Set<String> = ["code", "number"]

    static func action(
        _ errand: Errand, _ result: Result<FulfilmentResponse, FulfilmentError>
    ) -> TranscriptEvent {
        var slots = JSONObject()
        for member in errand.slots.members {
            var value = member.value
            if secrets.contains(member.key), let text = value.text {
                value = .string(String(repeating: "#", count: text.count))
            }
            slots[member.key] = value
        }
        return .action(.init(name: errand.name, slots: slots, result: text(of: result)))
    }

    private static func text(
        of result: Result<FulfilmentResponse, FulfilmentError>
    ) -> String {
        switch result {
        case .success(.ticket(let number)): "ticket \(number)"
        case .success(.status(let state, _)): "status \(state.rawValue)"
        case .success(.accepted): "accepted"
        case .success(.refused(let reason)): "refused \(reason.rawValue)"
        case .failure(let error): "failed \(error.kind.rawValue)"
        }
    }
}
