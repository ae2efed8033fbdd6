import ESpeakSpeech
import LanguageModel
import Testing

@Suite struct ESpeakPhonemesTests {
    @Test func anEnglishWordSoundsAsItIsRead() throws {
        let phonemes = try ESpeakPhonemes(.shared())
        #expect(phonemes.phones(for: "residence") == [["R", "EH", "Z", "IH", "D", "AH", "N", "S"]])
    }

    @Test func aVietnameseWordSoundsVietnameseFirst() throws {
        let phonemes = try ESpeakPhonemes(.shared())
        let marked = phonemes.phones(for: "kiếm")
        let unmarked = phonemes.phones(for: "kiem")
        #expect(marked.count >= 2)
        #expect(marked.first?.first == "K" && marked.first?.last == "M")
        #expect(unmarked == [["K", "IY", "M"]])
        #expect(marked.contains(["K", "IY", "M"]))
        #expect(!marked.contains { $0.count > 5 })
    }

    @Test func everyPhoneIsOneOfTheModels() throws {
        let phonemes = try ESpeakPhonemes(.shared())
        let words = [
            "nguyễn", "trãi", "đống", "đa", "hoàn", "phường", "khẩu", "vneid", "cua", "nam", "quý",
            "zalo", "notarised", "dichvucong",
        ]
        for word in words {
            let found = phonemes.phones(for: word)
            #expect(!found.isEmpty, "\(word)")
            #expect(found.joined().allSatisfy { PhoneMap.phones.contains($0) })
        }
    }

    @Test func whatCannotBeReadHasNoSound() throws {
        let phonemes = try ESpeakPhonemes(.shared())
        #expect(phonemes.phones(for: "").isEmpty)
        let silent = try ESpeakPhonemes(.shared(), voice: "xx-nowhere")
        #expect(silent.phones(for: "residence").isEmpty)
    }

    @Test func theSameWordSoundsTheSameInAnyOrder() throws {
        let phonemes = try ESpeakPhonemes(.shared())
        let words = ["kiếm", "residence", "nguyễn", "zalo", "hoàn", "phường", "cua"]
        let expected = words.map { phonemes.phones(for: $0) }
        for index in words.indices.reversed() {
            _ = try Synthesizer.shared().say("Hello.", in: SpeakingStyle(voice: "en-us"))
            #expect(phonemes.phones(for: words[index]) == expected[index])
        }
    }
}
