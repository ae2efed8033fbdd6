import Foundation
import Knowledge
import Testing

/// Every mistake that an editor can make, and the sentence that mends it.
@Suite struct PackProblemTests {
    private static let residence = "knowledge/residence.json"
    private static let identity = "knowledge/identity.json"

    /// A change to a file of the good pack and all problems that follow.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let file: String
        let old: String
        let new: String
        let problems: [String]

        var testDescription: String { "\(file): \(old) → \(new)" }

        init(_ file: String, _ old: String, _ new: String, _ problems: String...) {
            self.file = file
            self.old = old
            self.new = new
            self.problems = problems
        }
    }

    @Test(arguments: [
        Mistake(
            residence, "\"residence.temporary.fee\",", "\"residence.temporary.fee\"",
            "knowledge/residence.json:8:7: error: ',' or '}' is missing before this; remedy: write "
                + "one of them after the value before"),
        Mistake(
            residence, "residence.temporary.fee", "identity.lost.how",
            "knowledge/residence.json:7:13: error: the id 'identity.lost.how' is already used in "
                + "knowledge/identity.json:6; remedy: give one of the two another id"),
        Mistake(
            residence, "residence.temporary.fee", "Residence fee",
            "knowledge/residence.json:7:13: error: the id 'Residence fee' is not well formed; "
                + "remedy: write lower-case words with dots between, such as "
                + "residence.temporary.fee"),
        Mistake(
            residence, "how much (does it cost|is it)", "how much (does it cost|is it",
            "knowledge/residence.json:17:9: error: the template \"how much (does it cost|is it to "
                + "register temporary residence\" cannot be read: '(' at column 10 is not closed; "
                + "remedy: add the missing ')'",
            "knowledge/residence.json:18:9: warning: 'residence.temporary.fee' has only 7 "
                + "questions; remedy: write at least 8, as people speak"),
        Mistake(
            residence, "in {ward}", "in {wards}",
            "knowledge/residence.json:21:9: error: {wards} names no list of lists.json; remedy: did "
                + "you mean {ward}?"),
        Mistake(
            identity, "\"answer\": \"Report", "\"answers\": \"Report",
            "knowledge/identity.json:5:5: error: \"answer\" is missing; there is \"answers\"; "
                + "remedy: rename it to \"answer\""),
        Mistake(
            identity,
            "\"Report it in the app or at any identity card counter; your data is already there.\"",
            "\" \"",
            "knowledge/identity.json:26:17: error: \"answer\" is empty; remedy: write \"You …\""),
        Mistake(
            identity, "Report it", String(repeating: "Report it. ", count: 60),
            "knowledge/identity.json:26:17: error: the answer has 732 characters, more than 600; "
                + "remedy: say the most important in one to three sentences"),
        Mistake(
            identity, "[\n        \"https://example.org/residence\"\n      ]", "[]",
            "knowledge/identity.json:29:17: error: the answer has no source; remedy: say where it "
                + "was taken from"),
        Mistake(
            identity, "\"source\"", "\"sources\"",
            "knowledge/identity.json:5:5: error: \"source\" is missing; there is \"sources\"; "
                + "remedy: rename it to \"source\""),
        Mistake(
            identity, "\"2026-07-01\"", "\"2026-02-30\"",
            "knowledge/identity.json:32:21: error: \"valid_from\" is '2026-02-30', which is no day; "
                + "remedy: write YYYY-MM-DD, such as 2026-07-01"),
        Mistake(
            identity, "\"2026-07-01\"", "20260701",
            "knowledge/identity.json:32:21: error: \"valid_from\" is a number, not a text; remedy: "
                + "write \"2026-07-01\""),
        Mistake(
            identity, "\"valid_until\": null", "\"valid_until\": \"2026-06-30\"",
            "knowledge/identity.json:5:5: warning: the answer of 'identity.lost.how' was valid until "
                + "2026-06-30; remedy: write what holds now, and its dates",
            "knowledge/identity.json:33:22: error: \"valid_until\" 2026-06-30 is before "
                + "\"valid_from\" 2026-07-01; remedy: exchange or correct them"),
        Mistake(
            identity, "\"lost\"", "\"losst\"",
            "knowledge/identity.json:14:9: error: 'losst' is no aspect; remedy: did you mean "
                + "\"lost\"?"),
        Mistake(
            identity, "[\n        \"IDC-04\"\n      ]", "\"IDC-04\"",
            "knowledge/identity.json:7:15: error: \"fact\" is a text, not a list of texts; remedy: "
                + "write [\"RES-09\"]"),
        Mistake(
            identity, "\"legal_basis\"", "\"legal_bases\"",
            "knowledge/identity.json:28:7: warning: the field \"legal_bases\" is not known and is "
                + "ignored; remedy: did you mean \"legal_basis\"?"),
        Mistake(
            identity, "\"facts\": {}", "\"facts\": [1]",
            "knowledge/identity.json:27:16: error: \"facts\" is a list, not an object; remedy: write "
                + "{ … }"),
        Mistake(
            identity, "\"entries\": [", "\"entries\": [ 7,",
            "knowledge/identity.json:4:16: error: an entry is a number; remedy: write an object: "
                + "{ … }"),
        Mistake(
            "phrases.json", "\"refuse\"", "\"refuses\"",
            "phrases.json:1:1: error: the phrase \"refuse\" is missing; remedy: rename \"refuses\" "
                + "to \"refuse\""),
        Mistake(
            "phrases.json", "Is it about {a}, or {b}?", "Is it about {a}, or {c}?",
            "phrases.json:44:5: error: \"clarify_two\" has no value {c}; remedy: use {a}, {b}",
            "phrases.json:44:5: error: this wording of \"clarify_two\" does not name {b}; remedy: "
                + "add {b}, or the caller cannot choose it"),
        Mistake(
            "phrases.json", "held until {date}", "held until {date",
            "phrases.json:50:5: error: a brace in \"What I know about {title} held until {date.\" "
                + "has no partner or holds no name; remedy: write {name}"),
        Mistake(
            "lists.json", "\"Cua Nam\",", "\"Cua Nam\", \"Cua Nam\", \"\",",
            "lists.json:3:16: warning: \"Cua Nam\" is twice in \"ward\", first in line 3; remedy: "
                + "delete one",
            "lists.json:3:27: error: \"ward\" holds an empty text; remedy: delete or fill it"),
        Mistake(
            "lists.json", "{", "{ \"My wards\": [\"Lang\"],",
            "lists.json:1:3: error: no template can name the list \"My wards\"; remedy: use a-z, "
                + "0-9, _ and - only"),
        Mistake(
            "synonyms.json", "[", "[], \"x\": [",
            "synonyms.json:2:3: error: the list \"identity card\" is empty; remedy: add a value or "
                + "delete the list"),
        Mistake(
            "pronunciations.dict", "K UW AH", "K UW0 AH",
            "pronunciations.dict:2: error: 'UW0' is no phone; remedy: write UW, without stress"),
        Mistake(
            "pronunciations.dict", "N AE M", "",
            "pronunciations.dict:4: error: \"nam\" has no phones; remedy: write word  PH PH PH"),
        Mistake(
            "pronunciations.dict", "N AE M", "N AA M",
            "pronunciations.dict:4: warning: \"nam\" is here twice with the same phones, first in "
                + "line 3; remedy: delete one"),
        Mistake(
            "negatives.json", "\",\n", "\"\n",
            "negatives.json:3:3: error: ',' or ']' is missing before this; remedy: write one of "
                + "them after the value before"),
        Mistake(
            "negatives.json", "[", "[ 7, \"\",",
            "negatives.json:1:3: error: \"negatives.json\" holds a number; remedy: write texts "
                + "only: [\"…\", \"…\"]",
            "negatives.json:1:6: error: \"negatives.json\" holds an empty text; remedy: delete or "
                + "fill it"),
        Mistake(
            "negatives.json", "tell me a joke", "sing me a song",
            "negatives.json:3:3: warning: \"sing me a song\" is twice in \"negatives.json\", first "
                + "in line 2; remedy: delete one"),
        Mistake(
            "senses.json", "[\"how much\", \"price\"]", "\"price\"",
            "senses.json:2:3: error: the list \"cost\" is empty; remedy: add a value or delete the "
                + "list",
            "senses.json:2:11: error: \"cost\" is a text, not a list of texts; remedy: write "
                + "[\"…\", \"…\"]"),
        Mistake(
            "senses.json", "}", "",
            "senses.json:5:1: error: the file ends before the '}' of the bracket opened in line 1; "
                + "remedy: close it, or restore the rest of the file"),
        Mistake(
            "vague.json", "residence.temporary.where", "residence.temporary.were",
            "vague.json:5:46: error: there is no entry 'residence.temporary.were'; remedy: did you "
                + "mean 'residence.temporary.where'?"),
        Mistake(
            "vague.json", ", \"residence.temporary.where\"", "",
            "vague.json:5:18: error: there are fewer than two entries to choose between; remedy: "
                + "name another, or add the questions to the one entry"),
        Mistake(
            "vague.json", "{ward}", "{war}",
            "vague.json:6:21: error: {war} names no list of lists.json; remedy: did you mean "
                + "{ward}?"),
        Mistake(
            "vague.json", "(something|a question)", "(something|a question",
            "vague.json:6:21: error: the template \"(something|a question about {ward}\" cannot be "
                + "read: '(' at column 1 is not closed; remedy: add the missing ')'"),
        Mistake(
            "telephone.mllr", "0.5", "half",
            "telephone.mllr:4: error: 'half' is no number; remedy: put the file back as it was made, "
                + "or delete it: lines at 8 kHz are then heard without it"),
        Mistake(
            "telephone.mllr", "0.5", "",
            "telephone.mllr:7: error: the file ends in the middle of the transform; remedy: put the "
                + "file back as it was made, or delete it: lines at 8 kHz are then heard without it"
        ),
        Mistake(
            "telephone.mllr", "1\n1\n2", "1\n1\n-2",
            "telephone.mllr:3: error: the length of a stream is missing or wrong; remedy: put the "
                + "file back as it was made, or delete it: lines at 8 kHz are then heard without it"
        ),
        Mistake(
            "language.json", "\"en-US\"", "\"English\"",
            "language.json:2:15: error: 'English' is no language tag; remedy: write a BCP 47 tag "
                + "such as en-US"),
        Mistake(
            "language.json", "160", "9000",
            "language.json:8:20: error: \"speaking_rate\" is a number, not a whole number from 80 "
                + "to 450; remedy: write 160"),
        Mistake(
            "language.json", "0.5", "\"high\"",
            "language.json:10:15: error: \"accept\" is a text, not a number; remedy: write a number"
        ),
        Mistake(
            "controls.json", "\"yes\": [", "\"yes\": [ [",
            "controls.json:21:7: error: ',' or ']' is missing before this; remedy: write one of them "
                + "after the value before"),
        Mistake(
            "controls.json", "\"start_over\"", "\"start_ovr\"",
            "controls.json:1:1: warning: the control \"start_over\" is missing: callers cannot say "
                + "it; remedy: rename \"start_ovr\" to \"start_over\""),
        Mistake(
            "carriers.json", "[please]", "[please",
            "carriers.json:5:5: error: the template \"can you [please tell me\" cannot be read: '[' "
                + "at column 9 is not closed; remedy: add the missing ']'"),
    ])
    func aMistakeIsNamedWithItsPlaceAndRemedy(mistake: Mistake) throws {
        let pack = try FixturePack()
        try pack.replace(mistake.old, with: mistake.new, in: mistake.file)
        #expect(pack.problems() == mistake.problems)
    }

    @Test(arguments: [
        ("language.json", "language.json: error: the file is missing; remedy: add it"),
        ("phrases.json", "phrases.json: error: the file is missing; remedy: add it"),
        (
            "knowledge",
            "knowledge: error: there is no knowledge file; remedy: add knowledge/<topic>.json with "
                + "at least one entry"
        ),
        (
            "lists.json",
            "knowledge/residence.json:21:9: error: {ward} names no list of lists.json; remedy: add "
                + "\"ward\": [\"…\"] to lists.json"
        ),
    ])
    func aMissingFileIsNamed(file: String, problem: String) throws {
        let pack = try FixturePack()
        try pack.remove(file)
        #expect(pack.problems().contains(problem))
    }

    @Test func filesThatThePackCanDoWithoutAreOptional() throws {
        let pack = try FixturePack()
        for file in [
            "carriers.json", "synonyms.json", "pronunciations.dict", "negatives.json",
            "senses.json", "vague.json", "telephone.mllr",
        ] {
            try pack.remove(file)
        }
        #expect(pack.problems() == [])
        #expect(throws: Never.self) { try LanguagePack.load(from: pack.folder) }
    }

    @Test func aFolderOrAPipeInPlaceOfAFileIsNotWaitedFor() throws {
        let pack = try FixturePack()
        try pack.remove("lists.json")
        let place = pack.folder.appending(path: "lists.json")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        #expect(
            pack.problems().first
                == "knowledge/residence.json:21:9: error: {ward} names no list of lists.json; "
                + "remedy: add \"ward\": [\"…\"] to lists.json")
        #expect(
            pack.problems().contains(
                "lists.json: error: this is no regular file; remedy: put a file in its place"))
    }

    @Test func bytesThatAreNotTextAreNamed() throws {
        let pack = try FixturePack()
        for file in ["lists.json", "pronunciations.dict"] {
            try Data([0x0A, 0x61, 0xFF]).write(to: pack.folder.appending(path: file))
        }
        #expect(
            pack.problems().filter { !$0.hasPrefix("knowledge") && !$0.hasPrefix("vague") } == [
                "lists.json:2:2: error: this byte is not UTF-8; remedy: save the file as UTF-8",
                "pronunciations.dict:2:2: error: this byte is not UTF-8; remedy: save the file as "
                    + "UTF-8",
            ])
    }

    @Test func aTransformOfRandomBytesIsNamed() throws {
        let pack = try FixturePack()
        try Data([0x31, 0x0A, 0x31, 0x0A, 0x80, 0xF1, 0x00, 0x9C])
            .write(to: pack.folder.appending(path: "telephone.mllr"))
        #expect(pack.problems().count == 1)
        #expect(
            pack.problems().first?.hasPrefix("telephone.mllr:3:1: error: this byte is not UTF-8")
                == true)
        #expect(throws: PackError.self) { try LanguagePack.load(from: pack.folder) }
    }

    @Test func negativesThatAreNoListAreNamed() throws {
        let pack = try FixturePack()
        try pack.write("{}", to: "negatives.json")
        #expect(
            pack.problems() == [
                "negatives.json:1:1: error: \"negatives.json\" is an object, not a list of texts; "
                    + "remedy: write [\"…\", \"…\"]"
            ])
    }

    @Test func mistakesInSeveralFilesAreAllReported() throws {
        let pack = try FixturePack()
        try pack.write("{", to: "language.json")
        try pack.write("[]", to: "phrases.json")
        try pack.replace("\"IDC-04\"", with: "4", in: Self.identity)
        let files = pack.problems().map { $0.split(separator: ":")[0] }
        #expect(files == ["knowledge/identity.json", "language.json", "phrases.json"])
    }

    @Test func theFixturesOnDiskAreBrokenInOneWayEach() throws {
        let expected = [
            "syntax-error": "',' or '}' is missing before this",
            "duplicate-id": "is already used in",
            "no-source": "the answer has no source",
            "unclosed-template": "'[' at column 4 is not closed",
            "no-language": "the file is missing",
        ]
        for name in expected.keys.sorted() {
            let folder = FixturePack.fixtures.appending(path: name)
            let error = #expect(throws: PackError.self) { try LanguagePack.load(from: folder) }
            #expect(error?.problems.count == 1)
            let wanted = try #require(expected[name])
            #expect(error?.description.contains(wanted) == true, "\(name)")
        }
    }
}
