import Testing

@testable import Understanding

@Suite struct EchoFormTests {
    private let form = EchoForm(rules: .english)

    private func measure(_ text: String) -> Measure? {
        form.measure(askedBy: text.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        "how much is that", "how much would that be", "how much was it again", "how high is it",
        "how many million", "how much do i have to pay then", "what does it cost",
        "wait a second how much is it", "hang on how much was that",
    ]) func anAmountIsAskedForOnceMore(_ text: String) {
        #expect(measure(text) == .amount)
    }

    @Test(arguments: [
        "how long is that", "how long was that again", "until when was it", "how many days exactly",
    ]) func aSpanIsAskedForOnceMore(_ text: String) {
        #expect(measure(text) == .span)
    }

    /// They say what the amount, or the span, is to be of; or ask for neither.
    @Test(arguments: [
        "how much is a new one for my son", "how much does the renewal cost",
        "how long does it take",
        "how long is it valid", "how long do i wait", "how long do i have to wait",
        "and what are the hours", "which days", "what year", "where is that", "that is too much",
        "it costs a million", "how do i pay", "where can i pay it", "when do i pay",
        "who has to pay", "what do i do until then", "how many", "how many do i need",
    ]) func whatSaysMoreIsNoEcho(_ text: String) {
        #expect(measure(text) == nil)
    }
}
