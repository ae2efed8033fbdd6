internal import Foundation
public import Fulfilment
internal import Knowledge

/// The city's own system behind a web address: each request is one POST, its body and
/// the body of the answer are JSON. Curl does it, as a process of its own; see
/// docs/decisions/curl-asks.md, and docs/actions.md for what the system must keep to.
///
/// What fails in a way that may pass is tried again with the same `Idempotency-Key`,
/// within one time-out. A redirect is not followed.
public struct WebFulfilment: Fulfilment {
    private let address: WebAddress
    private let connection: WebConnection
    private let limits: ServiceLimits
    private let curl: String
    private let places: Places

    /// - Parameter curl: Path of the program.
    public init(
        _ address: WebAddress, connection: WebConnection = .init(),
        limits: ServiceLimits = .init(), curl: String = "/usr/bin/curl"
    ) {
        (self.address, self.connection) = (address, connection)
        (self.limits, self.curl) = (limits, curl)
        places = Places(limits.mostAtOnce)
    }

    public func fulfil(
        _ request: FulfilmentRequest
    ) throws(FulfilmentError) -> FulfilmentResponse {
        let deadline = ContinuousClock.now + limits.timeOut
        let post = CurlRequest(address: address, connection: connection, request: request)
        return try places.withOne(until: deadline, at: place) { () throws(FulfilmentError) in
            for _ in 1..<max(1, limits.attempts) {
                switch try ask(post, until: deadline, isLast: false) {
                case .body(let body): return try Reply.response(body, to: request, from: place)
                case .failure(let error, let mayPass):
                    let left = ContinuousClock.now.duration(to: deadline)
                    guard mayPass, left > limits.pause else { throw error }
                    usleep(UInt32(clamping: limits.pause.milliseconds * 1_000))
                }
            }
            switch try ask(post, until: deadline, isLast: true) {
            case .body(let body): return try Reply.response(body, to: request, from: place)
            case .failure(let error, _): throw error
            }
        }
    }

    /// Without what stands behind a question mark: it may be a secret.
    private var place: String { String(address.text.prefix { $0 != "?" && $0 != "#" }) }

    private enum Outcome {
        case body([UInt8])
        case failure(FulfilmentError, mayPass: Bool)
    }

    /// All but the last attempt get half of the time at most: a connection that hangs
    /// leaves time for another.
    private func ask(
        _ post: CurlRequest, until deadline: ContinuousClock.Instant, isLast: Bool
    ) throws(FulfilmentError) -> Outcome {
        let left = ContinuousClock.now.duration(to: deadline)
        let time = isLast ? left : min(left, limits.timeOut / 2)
        var child = try Child.start(
            curl, ["--disable", "--config", "-"], input: post.configuration(timeOut: time))
        // Curl keeps the time by itself; when it does not, it is killed.
        let output: [UInt8]
        let ending: Child.Ending
        do {
            (output, ending) = try child.read(
                most: Reply.mostBytes, until: ContinuousClock.now + time)
        } catch {
            let renamed = FulfilmentError(error.kind, place: place, operation: error.operation)
            return .failure(renamed, mayPass: error.kind == .timedOut)
        }
        guard ending == .exited(0) else { return failure(ending) }
        guard let (status, body) = CurlRequest.answer(in: output) else {
            throw FulfilmentError(.malformed, place: place, operation: "read status")
        }
        if (200...299).contains(status) { return .body(body) }
        let error = FulfilmentError(
            CurlRequest.kind(ofStatus: status), place: place, operation: "HTTP status",
            code: status)
        return .failure(error, mayPass: CurlRequest.mayPass(status: status))
    }

    private func failure(_ ending: Child.Ending) -> Outcome {
        switch ending {
        case .exited(let status):
            let error = FulfilmentError(
                CurlRequest.kind(ofExit: status), place: place, operation: "curl", code: status)
            return .failure(error, mayPass: CurlRequest.mayPass(exit: status))
        case .signalled(let signal):
            let error = FulfilmentError(
                .failed, place: place, operation: "curl, signal", code: signal)
            return .failure(error, mayPass: false)
        }
    }
}
