internal import Fulfilment
internal import Processes

extension FulfilmentError {
    /// A command that could not be run.
    init(_ error: ProcessError) {
        let kind: Kind =
            switch error.kind {
            case .notPermitted: .notPermitted
            case .missing: .missing
            case .notExecutable: .notExecutable
            case .timedOut: .timedOut
            case .tooLarge: .tooLarge
            case .exhausted, .other: .other
            }
        self.init(kind, place: error.program, operation: error.operation, code: error.code)
    }
}
