/// Names for the calls of one run, each given once: a call's transcript and its
/// recording go by it.
public struct CallNames: Sendable {
    private var given: Set<String> = []

    public init() {}

    /// The name that is wanted; with `-2`, `-3` … after it when it is given or taken
    /// already. It names a file, so it holds no `/`.
    /// - Parameter isTaken: Whether somebody else has the name.
    public mutating func unique(
        _ wanted: String, isTaken: (String) -> Bool = { _ in false }
    ) -> String {
        let wanted = String(wanted.map { $0 == "/" ? "-" : $0 })
        var name = wanted
        var number = 1
        while given.contains(name) || isTaken(name) {
            number += 1
            name = "\(wanted)-\(number)"
        }
        given.insert(name)
        return name
    }
}
