import Foundation
import Fulfilment
import Knowledge
import Testing

/// The schemas of docs/schema name what the program sends and reads.
@Suite struct SchemaTests {
    private func schema(_ name: String) throws -> JSONValue {
        let file = repository.appending(path: "docs/schema/\(name).json")
        return try JSONParser.parse(Array(Data(contentsOf: file))).value
    }

    private func texts(_ value: JSONValue?) throws -> [String] {
        try #require(value?.array).compactMap(\.text)
    }

    @Test func aRequestHasTheMembersOfItsSchema() throws {
        let schema = try schema("fulfilment-request")
        let members = try #require(Wishes.ticket().json.object).members.map(\.key)
        #expect(try texts(schema["required"]) == members)
        #expect(try #require(schema["properties"]?.object).members.map(\.key) == members)
        let version = schema["properties"]?["version"]?["const"]?.integer
        #expect(version == FulfilmentRequest.version)
    }

    @Test func anActionHasTheSlotsOfItsSchema() throws {
        let schema = try schema("fulfilment-request")
        let errands: [Errand] = [
            Wishes.ticket().errand, .applicationStatus(code: "A1"),
            .feedback(rating: 1, comment: ""),
            .callBack(number: "1", part: .morning, about: nil), .report(kind: "fire"),
            .transfer(to: "a", reason: "b"),
        ]
        let names = try texts(schema["properties"]?["action"]?["enum"])
        #expect(names == errands.map(\.name))
        for (errand, form) in zip(errands, try #require(schema["oneOf"]?.array)) {
            #expect(form["properties"]?["action"]?["const"]?.text == errand.name)
            let slots = try #require(form["properties"]?["slots"])
            #expect(try texts(slots["required"]) == errand.slots.members.map(\.key))
            let described = try #require(slots["properties"]?.object).members.map(\.key)
            #expect(described == errand.slots.members.map(\.key))
        }
        #expect(try texts(schema["$defs"]?["time"]?["enum"]) == DayPart.allCases.map(\.rawValue))
    }

    @Test func aResponseIsOneOfItsSchema() throws {
        let forms = try #require(try schema("fulfilment-response")["oneOf"]?.array)
        let results = forms.map { $0["properties"]?["result"]?["const"]?.text }
        #expect(results == ["ticket", "status", "accepted", "refused"])
        #expect(
            try texts(forms[1]["properties"]?["state"]?["enum"])
                == ApplicationState.allCases.map(\.rawValue))
        #expect(
            try texts(forms[3]["properties"]?["reason"]?["enum"])
                == Refusal.allCases.map(\.rawValue))
    }
}
