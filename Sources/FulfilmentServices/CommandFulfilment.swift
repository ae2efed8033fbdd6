public import Fulfilment
internal import Knowledge

/// The city's own system behind a command: it is started for each request, which it
/// reads as one line of JSON from its standard input, and writes the response to its
/// standard output. docs/actions.md says what it must keep to.
public struct CommandFulfilment: Fulfilment {
    private let path: String
    private let arguments: [String]
    private let limits: ServiceLimits
    private let places: Places

    /// - Parameter path: With a slash in it: it is not looked for in `PATH`.
    public init(_ path: String, limits: ServiceLimits = .init()) {
        self.init(path, [], limits: limits)
    }

    package init(_ path: String, _ arguments: [String], limits: ServiceLimits) {
        (self.path, self.arguments, self.limits) = (path, arguments, limits)
        places = Places(limits.mostAtOnce)
    }

    public func fulfil(
        _ request: FulfilmentRequest
    ) throws(FulfilmentError) -> FulfilmentResponse {
        let deadline = ContinuousClock.now + limits.timeOut
        return try places.withOne(until: deadline, at: path) { () throws(FulfilmentError) in
            var child = try Child.start(
                path, arguments, input: request.json.bytes + [UInt8(ascii: "\n")])
            let (output, ending) = try child.read(most: Reply.mostBytes, until: deadline)
            switch ending {
            case .exited(0): return try Reply.response(output, to: request, from: path)
            case .exited(let status):
                throw FulfilmentError(.failed, place: path, operation: "exit", code: status)
            case .signalled(let signal):
                throw FulfilmentError(.failed, place: path, operation: "signal", code: signal)
            }
        }
    }
}
