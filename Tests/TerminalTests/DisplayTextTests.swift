import Terminal
import Testing

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("plain", 5), ("Đăng ký tạm trú", 15), ("e\u{302}\u{301}", 1), ("日本", 4), ("ｶﾞ", 2),
        ("한국", 4), ("각", 2), ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧", 6),
        ("❤️", 1), ("a\u{200B}b", 2), ("co\u{AD}op", 4), ("", 0), ("ก็", 1), ("１", 2),
    ])
    func aTextHasTheWidthOfItsLetters(text: String, width: Int) {
        #expect(DisplayText.width(of: text) == width)
    }

    @Test(arguments: [
        "\u{1B}[2J", "\u{9B}31m", "a\u{202E}b", "\u{2066}x\u{2069}", "\u{7}",
        "\u{1B}]52;c;eA==\u{7}",
        "\u{200F}", "\u{E000}", "\u{FFFF}", "\u{90}q", "\u{0}", "\u{7F}", "\u{61C}", "\u{FFF9}",
    ])
    func nothingThatATerminalObeysIsLeft(text: String) {
        let shown = DisplayText(text).text
        for scalar in shown.unicodeScalars {
            let category = scalar.properties.generalCategory
            #expect(![.control, .format, .privateUse, .unassigned].contains(category))
        }
        #expect(shown.contains("\u{FFFD}"))
    }

    @Test func lineBreaksAreBlanks() {
        #expect(DisplayText("a\nb\r\tc\u{2028}d").text == "a b  c d")
    }

    @Test func marksOnOneLetterAreLimited() {
        let zalgo = "o" + String(repeating: "\u{301}", count: 50)
        #expect(DisplayText(zalgo).text.unicodeScalars.count == 5)
        // A mark without a letter has nothing to stand upon.
        #expect(DisplayText("\u{301}a").text == "a")
    }

    @Test func aClippedTextSaysSoAndKeepsWideLettersWhole() {
        #expect(DisplayText("residence").clipped(to: 5).text == "resi…")
        #expect(DisplayText("日本語").clipped(to: 4).text == "日…")
        #expect(DisplayText("日本語").clipped(to: 6).text == "日本語")
        #expect(DisplayText("two words").clipped(to: 5).text == "two…")
        #expect(DisplayText("ab").clipped(to: 0).text == "")
    }

    private func lines(_ text: String, _ columns: Int) -> [String] {
        let shown = DisplayText(text)
        return shown.lines(of: columns).map { shown.pieces[$0].map(\.text).joined() }
    }

    @Test func linesAreBrokenAtBlanks() {
        #expect(lines("which papers do I need", 10) == ["which", "papers do", "I need"])
        #expect(lines("0123456789abc x", 10) == ["0123456789", "abc x"])
        #expect(lines("0123456789 abc", 10) == ["0123456789", "abc"])
        #expect(lines("日本語日本語", 5) == ["日本", "語日", "本語"])
        #expect(lines("", 10) == [""])
    }

    @Test func noLineIsWiderThanItMayBe() {
        let words = "Đăng ký tạm trú 日本語 👨‍👩‍👧 e\u{302}\u{301} averyveryverylongword  two  blanks "
        for columns in 2...60 {
            for line in lines(words, columns) {
                #expect(DisplayText.width(of: line) <= columns)
            }
        }
    }
}
