import Foundation

/// The functions that n-gram models need, in one place.
enum Math {
    static let ln10 = 2.302_585_092_994_046

    static func power10(_ exponent: Double) -> Double {
        exponent <= -99 ? 0 : exp(exponent * ln10)
    }

    static func log(_ value: Double) -> Double { Foundation.log(value) }

    /// log10, and `NGramModel.never` for 0.
    static func log10(_ value: Double) -> Float {
        value > 0 ? Float(Foundation.log10(value)) : NGramModel.never
    }
}
