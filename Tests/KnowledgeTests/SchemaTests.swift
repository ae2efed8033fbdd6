import Foundation
import Knowledge
import Testing

/// The schemas complete and check in an editor; the code decides. Both must say
/// the same.
@Suite struct SchemaTests {
    private static let names = [
        "actions",
        "knowledge", "phrases", "language", "carriers", "controls", "lists", "synonyms",
        "negatives", "senses", "vague",
    ]

    private func schema(_ name: String) throws -> JSONValue {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let place = folder.appending(path: "models/schema/\(name).schema.json")
        return try JSONParser.parse([UInt8](try Data(contentsOf: place))).value
    }

    private func keys(_ object: JSONValue?) -> [String] {
        object?.object?.members.map(\.key).filter { $0 != "$schema" } ?? []
    }

    private func texts(_ array: JSONValue?) -> [String] { array?.array?.compactMap(\.text) ?? [] }

    @Test func everySchemaOnDiskIsTested() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "models/schema")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.sorted() == Self.names.map { "\($0).schema.json" }.sorted())
    }

    @Test(arguments: names)
    func everySchemaIsJSONSchemaWithADescription(name: String) throws {
        let schema = try schema(name)
        #expect(schema["$schema"]?.text == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["description"]?.text?.contains("\(name)") == true)
        #expect(schema["type"]?.text == (name == "negatives" ? "array" : "object"))
    }

    @Test func anEntryHasTheFieldsThatTheCodeKnows() throws {
        let schema = try schema("knowledge")
        let entry = schema["$defs"]?["entry"]
        #expect(keys(schema["properties"]).sorted() == PackFormat.topicFields.sorted())
        #expect(keys(entry?["properties"]) == PackFormat.entryFields)
        let properties = entry?["properties"]
        #expect(texts(properties?["aspects"]?["items"]?["enum"]) == Aspect.all)
        #expect(properties?["answer"]?["maxLength"]?.integer == PackFormat.answerLimit)
        #expect(texts(properties?["confidence"]?["enum"]) == PackFormat.confidences)
        for member in properties?.object?.members ?? [] {
            #expect(member.value["description"]?.text?.isEmpty == false)
            #expect(member.value["examples"]?.array?.isEmpty == false)
        }
    }

    @Test func whatTheSchemaRequiresOfAnEntryTheCodeRequires() throws {
        let required = texts(try schema("knowledge")["$defs"]?["entry"]?["required"])
        let file = FixturePack.good.appending(path: "knowledge/identity.json")
        let root = try JSONParser.parse([UInt8](try Data(contentsOf: file))).value
        for field in PackFormat.entryFields {
            let pack = try FixturePack()
            var topic = try #require(root.object)
            var entry = try #require(root["entries"]?.array?.first?.object)
            entry[field] = nil
            topic["entries"] = [.object(entry)]
            try pack.write(JSONValue.object(topic).indentedJSON, to: "knowledge/identity.json")
            let isMissed = (try? LanguagePack.load(from: pack.folder)) == nil
            #expect(isMissed == required.contains(field), "\(field)")
        }
    }

    @Test func thePhrasesAreThoseThatTheLineNeeds() throws {
        #expect(texts(try schema("phrases")["required"]) == Phrases.required.map(\.key))
    }

    @Test func theLanguageHasTheFieldsThatTheCodeKnows() throws {
        let schema = try schema("language")
        #expect(keys(schema["properties"]) == PackFormat.languageFields)
        let rate = schema["properties"]?["speaking_rate"]
        #expect(rate?["minimum"]?.integer == PackFormat.speakingRates.lowerBound)
        #expect(rate?["maximum"]?.integer == PackFormat.speakingRates.upperBound)
        for field in texts(schema["required"]) {
            let pack = try FixturePack()
            try pack.replace("\"\(field)\"", with: "\"x-\(field)\"", in: "language.json")
            #expect((try? LanguagePack.load(from: pack.folder)) == nil, "\(field)")
        }
    }

    @Test func theControlsAreThoseThatSteerTheCall() throws {
        let described = keys(try schema("controls")["properties"])
        #expect(PackFormat.controls.allSatisfy(described.contains))
    }

    @Test func aGroupOfVagueQuestionsHasTheFieldsThatTheCodeKnows() throws {
        let schema = try schema("vague")
        #expect(keys(schema["properties"]) == PackFormat.vagueFields)
        let group = schema["$defs"]?["group"]
        #expect(keys(group?["properties"]) == PackFormat.vagueGroupFields)
        for field in texts(group?["required"]) {
            let pack = try FixturePack()
            try pack.replace("\"\(field)\"", with: "\"x-\(field)\"", in: "vague.json")
            #expect((try? LanguagePack.load(from: pack.folder)) == nil, "\(field)")
        }
    }

    @Test func actionsHaveTheFieldsThatTheCodeKnows() throws {
        let schema = try schema("actions")
        #expect(keys(schema["properties"]) == PackFormat.actionsFields)
        let (action, choice) = (schema["$defs"]?["action"], schema["$defs"]?["choice"])
        #expect(keys(action?["properties"]) == PackFormat.actionFields)
        #expect(keys(choice?["properties"]) == PackFormat.choiceFields)
        let kinds = texts(action?["properties"]?["does"]?["enum"])
        #expect(kinds == Actions.Kind.allCases.map(\.rawValue))
        for field in texts(schema["required"]) + texts(choice?["required"]) {
            let pack = try FixturePack()
            try pack.replace("\"\(field)\"", with: "\"x-\(field)\"", in: "actions.json")
            #expect((try? LanguagePack.load(from: pack.folder)) == nil, "\(field)")
        }
    }

    @Test func carriersHaveTheFieldsThatTheCodeKnows() throws {
        #expect(keys(try schema("carriers")["properties"]) == PackFormat.carrierFields)
    }
}
