import Testing

@testable import Understanding

@Suite struct NormalizerTests {
    private func words(_ text: String) throws -> String {
        try SmallPack.normalizer().words(of: text).joined(separator: " ")
    }

    @Test(arguments: [
        ("I'm here, what's up?", "i am here what is up"),
        ("I can't and won't", "i can not and will not"),
        ("they'll say you've paid", "they will say you have paid"),
        ("the driver’s licence", "the driver license"),
    ]) func contractionsAreExpandedAndPossessivesDropped(_ text: String, _ expected: String) throws
    {
        #expect(try words(text) == expected)
    }

    @Test(arguments: [
        ("fifteen thousand dong", "15000 dong"), ("20,000 dong", "20000 dong"),
        ("20.000 dong", "20000 dong"), ("one hundred and five", "105"),
        ("one nine zero zero", "1900"), ("one nine o o", "1900"),
        ("twenty twenty six", "2026"), ("seven days", "7 days"),
        ("my nine-digit card", "my 9 digit card"),
        ("two and a half", "2 and a half"), ("11pm", "11 pm"),
    ]) func numbersAreTheSameSpokenAndTyped(_ text: String, _ expected: String) throws {
        #expect(try words(text) == expected)
    }

    @Test(arguments: ["c t zero one", "C T 01", "ct01", "CT 01", "c. t. 01", "c t o one"])
    func spelledTermsAreJoined(_ text: String) throws {
        #expect(try words("form \(text)") == "form ct01")
    }

    @Test func lettersThatAreWordsStayWords() throws {
        #expect(try words("do i need a v n e i d account") == "do i need a vneid account")
        #expect(try words("i need a form") == "i need a form")
    }

    @Test func vietnameseIsFolded() throws {
        #expect(try words("đăng ký tạm trú ở Hà Nội") == "dang ky tam tru o ha noi")
    }

    @Test(arguments: [
        ("Hello, can you tell me how much a passport is, please?", "how much a passport is"),
        ("um how much uh is you know a passport", "how much is a passport"),
        ("and how long does it take thank you", "how long does it take"),
        ("hello", "hello"), ("", ""), ("please", "please"),
    ]) func whatSurroundsAQuestionIsTakenAwayButNeverAll(_ text: String, _ expected: String) throws
    {
        #expect(try SmallPack.normalizer().question(text).text == expected)
    }

    @Test func aNameOfAThingStandsForTheThing() throws {
        let normalizer = try SmallPack.normalizer()
        let one = normalizer.question("my CCCD")
        let other = normalizer.question("my identity cards")
        #expect(one.units == other.units)
        #expect(one.words != other.words)
    }

    @Test func wordsOfOneSenseShareAConcept() throws {
        let normalizer = try SmallPack.normalizer()
        #expect(normalizer.question("it is misplaced").concepts == ["~loss"])
        #expect(normalizer.question("it was stolen").concepts == ["~loss"])
    }

    @Test func aFloodIsCutAndNoiseIsNothing() throws {
        let normalizer = try SmallPack.normalizer()
        let flood = String(repeating: "passport ", count: 10_000)
        #expect(normalizer.words(of: flood).count <= Tokenizer.mostTokens)
        #expect(normalizer.words(of: "😀 你好 \u{0}\u{1b}[;!?").isEmpty)
    }

    @Test(arguments: [
        ("registering", "registration"), ("cards", "card"), ("expired", "expires"),
        ("stolen", "steals"), ("children", "child"), ("paid", "payment"),
        ("companies", "company"), ("stopping", "stop"), ("passes", "pass"),
    ]) func formsOfAWordShareAStem(_ one: String, _ other: String) {
        #expect(LanguageRules.english.stem(one) == LanguageRules.english.stem(other))
    }

    @Test(arguments: [("police", "policy"), ("bus", "business"), ("this", "thing")])
    func differentWordsKeepDifferentStems(_ one: String, _ other: String) {
        #expect(LanguageRules.english.stem(one) != LanguageRules.english.stem(other))
    }

    @Test(arguments: [
        ("night", "knight"), ("phone", "fone"), ("residence", "residents"), ("right", "write"),
        ("vehicle", "feacle"),
    ]) func wordsThatSoundAlikeHaveNearKeys(_ one: String, _ other: String) {
        let distance = Mishearing.distance(PhoneticKey.key(of: one), PhoneticKey.key(of: other))
        #expect(distance <= 2)
    }

    @Test func wordsThatSoundDifferentHaveFarKeys() {
        let distance = Mishearing.distance(
            PhoneticKey.key(of: "passport"), PhoneticKey.key(of: "weather"))
        #expect(distance > 4)
    }
}
