import Audio
import Testing

@Suite struct G711Tests {
    /// Tables 1a to 2b of the Recommendation, at 16 bits.
    @Test func knownCodesHaveTheValuesOfTheRecommendation() {
        let aLaw: [(UInt8, Int16)] = [
            (0xD5, 8), (0x55, -8), (0xD4, 24), (0x80, 5_504), (0xAA, 32_256), (0x2A, -32_256),
            (0xC5, 264), (0xF5, 528), (0x85, 4_224),
        ]
        for (code, value) in aLaw {
            #expect(G711.aLaw.decode(code) == value)
            #expect(G711.aLaw.encode(value) == code)
        }
        let muLaw: [(UInt8, Int16)] = [
            (0xFF, 0), (0xFE, 8), (0x80, 32_124), (0x00, -32_124), (0xEF, 132), (0x7E, -8),
            (0x8F, 16_764),
        ]
        for (code, value) in muLaw {
            #expect(G711.muLaw.decode(code) == value)
            #expect(G711.muLaw.encode(value) == code)
        }
    }

    @Test func everyCodeSurvivesARoundTrip() {
        for code in UInt8.min...UInt8.max {
            #expect(G711.aLaw.encode(G711.aLaw.decode(code)) == code)
            // μ-law has two zeros.
            let expected: UInt8 = code == 0x7F ? 0xFF : code
            #expect(G711.muLaw.encode(G711.muLaw.decode(code)) == expected)
        }
    }

    @Test func noSampleMovesByMoreThanHalfAStep() {
        for sample in Int16.min...Int16.max {
            let value = Int(sample)
            let aLaw = abs(Int(G711.aLaw.decode(G711.aLaw.encode(sample))) - value)
            #expect(aLaw <= max(16, abs(value) / 32 + 16), "\(sample)")
            let muLaw = abs(Int(G711.muLaw.decode(G711.muLaw.encode(sample))) - value)
            let clipped = max(0, abs(value) - 32_124)
            #expect(muLaw <= max(clipped, (abs(value) + 132) / 32 + 4), "\(sample)")
        }
    }

    @Test func louderIsNeverCodedAsSofter() {
        for law in G711.allCases {
            let decoded = (Int16.min...Int16.max).map { law.decode(law.encode($0)) }
            #expect(zip(decoded, decoded.dropFirst()).allSatisfy { $0 <= $1 })
            #expect(law.decode(law.encode([0, 1_000, -1_000])).count == 3)
        }
    }
}
