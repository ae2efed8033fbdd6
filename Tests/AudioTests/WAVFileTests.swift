import Audio
import Testing

@Suite struct WAVFileTests {
    @Test func readsWhatItWrites() throws {
        let mono = WAVFile(rate: .telephone, samples: [0, 1, -1, .max, .min])
        #expect(try WAVFile(bytes: mono.bytes) == mono)
        let stereo = WAVFile(rate: .compactDisc, channels: [[1, 2, 3], [-1, -2, -3]])
        #expect(try WAVFile(bytes: stereo.bytes) == stereo)
        #expect(stereo.bytes.count == 44 + 12)
    }

    @Test func writesTelephoneSoundInOneByteASample() throws {
        for law in G711.allCases {
            let samples = law.decode([0, 0x55, 0xAA, 0x80, 0xFF].map { UInt8($0) })
            let file = WAVFile(rate: .telephone, channels: [samples], coding: .g711(law))
            #expect(file.bytes.count == 58 + 5 + 1)
            #expect(try WAVFile(bytes: file.bytes) == file)
        }
    }

    @Test func readsEveryWidthOfPCM() throws {
        var file = WAVBuilder(bits: 8, sound: [0, 128, 255])
        #expect(try file.read().channels == [[-32_768, 0, 32_512]])
        file = WAVBuilder(bits: 16, sound: [0, 0x80, 0xFF, 0x7F])
        #expect(try file.read().channels == [[.min, .max]])
        file = WAVBuilder(bits: 24, sound: [0x7F, 1, 0, 0x80, 1, 0, 0xFF, 0xFF, 0x7F, 0, 0, 0x80])
        #expect(try file.read().channels == [[1, 2, .max, .min]])
        file = WAVBuilder(bits: 32, sound: [0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 5, 0])
        #expect(try file.read().channels == [[-1, 5]])
        #expect(try file.read().coding == .pcm(bits: 32))
    }

    @Test func readsFloatAndMakesNoNoiseOfWhatIsNoNumber() throws {
        let values: [Float] = [0, 0.5, -1, 1, 7, -.infinity, .nan, .leastNonzeroMagnitude]
        let expected: [Int16] = [0, 16_384, .min, .max, .max, .min, 0, 0]
        let single = values.flatMap { WAVBuilder.number(Int($0.bitPattern), 4) }
        let double = values.flatMap {
            WAVBuilder.number(Int(truncatingIfNeeded: Double($0).bitPattern), 8)
        }
        #expect(try WAVBuilder(code: 3, bits: 32, sound: single).read().channels == [expected])
        #expect(try WAVBuilder(code: 3, bits: 64, sound: double).read().channels == [expected])
    }

    @Test func readsG711() throws {
        let aLaw = WAVBuilder(code: 6, hertz: 8_000, bits: 8, sound: [0xD5, 0xAA, 0x2A])
        #expect(try aLaw.read().channels == [[8, 32_256, -32_256]])
        let muLaw = WAVBuilder(code: 7, hertz: 8_000, bits: 8, sound: [0xFF, 0x80, 0x00])
        #expect(try muLaw.read().channels == [[0, 32_124, -32_124]])
    }

    @Test func readsAnExtensibleHeader() throws {
        let file = WAVBuilder(code: 0xFFFE, channelCount: 2, hertz: 48_000, extensibleCode: 1)
        #expect(try file.read().coding == .pcm16)
        // Of three values, the last is half a frame.
        #expect(try file.read().channels == [[1], [2]])
    }

    @Test func readsEveryChannelUpToEight() throws {
        let file = WAVBuilder(channelCount: 8, bits: 8, sound: (121...136).map { UInt8($0) })
        let channels = try file.read().channels
        #expect(channels.count == 8)
        #expect(channels[0] == [-7 * 256, 256])
        #expect(channels[7] == [0, 8 * 256])
    }

    @Test func skipsChunksThatItDoesNotKnow() throws {
        let file = WAVBuilder(extra: [("LIST", [1, 2, 3]), ("bext", []), ("fact", [0, 0, 0, 0])])
        #expect(try file.read().channels == [[1, 2, 3]])
    }

    @Test func toleratesATagAfterTheSound() throws {
        let tag = Array("TAG".utf8) + [UInt8](repeating: 32, count: 125)
        #expect(try WAVFile(bytes: WAVBuilder().bytes + tag).channels == [[1, 2, 3]])
    }

    @Test func aFileWrittenPieceByPieceIsTheFileWrittenAtOnce() {
        let left: [Int16] = [1, 2, 3, 4]
        let right: [Int16] = [5, 6, 7, 8]
        for coding in [WAVCoding.pcm16, .aLaw, .muLaw] {
            let header = WAVHeader(rate: .wideband, channelCount: 2, coding: coding)
            var streamed = header.bytes(frameCount: 0)
            #expect(streamed.count == header.byteCount)
            streamed += header.encode([Array(left[..<1]), Array(right[..<1])])
            streamed += header.encode([Array(left[1...]), Array(right[1...])])
            streamed += header.padding(frameCount: 4)
            streamed.replaceSubrange(..<header.byteCount, with: header.bytes(frameCount: 4))
            let whole = WAVFile(rate: .wideband, channels: [left, right], coding: coding)
            #expect(streamed == whole.bytes)
        }
    }
}
