/// A call among several folders: two of them may have calls of one id.
public struct CallKey: Sendable, Hashable {
    /// Counts the folders from 0.
    public let folder: Int

    /// The call's id.
    public let call: String

    public init(folder: Int, call: String) {
        self.folder = folder
        self.call = call
    }
}
