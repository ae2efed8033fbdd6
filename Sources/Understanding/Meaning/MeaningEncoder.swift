/// Makes of each text a vector of length 1, such that texts that mean alike point
/// alike, whatever their words.
///
/// A seam: this target knows no network and no file. Any number of calls share one
/// encoder, from any thread; the same text gives the same bits each time.
public protocol MeaningEncoder: Sendable {
    /// Names the weights: a model that learned with an encoder reads no other's vectors.
    var digest: String { get }
    /// Floats of a vector.
    var dimension: Int { get }
    /// Of how many equally long pieces a vector is made, each a way to look at the
    /// text. Classes are learned from all, and texts are compared by the last.
    var parts: Int { get }

    /// A vector for each text. Slow beside everything else here, some milliseconds a
    /// text; many at once cost less each.
    func encode(_ texts: [String]) -> [[Float]]
}

extension MeaningEncoder {
    public var parts: Int { 1 }
}
