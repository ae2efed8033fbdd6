internal import Fulfilment
internal import Knowledge

/// What the city's own system answered.
enum Reply {
    /// More is not read: nothing that can be meant is a hundredth of it.
    static let mostBytes = 64 << 10

    /// - Throws: `malformed` for anything but a response to this very request.
    static func response(
        _ bytes: [UInt8], to request: FulfilmentRequest, from place: String
    ) throws(FulfilmentError) -> FulfilmentResponse {
        guard let json = try? JSONParser.parse(bytes).value else {
            throw FulfilmentError(.malformed, place: place, operation: "read JSON")
        }
        guard json["key"]?.text == request.key else {
            throw FulfilmentError(.malformed, place: place, operation: "compare key")
        }
        guard let response = FulfilmentResponse(json: json, to: request.errand) else {
            throw FulfilmentError(.malformed, place: place, operation: "read response")
        }
        return response
    }
}
