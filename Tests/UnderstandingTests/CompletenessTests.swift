import Testing

@testable import Understanding

@Suite struct CompletenessTests {
    private func completeness(_ text: String) throws -> Completeness {
        try SmallPack.understanding().finality(of: text).completeness
    }

    @Test(arguments: [
        "how much is a passport", "how long does a passport take",
        "where do i get form c t zero one",
    ]) func aWholeQuestionMayBeAll(_ text: String) throws {
        #expect([.complete, .likely].contains(try completeness(text)))
    }

    @Test(arguments: ["goodbye", "say that again", "yes"])
    func aCommandIsComplete(_ text: String) throws {
        #expect(try completeness(text) == .command)
    }

    /// It could be answered, and leads to a question more often than not.
    @Test func whatOnlyTellsIsIncomplete() throws {
        #expect(try completeness("i lost my identity card") == .incomplete)
    }

    @Test(arguments: [
        ("what does it cost", true), ("and for my passport how long", true),
        ("can i renew it", true),
        ("i've moved here do i have to tell somebody", true), ("i want to renew it", true),
        ("tell me about passports", true), ("i've moved here", false), ("i can", false),
        ("my card is lost", false), ("we are here", false), ("", false),
    ]) func theFormTellsWhetherSomethingIsAsked(text: String, asks: Bool) {
        let form = AskingForm(rules: .english)
        #expect(form.asks(text.split(separator: " ").map(String.init)) == asks, "\(text)")
        #expect(AskingForm(rules: LanguageRules()).asks([]))
    }

    @Test(arguments: [
        ("what does it cost", true), ("tell me about passports", true),
        ("i want to renew it", false), ("i need to renew it how long does it take", true),
        ("somebody who claims to be an officer", false),
        ("people who live here", false), ("who lives here", true),
        ("my phone is broken who can help me", true),
        ("does hanoi issue passports", true), ("hello is temporary residence needed", true),
        ("my father cannot walk can someone come", true),
        ("i rent a room is my registration still good", true),
        ("my ward got a new name last july is my card still good", true),
        ("my chip card is the old one", false), ("a thief has my phone", false),
        ("the new temporary residence card is the green one", false),
        ("my card expired is my license still valid", true),
        ("my parents are there", false), ("are there any offices", true),
        ("you have been very helpful", false), ("so you will send it", false),
        ("thank you can i come tomorrow", true), ("have lost my identity card", false),
        ("must renew my license", false), ("i live with someone do i need to register", true),
        ("they check if i live there", false), ("i was born in hue", false),
        ("when i moved here", false), ("when i can get it", true),
        ("i do not know when i moved", true), ("when is it ready", true),
        ("i want to know if it is free", true), ("any chance to do it on saturday", true),
        ("do not worry", false),
    ]) func aWishAndWhatDescribesSomebodyAreNoQuestions(text: String, isQuestion: Bool) {
        let form = AskingForm(rules: .english)
        #expect(
            form.isQuestion(text.split(separator: " ").map(String.init)) == isQuestion, "\(text)")
    }

    /// What was asked for stands before it.
    @Test(arguments: [
        ("which office do i go to", true), ("who do i talk to", true),
        ("what documents do i need", true), ("where do i hand that in", true),
        ("which office do i have to", false), ("where am i supposed to", false),
        ("can i go to", false), ("do i need", false), ("somebody who asked me for", false),
        ("what is the", false), ("to", false), ("", false), ("what is the fee for", false),
        ("which papers do i need for", false), ("what is the phone number of", false),
        ("what about", false), ("what if i need", false), ("where do i go to", false),
        ("what is the procedure to", false), ("what does it cost to", false),
        ("what is it for", true), ("what does the office help with", true),
        ("how do i do that", true), ("is it true that", false),
        ("where is the office for that", true),
    ]) func whatStandsBeforeItMayBeTaken(text: String, isStranded: Bool) throws {
        let form = AskingForm(rules: .english)
        #expect(
            form.isStranded(text.split(separator: " ").map(String.init)) == isStranded, "\(text)")
    }

    /// Each pair: what is surer to be all, and what is less sure.
    @Test(arguments: [
        ("how much is a passport", "i lost my passport"),
        ("how much is a passport", "how much is a passport um"),
        ("how much is a passport", "how much is a"),
        ("which office do i go to", "which office do i have to"), ("how much is it", "passport"),
        ("how long does a passport take", "i need a passport"),
    ]) func aQuestionIsFinalRatherThanWhatLeadsToOne(more: String, less: String) throws {
        let understanding = try SmallPack.understanding()
        #expect(
            understanding.finality(of: more).logOdds
                > understanding.finality(of: less).logOdds + 0.3)
    }

    /// "Um" takes nothing of what was said away.
    @Test(arguments: [
        ("how much is um a passport", "how much is a passport"),
        ("um what about the fee", "what about the fee"),
        ("how um long do i wait for it", "how long do i wait for it"),
    ]) func aHesitationWithinIsPassedOver(with: String, without: String) throws {
        let understanding = try SmallPack.understanding()
        let (one, other) = (
            understanding.finality(of: with), understanding.finality(of: without)
        )
        #expect(one.completeness == other.completeness)
        #expect(abs(one.logOdds - other.logOdds) < 0.2)
    }

    @Test(arguments: [
        ("um", true), ("um uh", true), ("", false), ("um yes", false), ("passport um", false),
        ("uh huh", false),
    ]) func umAloneIsNothing(text: String, isNothing: Bool) throws {
        #expect(try SmallPack.understanding().onlyHesitates(text) == isNothing)
    }

    /// After them "who" would ask nothing: they must be as the normaliser writes them.
    @Test func antecedentsAreWordsAsTheyAreHeard() throws {
        let understanding = try SmallPack.understanding()
        for word in LanguageRules.english.antecedents {
            #expect(understanding.normalizer.words(of: word) == [word], "\(word)")
        }
    }

    @Test(arguments: [
        "", "um", "hello", "hello i would like to know", "can you tell me",
        "how much is a", "where do i go for the", "i lost my", "my wife and",
    ]) func whatMustGoOnIsIncomplete(_ text: String) throws {
        #expect(try completeness(text) == .incomplete)
    }

    @Test(arguments: [
        "my code is h zero one two um", "oh nine um one two", "my code is h zero one two",
        "zero nine one two", "it is 0 1 2", "a b c d",
    ]) func digitsAndLettersAreDictation(_ text: String) throws {
        #expect(try completeness(text) == .dictating)
    }
}
