import Testing

@testable import Understanding

@Suite struct RequestFormTests {
    private let form = RequestForm(rules: .english)

    private func asksAbout(_ text: String) -> Bool {
        form.asksAbout(text.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        "how do i get a ticket for the passport counter", "who can i call back",
        "why did nobody ring me", "do you call people back", "i come on monday do i need a number",
        "hello who do i ask for a turn", "has my number been taken", "is a number needed",
        "tell me where i get a ticket", "i have no idea how one leaves a complaint",
        "i want to know whether i need a number", "tell me when somebody calls",
        "was i put on the list",
    ]) func aQuestionIsKnownByItsForm(_ text: String) {
        #expect(asksAbout(text))
    }

    @Test(arguments: [
        "could you get me a number", "may i have a ticket", "is it possible to get a turn",
        "do you mind calling me back", "do you think somebody could ring me",
        "is there any way to hold me a place", "have somebody call me", "do it for me please",
        "i need somebody who speaks english to call me", "call me when somebody is free",
        "how about you call me tomorrow", "what i need is a number", "put me down for monday",
        "i wonder if you could call me", "i want to tell you how unhappy i am",
        "a number for the desk where they do passports", "the clerk was rude note that down",
        "call me if it is possible",
    ]) func aRequestIsNone(_ text: String) {
        #expect(!asksAbout(text))
    }

    @Test func aLanguageWithoutRulesHasNoForms() {
        #expect(!RequestForm(rules: LanguageRules()).asksAbout(["how", "do", "i"]))
    }
}
