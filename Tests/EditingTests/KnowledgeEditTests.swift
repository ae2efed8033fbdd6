import Foundation
import Knowledge
import Testing

@testable import Editing

@Suite struct KnowledgeEditTests {
    private static let pack = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "models/en-US")
    private static let today = Day("2026-11-23") ?? Day(secondsSince1970: 0)

    private func edit() throws -> KnowledgeEdit { try KnowledgeEdit(pack: Self.pack) }

    private func put(_ edit: inout KnowledgeEdit, _ texts: [String: String]) throws {
        try edit.put(.init(place: "table.csv:2", fields: EntryFields(texts)))
    }

    @Test func theWholeKnowledgeGoesThroughATableUnchanged() throws {
        var edit = try edit()
        let table = KnowledgeTable.bytes(of: edit.entries)
        let rows = try KnowledgeTable.rows(of: table, file: "table.csv")
        #expect(rows.count == edit.entries.count)
        #expect(rows.count > 100)
        for row in rows { try edit.put(row) }
        #expect(edit.changedFiles.isEmpty)
        #expect(edit.added.isEmpty && edit.changed.isEmpty)
    }

    @Test func onlyWhatChangesChanges() throws {
        var edit = try edit()
        let before = edit.files
        try put(&edit, ["id": "passport.fee", "answer": "It is 200,000 dong.", "title": ""])
        #expect(edit.changed.map(\.columns) == [["title", "answer"]])
        edit = try self.edit()
        try put(&edit, ["id": "passport.fee", "answer": "It is \"200,000\" dong."])
        #expect(edit.changedFiles.map(\.name) == ["passport.json"])
        let old = try #require(before.first { $0.name == "passport.json" })
        let new = try #require(edit.changedFiles.first)
        let lines = { (file: TopicFile) in
            String(decoding: file.bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
        }
        #expect(lines(old).count == lines(new).count)
        let differing = zip(lines(old), lines(new)).filter { $0.0 != $0.1 }
        #expect(differing.map(\.1) == [#"      "answer": "It is \"200,000\" dong.","#])
    }

    @Test func membersComeAndGoInTheirPlace() throws {
        let text = """
            {"topic": "t", "title": "T", "entries": [
              { "id": "t.a", "title": "x", "note": "n", "questions": ["q"] }
            ]}
            """
        var file = try TopicFile(name: "t.json", bytes: Array(text.utf8))
        var columns = try file.change(EntryFields(["id": "t.a", "note": "", "procedure": "p"]))
        #expect(columns == ["procedure", "note"])
        let changed = String(decoding: file.bytes, as: UTF8.self)
        #expect(!changed.contains("note"))
        #expect(changed.contains("\"title\": \"x\",\n"))
        #expect(
            try JSONParser.parse(file.bytes).value["entries"]?.array?.first?["procedure"] == "p")
        columns = try file.change(EntryFields(["id": "t.a", "valid_until": "", "facts": "{}"]))
        #expect(columns.isEmpty, "nothing is nothing")
    }

    @Test func aNewEntryIsChecked() throws {
        var edit = try edit()
        try put(&edit, ["id": "passport.photo", "topic": "passport", "title": "the photo"])
        let complaints = try edit.complaints(today: try #require(Self.today))
        #expect(complaints.contains { $0.isError && $0.text.contains("answer") })
        #expect(complaints.allSatisfy { $0.place == "table.csv:2 (passport.photo)" })
        edit = try self.edit()
        try put(
            &edit,
            [
                "id": "passport.photo", "topic": "passport", "title": "the photo in a passport",
                "aspects": "rule", "answer": "It is four by six centimetres.",
                "questions": (1...8).map { "which photo for passport number \($0)" }
                    .joined(separator: "\n"), "source": "a letter", "valid_from": "2026-01-01",
                "checked": "2026-11-01", "fact": "PAS-09",
            ])
        #expect(edit.added == ["passport.photo"])
        let errors = try edit.complaints(today: try #require(Self.today)).filter(\.isError)
        #expect(errors.isEmpty)
        let file = try #require(edit.changedFiles.first)
        let old = try #require(try self.edit().files.first { $0.name == file.name })
        let shared = zip(file.bytes, old.bytes).prefix { $0.0 == $0.1 }.count
        #expect(shared > old.bytes.count - 20, "what was there stays")
        #expect(file.entries.last?.texts["valid_until"] == "")
    }

    @Test func mistakesAreSaidWithTheirRemedy() throws {
        var edit = try edit()
        let problems: [([String: String], String)] = [
            (["id": ""], "id"), (["id": "x.y", "topic": "nowhere"], "topic"),
            (["id": "passport.fee", "topic": "vehicles"], "topic"),
            (["id": "passport.lost.fee", "checked": "3/4/2026"], "checked"),
            (["id": "passport.apply", "facts": "{"], "facts"),
        ]
        for (texts, field) in problems {
            let problem = #expect(throws: EditProblem.self) { try put(&edit, texts) }
            #expect(problem?.field == field)
            #expect(problem?.remedy.isEmpty == false)
        }
        #expect(edit.changedFiles.isEmpty)
    }

    @Test(arguments: [
        ("2026-07-01", "2026-07-01"), ("2026/7/1", "2026-07-01"), ("1.7.2026", "2026-07-01"),
        ("23/11/2026", "2026-11-23"), ("11/23/2026", "2026-11-23"), ("5/5/2026", "2026-05-05"),
        ("5/6/2026", nil), ("July", nil), ("2026-02-30", nil), ("1/2/26", nil),
    ])
    func daysOfSpreadsheetsAreReadWhereTheyAreSure(_ text: String, _ day: String?) throws {
        let value = try? EntryFields.value(of: text, "checked")
        #expect(value?.text == day)
    }

    @Test func headsAreForgivingAndColumnsAreNot() throws {
        let rows = try KnowledgeTable.rows(
            of: Array("ID;Valid until\na;2026-01-01\n".utf8), file: "f")
        #expect(rows.first?.fields.texts == ["id": "a", "valid_until": "2026-01-01"])
        for table in ["answer\nx\n", "id,id\na,b\n", "id,colour\na,b\n", "", "id\na,b\n"] {
            #expect(throws: CSV.Failure.self) {
                try KnowledgeTable.rows(of: Array(table.utf8), file: "f")
            }
        }
    }

    @Test func spansAreThoseOfTheValues() throws {
        let text = #"{ "a\"b" : [1, {"c":"}]"}, -2.5e3],"d":null}"#
        let bytes = Array(text.utf8)
        let root = JSONSpan.of(bytes)
        func cut(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        #expect(root.range == 0..<bytes.count)
        #expect(root.members.map { cut($0.value.range) } == [#"[1, {"c":"}]"}, -2.5e3]"#, "null"])
        #expect(root.members[0].value.elements.map { cut($0.range) }[1] == #"{"c":"}]"}"#)
        #expect(cut(root.members[1].range) == #""d":null"#)
    }
}
