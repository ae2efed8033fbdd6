import Foundation

/// `sendump`: the mixture weights, a byte each.
struct SenoneDump {
    private let clusterCount: Int
    private var numbers: BinaryNumbers

    init?(_ path: String) {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let bytes = [UInt8](data)
        numbers = BinaryNumbers(bytes, at: 0)
        var clusters = 0
        while let length = numbers.count(atMost: 1_000), length > 0, numbers.left >= length {
            let line = String(
                decoding: bytes[numbers.place..<numbers.place + length - 1], as: UTF8.self)
            if line.hasPrefix("cluster_count ") { clusters = Int(line.dropFirst(14)) ?? -1 }
            numbers.skip(length)
        }
        clusterCount = clusters
        // What ended the loop must have been the length nought.
        guard numbers.place >= 4, bytes[(numbers.place - 4)..<numbers.place].allSatisfy({ $0 == 0 })
        else { return nil }
    }

    func fits(streams: Int, densities: Int, senones: Int) -> Bool {
        var numbers = numbers
        // Weights of clusters are packed: only the counts can be compared.
        let isPlain = clusterCount == 0
        return numbers.count() == densities && numbers.count() == senones
            && (!isPlain || numbers.left == streams * densities * senones)
    }

    /// By stream, density and senone; nil for weights of clusters.
    func weights(streams: Int, densities: Int, senones: Int) -> [UInt8]? {
        guard clusterCount == 0, fits(streams: streams, densities: densities, senones: senones)
        else { return nil }
        var numbers = numbers
        numbers.skip(8)
        return numbers.rest
    }
}
