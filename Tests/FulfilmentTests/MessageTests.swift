import Fulfilment
import Knowledge
import Testing

@Suite struct MessageTests {
    @Test(arguments: Samples.errands)
    func aRequestIsReadAsItWasWritten(_ errand: Errand) throws {
        let request = Samples.request("call/1", errand)
        let read = try JSONParser.parse(request.json.bytes).value
        #expect(FulfilmentRequest(json: read) == request)
    }

    @Test func aResponseIsReadAsItWasWritten() throws {
        let pairs: [(FulfilmentResponse, Errand)] = [
            (.ticket(number: "A-012"), Samples.errands[0]),
            (.status(.ready, day: Samples.day), Samples.errands[1]),
            (.status(.received, day: nil), Samples.errands[1]), (.accepted, Samples.errands[2]),
            (.refused(.full), Samples.errands[0]),
        ]
        for (response, errand) in pairs {
            let read = try JSONParser.parse(response.json.bytes).value
            #expect(FulfilmentResponse(json: read, to: errand) == response)
        }
    }

    @Test(arguments: [
        #"{"result":"ticket","number":""}"#, #"{"result":"ticket","number":"1234567890123"}"#,
        #"{"result":"ticket","number":12}"#, #"{"result":"ticket"}"#, "[]", "null", "{}",
        #"{"result":"ticket","number":"12; rm -rf /"}"#, #"{"result":"accepted"}"#,
        #"{"result":"ticket","number":"1\u0000"}"#, #"{"result":"refused","reason":"because"}"#,
        #"{"result":"refused"}"#, #"{"result":"status","state":"ready"}"#,
    ])
    func whatCannotBeMeantIsNotBelieved(_ text: String) throws {
        let json = try JSONParser.parse(text).value
        #expect(FulfilmentResponse(json: json, to: Samples.errands[0]) == nil)
    }

    @Test(arguments: [
        #"{"result":"status","state":"ready","day":"soon"}"#,
        #"{"result":"status","state":"ready","day":7}"#, #"{"result":"status","state":"lost"}"#,
    ])
    func aStateOrADayThatIsNoneIsNotBelieved(_ text: String) throws {
        let json = try JSONParser.parse(text).value
        #expect(FulfilmentResponse(json: json, to: .applicationStatus(code: "A1")) == nil)
    }

    @Test func anErrandWithoutItsValuesIsNone() throws {
        for errand in Samples.errands {
            #expect(Errand(name: errand.name, slots: .emptyObject) == nil)
        }
        #expect(Errand(name: "dance", slots: .emptyObject) == nil)
        #expect(Errand(name: "feedback", slots: ["rating": 6, "comment": ""]) == nil)
    }
}
