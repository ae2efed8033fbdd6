import Terminal
import Testing

@Suite struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.keys(from: Array(text.utf8))
    }

    @Test func lettersComeAsTheyAreTyped() {
        #expect(keys("aễ日") == [.character("a"), .character("ễ"), .character("日")])
        #expect(keys("\r\t\u{7F}\u{3}") == [.enter, .tab, .backspace, .control("c")])
    }

    @Test func bothFormsOfTheArrowsAreKnown() {
        #expect(keys("\u{1B}[A\u{1B}OB") == [.up, .down])
        #expect(
            keys("\u{1B}[5~\u{1B}[6~\u{1B}[1~\u{1B}[F\u{1B}[Z")
                == [.pageUp, .pageDown, .home, .end, .backTab])
        #expect(keys("\u{1B}[1;5A") == [.up])
    }

    @Test func aKeyMayComeInPieces() {
        var decoder = KeyDecoder()
        for byte in [0x1B, 0x5B, 0x36] as [UInt8] {
            #expect(decoder.keys(from: [byte]).isEmpty)
            #expect(decoder.isWaiting)
        }
        #expect(decoder.keys(from: [0x7E]) == [.pageDown])
        let letter = Array("ễ".utf8)
        #expect(decoder.keys(from: Array(letter.prefix(2))).isEmpty)
        #expect(decoder.keys(from: Array(letter.dropFirst(2))) == [.character("ễ")])
        #expect(!decoder.isWaiting)
    }

    @Test func aLoneEscapeIsAKeyWhenNothingFollows() {
        var decoder = KeyDecoder()
        #expect(decoder.keys(from: [0x1B]).isEmpty)
        #expect(decoder.finish() == [.escape])
        #expect(decoder.finish().isEmpty)
        #expect(decoder.keys(from: [0x1B, 0x1B]) == [.escape])
    }

    @Test func whatIsNotKnownMeansNothing() {
        #expect(keys("\u{1B}[200~x\u{1B}[201~") == [.character("x")])
        #expect(keys("\u{1B}[<0;1;1Mq") == [.character("q")])
        #expect(keys("\u{1B}fq") == [.character("q")])
        var decoder = KeyDecoder()
        #expect(decoder.keys(from: [0xFF, 0xC3, 0x28]) == [.character("(")])
        #expect(decoder.keys(from: [0x1B, 0x5B] + Array(repeating: 0x30, count: 100)).isEmpty)
        #expect(decoder.keys(from: Array("q".utf8)) == [.character("q")])
    }
}
