import Foundation
import Knowledge
import Testing

@Suite struct PackTests {
    @Test func aGoodPackHasNoProblems() throws {
        #expect(LanguagePack.validate(FixturePack.good, today: FixturePack.today) == [])
    }

    @Test func aGoodPackIsReadAsItIsWritten() throws {
        let pack = try LanguagePack.load(from: FixturePack.good)
        #expect(pack.tag == "en-US")
        #expect(pack.language.thresholds == ["accept": 0.5])
        #expect(
            pack.entries.map(\.id) == [
                "identity.lost.how", "residence.temporary.fee", "residence.temporary.where",
            ])
        #expect(pack.topics.map(\.id) == ["identity", "residence"])
        #expect(pack.topics.first?.entries == ["identity.lost.how"])
        let fee = try #require(pack.entry("residence.temporary.fee"))
        #expect(fee.topic == "residence")
        #expect(fee.facts == ["RES-09"])
        #expect(fee.aspects == ["fee"])
        #expect(fee.questions.count == 8)
        #expect(fee.details["counter_dong"]?.integer == 15000)
        #expect(fee.validFrom == Day("2026-07-01"))
        #expect(fee.validUntil == nil)
        #expect(pack.entry("residence") == nil)
        #expect(pack.carriers.before.map(\.source).contains("can you [please] tell me"))
        #expect(pack.carriers.fillers == ["um", "uh", "er"])
        #expect(pack.controls["repeat"]?.count == 2)
        #expect(pack.vague.map(\.id) == ["temporary-residence"])
        #expect(
            pack.vague.first?.between == ["residence.temporary.fee", "residence.temporary.where"])
        #expect(pack.negatives == ["sing me a song", "tell me a joke"])
        #expect(
            pack.senses == ["cost": ["how much", "price"], "place": ["where", "which office"]])
        #expect(pack.synonyms["identity card"] == ["ID card", "CCCD", "citizen card"])
        #expect(
            pack.pronunciations == [
                Pronunciation(word: "cua", phones: ["K", "UW", "AH"]),
                Pronunciation(word: "nam", phones: ["N", "AA", "M"]),
                Pronunciation(word: "nam", phones: ["N", "AE", "M"]),
            ])
    }

    @Test func anAnswerHoldsFromItsFirstToItsLastDay() throws {
        let pack = try LanguagePack.load(from: FixturePack.fixtures.appending(path: "expired"))
        let entry = try #require(pack.entry("identity.lost.how"))
        let days = ["2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01"]
        #expect(
            try days.map { entry.isCurrent(on: try #require(Day($0))) } == [
                false, true, true, false,
            ])
    }

    @Test func theContentHashChangesWithAnyFileAndOnlyThen() throws {
        let hash = try LanguagePack.load(from: FixturePack.good).contentHash
        #expect(hash.count == 64)
        let copy = try FixturePack()
        #expect(try LanguagePack.load(from: copy.folder).contentHash == hash)
        try copy.write("not of the pack", to: "notes~")
        try copy.write("not of the pack", to: ".hidden.json")
        #expect(try LanguagePack.load(from: copy.folder).contentHash == hash)
        var hashes = [hash]
        for file in [
            "phrases.json", "lists.json", "pronunciations.dict", "knowledge/identity.json",
            "telephone.mllr",
        ] {
            let place = copy.folder.appending(path: file)
            try Data((try Data(contentsOf: place)) + Data("\n".utf8)).write(to: place)
            hashes.append(try LanguagePack.load(from: copy.folder).contentHash)
        }
        #expect(Set(hashes).count == 6)
    }

    @Test func phrasesTakeTurnsAndAreFilledIn() throws {
        let phrases = try LanguagePack.load(from: FixturePack.good).phrases
        let values = ["a": "the fee", "b": "the place"]
        #expect(
            phrases.text("clarify_two", variant: 0, values: values)
                == "Do you mean the fee, or the place?")
        #expect(
            phrases.text("clarify_two", variant: 3, values: values)
                == "Is it about the fee, or the place?")
        #expect(phrases.text("greeting", variant: -1).hasPrefix("Good day"))
        #expect(phrases.text("greeting", variant: .min) != "")
        #expect(phrases.text("unknown", variant: 0) == "")
        #expect(phrases.text("expired", variant: 0) == "What I know about  held until .")
        #expect(phrases.keys.contains("refuse"))
    }

    @Test func loadThrowsAllErrorsAndNoWarning() throws {
        let pack = try FixturePack()
        try pack.replace("\"RES-08\"", with: "8", in: "knowledge/residence.json")
        try pack.replace("\"fee\"", with: "\"price\"", in: "knowledge/residence.json")
        try pack.replace("\"speaking_rate\"", with: "\"speed\"", in: "language.json")
        let error = #expect(throws: PackError.self) { try LanguagePack.load(from: pack.folder) }
        #expect(error?.problems.count == 2)
        #expect(error?.problems.allSatisfy { $0.severity == .error } == true)
        #expect(error?.description.split(separator: "\n").count == 2)
    }

    @Test func aFolderThatIsNotThereIsNamed() {
        let folder = FixturePack.fixtures.appending(path: "nowhere")
        let error = #expect(throws: PackError.self) { try LanguagePack.load(from: folder) }
        #expect(
            error?.description
                == "\(folder.path): error: there is no such folder; remedy: name the folder of a "
                + "language pack, such as models/en-US")
    }

    @Test func whatARecognizerHeardIsReadByTemplate() throws {
        let pack = try FixturePack()
        try pack.write(
            "# made\ntemporary residence fee\ttemporary residents tea\n", to: "heard.tsv")
        #expect(pack.problems() == [])
        let heard = try LanguagePack.load(from: pack.folder).heard
        #expect(heard == ["temporary residence fee": ["temporary residents tea"]])
    }

    @Test(arguments: ["temporary residence fee", "\tfee", "a\tb\tc"])
    func aLineOfWhatWasHeardHasTwoParts(_ line: String) throws {
        let pack = try FixturePack()
        try pack.write("# made\n\(line)\n", to: "heard.tsv")
        #expect(
            pack.problems() == [
                "heard.tsv:2: error: the line is not a template, a tab, and what was heard; "
                    + "remedy: make the file anew: scripts/hear-templates"
            ])
    }

    @Test func whatWasHeardOfOldQuestionsIsFlagged() throws {
        let pack = try FixturePack()
        try pack.write("what did it cost\twater the cost\n", to: "heard.tsv")
        #expect(
            pack.problems() == [
                "heard.tsv: warning: 1 of 1 questions that were heard are no longer asked that "
                    + "way; remedy: make the file anew: scripts/hear-templates"
            ])
    }
}
