import Knowledge
import Testing

@Suite struct JSONTests {
    @Test func everyKindOfValueIsReadWithItsPlace() throws {
        let text = """
            {
              "text": "hộ khẩu \\u00e9 \\ud83d\\ude00 \\n \\/",
              "numbers": [0, -12, 1.5, 2e3, 1E-2],
              "words": [true, false, null]
            }
            """
        let root = try JSONParser.parse(text)
        #expect(
            root.value == [
                "text": "hộ khẩu é 😀 \n /", "numbers": [0, -12, 1.5, 2000.0, 0.01],
                "words": [true, false, nil],
            ])
        guard case .object(let members) = root.content,
            case .array(let numbers) = members[1].value.content
        else {
            Issue.record("not the object that was written")
            return
        }
        #expect(members[1].keyPlace == TextPlace(line: 3, column: 3))
        #expect(numbers[2].place == TextPlace(line: 3, column: 23))
    }

    @Test func columnsCountCharactersAndNotBytes() throws {
        let root = try JSONParser.parse(#"["đăng ký", 1]"#)
        guard case .array(let elements) = root.content else {
            Issue.record("not an array")
            return
        }
        #expect(elements[1].place == TextPlace(line: 1, column: 13))
    }

    @Test func aByteOrderMarkAndCarriageReturnsAreNoContent() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("{\r\n \"a\": tru}".utf8)
        let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(bytes) }
        #expect(error?.place == TextPlace(line: 2, column: 7))
        #expect(try JSONParser.parse([0xEF, 0xBB, 0xBF] + Array("[1]".utf8)).value == [1])
    }

    @Test(arguments: [
        ("", 1, 1, "the file is empty"),
        ("{\"a\": 1,}", 1, 8, "a comma stands before '}'"),
        ("[1,\n 2,\n]", 2, 3, "a comma stands before ']'"),
        ("{\"a\": 1\n \"b\": 2}", 2, 2, "',' or '}' is missing before this"),
        ("{\"a\" 1}", 1, 6, "':' is missing after \"a\""),
        ("{a: 1}", 1, 2, "a name in double quotes is missing here"),
        ("{'a': 1}", 1, 2, "a name in double quotes is missing here"),
        ("[yes]", 1, 2, "'yes' is not a JSON value"),
        ("[1, // one\n2]", 1, 5, "JSON has no comments"),
        ("[\"abc", 1, 2, "the text that begins here is not closed"),
        ("[\"abc\n\"]", 1, 2, "the text that begins here is not closed"),
        ("[\"a\tb\"]", 1, 4, "a text holds a control character"),
        ("[\"\\x\"]", 1, 3, "a backslash stands before something that needs none"),
        ("[\"\\ud800\"]", 1, 3, "this \\u escape names no character"),
        ("[\"\\u12\"]", 1, 3, "this \\u escape names no character"),
        ("[01]", 1, 4, "a number begins with 0"),
        ("[1.]", 1, 4, "a digit is missing here"),
        ("[-]", 1, 3, "a digit is missing here"),
        ("[1e999]", 1, 7, "1e999 is too large a number"),
        ("[1] 2", 1, 5, "something follows the end of the JSON value"),
        (
            "[\n[1,", 2, 4,
            "the file ends before the ']' of the bracket opened in line 2"
        ),
        ("{\"a\": 1,\n\"a\": 2}", 2, 1, "\"a\" appears twice in one object, first in line 1"),
    ])
    func aSyntaxErrorSaysWhere(text: String, line: Int, column: Int, message: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(text) }
        #expect(error?.message == message)
        #expect(error?.place == TextPlace(line: line, column: column))
        #expect(error?.remedy.isEmpty == false)
    }

    @Test(arguments: [
        [0x5B, 0x22, 0xC3, 0x28], [0x5B, 0x22, 0xED, 0xA0, 0x80], [0x5B, 0x22, 0xC0, 0xAF],
        [0x5B, 0x22, 0xF4, 0x90, 0x80, 0x80], [0x5B, 0x22, 0xE2, 0x82], [0x5B, 0x22, 0xFF],
    ])
    func bytesThatAreNotUTF8AreNamed(bytes: [UInt8]) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(bytes) }
        #expect(error?.message == "this byte is not UTF-8")
        #expect(error?.place == TextPlace(line: 1, column: 3))
    }

    @Test func deepNestingIsAnErrorAndNoCrash() {
        let text = String(repeating: "[", count: 100_000)
        let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(text) }
        #expect(error?.place.column == 65)
        let deepest =
            String(repeating: "[", count: JSONParser.depthLimit)
            + String(repeating: "]", count: JSONParser.depthLimit)
        #expect(throws: Never.self) { try JSONParser.parse(deepest) }
    }

    @Test func everyPrefixOfAFileIsAnErrorAndNoCrash() {
        let text = Array(#"{"a": ["é\u00e9\ud83d\ude00", -1.5e+3, {"b": null}]}"#.utf8)
        for count in 0..<text.count {
            #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text[..<count])) }
        }
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let value: JSONValue = [
            "z": 1, "a": ["\u{1B}[31m\u{7F}\u{85}\u{202E}\"\\\n", 0.1, -1.5e300, true, nil, [:]],
            "đ": "😀",
        ]
        #expect(try JSONParser.parse(value.bytes).value == value)
        #expect(try JSONParser.parse(value.indentedJSON).value == value)
    }

    @Test func writtenMembersKeepTheirOrderAndHoldNothingThatMovesATerminal() {
        let value: JSONValue = ["z": "\u{1B}\u{9B}\u{202E}é", "a": .number(.nan)]
        #expect(value.json == #"{"z":"\u001b\u009b\u202eé","a":null}"#)
    }

    @Test func indentedJSONIsForPeople() {
        let value: JSONValue = ["a": [1, 2], "b": [], "c": [:]]
        #expect(
            value.indentedJSON == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": [],\n  \"c\": {}\n}"
        )
    }

    @Test func settingAMemberReplacesAddsAndRemoves() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = "x"
        object["b"] = nil
        #expect(JSONValue.object(object).json == #"{"a":3,"c":"x"}"#)
        #expect(JSONValue.object(object)["a"]?.integer == 3)
        #expect(JSONValue.object(object)["b"] == nil)
        #expect(JSONValue.integer(2).number == 2)
    }
}
