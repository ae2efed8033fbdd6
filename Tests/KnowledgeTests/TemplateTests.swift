import Knowledge
import Testing

@Suite struct TemplateTests {
    private func expansions(
        _ source: String, lists: [String: [String]] = [:], limit: Int = 100
    ) throws -> [String] {
        try Template(parsing: source).expansions(lists: lists, limit: limit)
    }

    @Test func plainWordsAreSaidAsTheyAre() throws {
        #expect(try expansions("how much is it") == ["how much is it"])
    }

    @Test func optionalAndAlternativeWordsAreExpanded() throws {
        #expect(
            try expansions("[please] (say|tell me) [that|it] again") == [
                "say again", "say that again", "say it again", "tell me again",
                "tell me that again", "tell me it again", "please say again",
                "please say that again", "please say it again", "please tell me again",
                "please tell me that again", "please tell me it again",
            ])
    }

    @Test func bracketsNestAndJoinWords() throws {
        #expect(
            try expansions("licen(c|s)e[s [and (cards|papers)]]") == [
                "licence", "licences", "licences and cards", "licences and papers", "license",
                "licenses", "licenses and cards", "licenses and papers",
            ])
    }

    @Test func slotsTakeTheValuesOfTheirList() throws {
        let template = try Template(parsing: "the office in {ward} [or {ward}] of {city}")
        #expect(template.slots == ["ward", "city"])
        #expect(
            try expansions("in {ward}", lists: ["ward": ["Cua Nam", "Kim Lien"]]) == [
                "in Cua Nam", "in Kim Lien",
            ])
        #expect(try expansions("here [in {ward}]") == ["here"])
        #expect(try expansions("in {ward}", lists: ["ward": ["{ward}"]]) == ["in {ward}"])
    }

    @Test func equalExpansionsAreOne() throws {
        #expect(try expansions("(a|a) [ ] b") == ["a b"])
        #expect(try expansions("[a] [a]") == ["a", "a a"])
    }

    @Test func nothingAtAllIsNoExpansion() throws {
        #expect(try expansions("") == [])
        #expect(try expansions("[hello]") == ["hello"])
        #expect(try expansions("hello", limit: 0) == [])
    }

    @Test func aSampleUsesEveryAlternative() throws {
        let template = try Template(
            parsing: "(a|b|c|d) (e|f) (g|h|i) [j] (k|l) [m] [n] (o|p|q) [r] [s]")
        #expect(template.count(lists: [:]) == 4 * 2 * 3 * 2 * 2 * 2 * 2 * 3 * 2 * 2)
        let sample = template.expansions(lists: [:], limit: 24)
        #expect(sample.count == 24)
        #expect(Set(sample).count == 24)
        let words = sample.flatMap { $0.split(separator: " ") }
        for word in "abcdefghijklmnopqrs" {
            let count = words.count { $0 == String(word) }
            #expect(count >= 3, "\(word) is used \(count) times")
        }
        #expect(sample == template.expansions(lists: [:], limit: 24))
    }

    @Test func moreWaysThanAMachineCanCountAreSampledAtOnce() throws {
        let template = try Template(
            parsing: String(repeating: "(a|b|c|d|e|f|g|h) ", count: 60) + "{ward}")
        let wards = (0..<1000).map { "ward \($0)" }
        #expect(template.count(lists: ["ward": wards]) == Template.countLimit)
        let sample = template.expansions(lists: ["ward": wards], limit: 50)
        #expect(sample.count == 50)
        #expect(template.expansions(lists: [:], limit: 50) == [])
    }

    @Test func allLimitsUpToTheCountGiveThatMany() throws {
        let template = try Template(parsing: "(a|b|c) (d|e) [f] (g|h|i|j|k)")
        let all = template.expansions(lists: [:], limit: 1000)
        #expect(all.count == 60)
        for limit in 1...60 {
            let sample = template.expansions(lists: [:], limit: limit)
            #expect(sample.count == limit)
            #expect(Set(sample).isSubset(of: all))
        }
    }

    @Test(arguments: [
        ("how (much|many is it", 5, "'(' at column 5 is not closed", "add the missing ')'"),
        ("the [fee", 5, "'[' at column 5 is not closed", "add the missing ']'"),
        ("in {ward", 4, "'{' at column 4 is not closed", "add the missing '}'"),
        ("đổi (thẻ", 5, "'(' at column 5 is not closed", "add the missing ')'"),
        (
            "a (b]", 5, "'(' at column 3 is closed by ']' at column 5", "write ')' there"
        ),
        ("a b)", 4, "')' at column 4 was never opened", "delete it, or add '(' before"),
        ("a}", 2, "'}' at column 2 was never opened", "delete it, or add '{' before"),
        (
            "a|b", 2, "'|' at column 2 is outside of ( ) and [ ]",
            "put the choice in parentheses: (one|other)"
        ),
        ("a ()", 3, "'()' at column 3 is empty", "delete it or put words between"),
        ("{}", 2, "'{}' at column 1 names no list", "write {name} with a-z, 0-9, _ and - only"),
        (
            "{My ward}", 2, "'M' at column 2 cannot be in the name of a list",
            "write {name} with a-z, 0-9, _ and - only"
        ),
    ])
    func aMistakeIsNamedWithItsColumn(
        source: String, column: Int, message: String, remedy: String
    ) {
        let error = #expect(throws: TemplateError.self) { try Template(parsing: source) }
        #expect(error == TemplateError(column: column, message: message, remedy: remedy))
    }

    @Test func deepNestingIsAnErrorAndNoCrash() {
        #expect(throws: TemplateError.self) {
            try Template(parsing: String(repeating: "(", count: 100_000))
        }
    }
}
