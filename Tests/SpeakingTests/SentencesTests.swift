import Audio
import Speaking
import Testing

@Suite struct SentencesTests {
    private func sentences(_ text: String) -> [String] {
        var start = 0
        return Sentences.ends(of: text).map { end in
            defer { start = end }
            return String(decoding: text.utf8.dropFirst(start).prefix(end - start), as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("You pay fifteen dong. Bring your card.", ["You pay fifteen dong.", " Bring your card."]),
        ("Really? Yes! Good", ["Really?", " Yes!", " Good"]),
        ("It opens at 8.30 a.m. and closes late.", ["It opens at 8.30 a.m. and closes late."]),
        ("Go to counter No. 5 at noon.", ["Go to counter No. 5 at noon."]),
        ("Bạn cần giấy tờ. Đến phường.", ["Bạn cần giấy tờ.", " Đến phường."]),
        ("", [""]), ("one", ["one"]), ("Wait... Then go.", ["Wait...", " Then go."]),
    ])
    func aTextFallsIntoItsSentences(_ text: String, _ expected: [String]) {
        #expect(sentences(text) == expected)
    }

    /// A word each second frame of a line of 8 kHz.
    private func loaded() -> Playout {
        let text = "One two. Three. Four"
        var playout = Playout(rate: .telephone)
        playout.begin(PromptID(7), text: text)
        let marks = [(0, 3), (4, 3), (9, 5), (16, 4)].enumerated().map {
            WordMark(textOffset: $1.0, length: $1.1, sample: $0 * 320)
        }
        playout.append(samples: [Int16](repeating: 1_000, count: 4 * 320), marks: marks)
        playout.endPrompt()
        return playout
    }

    @Test func theMouthTellsWhenASentenceBegins() {
        var playout = loaded()
        for _ in 0..<9 { _ = playout.next() }
        #expect(
            playout.takeEvents() == [
                .started(PromptID(7), atFrame: 0),
                .reached(PromptID(7), sentence: 1, atFrame: 4),
                .reached(PromptID(7), sentence: 2, atFrame: 6),
                .ended(PromptID(7), heard: "One two. Three. Four", complete: true, atFrame: 8),
            ])
    }

    @Test func aWordThatIsPlayedAgainBeginsNoOtherSentence() {
        var playout = loaded()
        for _ in 0..<5 { _ = playout.next() }
        playout.pause()
        _ = playout.next()
        playout.resume()
        for _ in 0..<2 { _ = playout.next() }
        let reached = playout.takeEvents().filter {
            if case .reached = $0 { return true }
            return false
        }
        #expect(reached == [.reached(PromptID(7), sentence: 1, atFrame: 4)])
    }
}
