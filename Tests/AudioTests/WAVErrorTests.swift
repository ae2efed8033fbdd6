import Audio
import Testing

@Suite struct WAVErrorTests {
    private func error(of bytes: [UInt8]) -> WAVError? {
        do throws(WAVError) {
            _ = try WAVFile(bytes: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func anEmptyFileIsCalledEmpty() {
        #expect(error(of: []) == WAVError(kind: .empty, offset: 0))
    }

    @Test func anotherFormatIsCalledByItsName() {
        let formats: [(String, String)] = [
            ("fLaC\0\0\0\u{22}", "FLAC"), ("OggS\0\u{2}\0\0", "Ogg"), ("ID3\u{4}\0\0", "MP3"),
            ("RIFX\0\0\0\0WAVE", "big-endian WAV (RIFX)"), ("RF64\0\0\0\0WAVE", "RF64"),
            ("RIFF\0\0\0\0AVI ", "AVI"), ("\0\0\0\0ftypM4A ", "MPEG-4 audio"),
        ]
        for (text, name) in formats {
            let kind = error(of: Array(text.utf8))?.kind
            #expect(kind == .notWAV(looksLike: name), "\(text)")
        }
        #expect(error(of: [0xFF, 0xFB, 0x90, 0x64])?.kind == .notWAV(looksLike: "MP3"))
        #expect(error(of: Array("Hello, caller".utf8))?.kind == .notWAV(looksLike: nil))
    }

    @Test func aHeaderThatBreaksOffIsFoundAtEveryByte() {
        let bytes = WAVBuilder().bytes
        for count in 1..<(bytes.count - 6) {
            let error = error(of: Array(bytes.prefix(count)))
            switch error?.kind {
            case .truncatedHeader, .truncatedChunk, .truncatedData, .formatMissing, .dataMissing:
                #expect((error?.offset ?? .max) <= count)
            default: Issue.record("\(count) bytes: \(String(describing: error))")
            }
        }
    }

    @Test func soundThatIsCutOffIsCountedInBytes() {
        let bytes = WAVBuilder(sound: [UInt8](repeating: 1, count: 100)).bytes
        let expected = WAVError(kind: .truncatedData(declared: 100, present: 60), offset: 36)
        #expect(error(of: bytes.dropLast(40)) == expected)
        let error = WAVBuilder(declaredByteCount: 0xFFFF_FFFE).error()
        #expect(error?.kind == .truncatedData(declared: 4_294_967_294, present: 6))
        #expect(error?.description.contains("declares 4294967294 bytes") == true)
        #expect(error?.remedy(for: "a.wav") == "sox --ignore-length a.wav fixed.wav")
    }

    @Test func soundThatWasWrittenToAPipeGoesToTheEndOfTheFile() {
        let sound = [UInt8](repeating: 1, count: 100)
        let bytes = WAVBuilder(sound: sound, declaredByteCount: 0xFFFF_FFFF).bytes
        #expect(error(of: bytes) == nil)
        #expect(error(of: Array(bytes.prefix(44)))?.kind == .noSamples(following: 0))
    }

    @Test func aHeaderThatPromisesTooLittleIsNotBelieved() {
        let sound = [UInt8](repeating: 0x85, count: 8_000)
        let error = WAVBuilder(sound: sound, declaredByteCount: 20).error()
        #expect(error?.kind == .strayBytes(declared: 20, following: 7_980))
    }

    @Test func aFileOfNoSamplesIsAnError() {
        #expect(WAVBuilder(sound: []).error()?.kind == .noSamples(following: 0))
        #expect(WAVBuilder(sound: [1, 0]).error() == nil)
        // Less than one frame is nothing, too.
        let half = WAVBuilder(channelCount: 2, sound: [1, 0]).error()
        #expect(half?.kind == .noSamples(following: 0))
        let killed = WAVBuilder(sound: [0x85, 1, 2, 3], declaredByteCount: 0).error()
        #expect(killed?.kind == .noSamples(following: 4))
    }

    @Test func missingChunksAreNamed() {
        let bytes = WAVBuilder().bytes
        #expect(error(of: Array(bytes.prefix(36)))?.kind == .dataMissing)
        let noFormat = Array(bytes.prefix(12) + bytes.dropFirst(36))
        #expect(error(of: noFormat) == WAVError(kind: .formatMissing, offset: 12))
    }

    @Test func aChunkThatIsTooLongIsNamed() {
        var bytes = WAVBuilder(extra: [("LIST", [0, 0])]).bytes
        bytes[43] = 0x7F
        let declared = 0x7F00_0002
        #expect(
            error(of: bytes)?.kind
                == .truncatedChunk(name: "LIST", declared: declared, present: bytes.count - 44))
    }

    @Test func whatIsNotSupportedIsNamed() {
        let cases: [(WAVBuilder, WAVError.Kind)] = [
            (WAVBuilder(code: 0x11, bits: 4, frameByteCount: 1), .unsupportedCoding(0x11)),
            (WAVBuilder(code: 0xFFFE, extensibleCode: 0x55), .unsupportedCoding(0x55)),
            (WAVBuilder(bits: 12, frameByteCount: 2), .unsupportedBits(12)),
            (WAVBuilder(code: 3, bits: 16), .unsupportedBits(16)),
            (WAVBuilder(channelCount: 0), .unsupportedChannels(0)),
            (WAVBuilder(channelCount: 9), .unsupportedChannels(9)),
            (WAVBuilder(hertz: 0), .unsupportedRate(0)),
            (WAVBuilder(hertz: 384_000), .unsupportedRate(384_000)),
            (WAVBuilder(frameByteCount: 4), .inconsistentFrame(declared: 4, needed: 2)),
            (WAVBuilder(code: 0xFFFE), .unsupportedCoding(0xFFFE)),
        ]
        for (file, kind) in cases.dropLast() { #expect(file.error()?.kind == kind) }
        // An extensible header without its extension.
        #expect(cases.last?.0.error()?.kind == .truncatedHeader)
    }

    @Test func everyErrorHasAPlaceAndARemedyThatNamesTheFile() {
        let error = WAVBuilder(code: 2, bits: 4, frameByteCount: 1).error()
        #expect(
            error?.description == "the sound is coded as Microsoft ADPCM, not as PCM, float, "
                + "A-law or μ-law (at byte 20); remedy: sox FILE.wav -e signed-integer -b 16 "
                + "fixed.wav")
        #expect(error?.remedy(for: "a.wav").contains("sox a.wav") == true)
        #expect(self.error(of: Array("fLaC".utf8))?.remedy.contains("-t flac") == true)
        #expect(self.error(of: Array("RF64".utf8))?.remedy.contains("ffmpeg") == true)
    }
}
