/// Why stored bytes are no usable model. The remedy is to train again.
public enum ModelError: Error, Equatable, CustomStringConvertible {
    /// The bytes begin with something else.
    case notAModel
    /// Another version of the program wrote them.
    case version(Int)
    /// There are fewer bytes than they announce, or more.
    case truncated
    /// Their parts contradict each other.
    case inconsistent

    public var description: String {
        switch self {
        case .notAModel: "not an understanding model"
        case .version(let version): "an understanding model of another version (\(version))"
        case .truncated: "an understanding model that is cut off"
        case .inconsistent: "an understanding model that contradicts itself"
        }
    }
}
