/// A `--fulfilment` that cannot be meant, or settings that cannot be used. A usage
/// error: exit status 2.
public struct FulfilmentOptionError: Error, Equatable, CustomStringConvertible {
    public let message: String

    init(_ message: String) { self.message = message }

    public var description: String { message }
}
