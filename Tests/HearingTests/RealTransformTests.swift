import Foundation
import Testing

@testable import Hearing

@Suite struct RealTransformTests {
    private static let length = RealTransform.length

    private func rows(_ values: [Float]) -> [SIMD16<Float>] {
        stride(from: 0, to: values.count, by: 16).map { SIMD16(values[$0..<$0 + 16]) }
    }

    @Test func aCosineIsInItsBinAlone() {
        var transform = RealTransform()
        for bin in [0, 1, 5, 63, 64, 255, 511, 512] {
            let values = (0..<Self.length).map {
                Float(cos(2 * Double.pi * Double(bin * $0) / Double(Self.length)))
            }
            transform.transform(rows(values))
            let height = Float(bin == 0 || bin == 512 ? Self.length : Self.length / 2)
            for other in 0...512 {
                let expected = other == bin ? height : 0
                #expect(abs(transform.real[other] - expected) < 0.01, "\(bin) in \(other)")
                #expect(abs(transform.imaginary[other]) < 0.01, "\(bin) in \(other)")
            }
        }
    }

    @Test func anyValuesAreTransformedAsByTheDefinition() {
        var state: UInt64 = 7
        let values = (0..<Self.length).map { _ -> Float in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int(state >> 40) % 2_001 - 1_000) / 1_000
        }
        var transform = RealTransform()
        transform.transform(rows(values))
        for bin in stride(from: 0, through: 512, by: 7) {
            var (re, im) = (0.0, 0.0)
            for (index, value) in values.enumerated() {
                let angle = -2 * Double.pi * Double(bin * index % Self.length) / Double(Self.length)
                re += Double(value) * cos(angle)
                im += Double(value) * sin(angle)
            }
            #expect(abs(Double(transform.real[bin]) - re) < 1e-3, "\(bin)")
            #expect(abs(Double(transform.imaginary[bin]) - im) < 1e-3, "\(bin)")
        }
    }
}
