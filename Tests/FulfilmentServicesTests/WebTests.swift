import Foundation
import Fulfilment
import FulfilmentServices
import Knowledge
import Testing

@Suite struct WebTests {
    private let server: Visit

    init() throws { server = Visit(server: try Server.lying.get()) }

    @Test func aWishIsPostedAndItsAnswerRead() throws {
        let request = Wishes.ticket()
        #expect(try server.fulfilment("/good").fulfil(request) == .ticket(number: "12"))
        let seen = try #require(try server.seen(at: "/good").first)
        #expect(seen["request"] == request.json)
        #expect(seen["headers"]?["Idempotency-Key"] == "call/1")
        #expect(seen["headers"]?["Content-Type"] == "application/json")
    }

    @Test func whatACallerSaysStaysInItsString() throws {
        let comment =
            "\\\"\n\r\t\u{0} @/etc/passwd %0A $(reboot) -d x\"\nurl = \"file:///etc/passwd"
        let request = Wishes.request("a\"\r\nX-Evil: 1\n%é", .feedback(rating: 1, comment: comment))
        #expect(failure(try server.fulfilment("/good"), request)?.kind == .malformed)
        let seen = try #require(try server.seen(at: "/good").first)
        #expect(seen["request"] == request.json)
        #expect(seen["headers"]?["Idempotency-Key"] == "a\"%0D%0AX-Evil:%201%0A%25%C3%A9")
        #expect(seen["headers"]?["X-Evil"] == nil)
    }

    @Test(arguments: ["/fails-once", "/dies-once"])
    func whatFailsOnceIsTriedAgainWithTheSameKey(_ path: String) throws {
        #expect(try server.fulfilment(path).fulfil(Wishes.ticket()) == .ticket(number: "12"))
        let keys = try server.seen(at: path).map { $0["headers"]?["Idempotency-Key"]?.text }
        #expect(keys == ["call/1", "call/1"])
    }

    @Test func anAnswerThatDoesNotComeIsAskedForAgain() throws {
        let city = try server.fulfilment("/slow-once", timeOut: .seconds(4))
        #expect(try city.fulfil(Wishes.ticket()) == .ticket(number: "12"))
        #expect(try server.seen(at: "/slow-once").count == 2)
    }

    @Test(arguments: [
        ("/status/500", FulfilmentError.Kind.failed, 500, 3), ("/status/503", .failed, 503, 3),
        ("/status/429", .failed, 429, 3), ("/status/400", .failed, 400, 1),
        ("/status/401", .notPermitted, 401, 1), ("/status/404", .missing, 404, 1),
        ("/redirect", .redirected, 307, 1), ("/status/302", .redirected, 302, 1),
        ("/dead", .failed, 52, 3),
    ])
    func aFailureIsToldWithItsStatus(
        _ path: String, _ kind: FulfilmentError.Kind, _ code: Int32, _ attempts: Int
    ) throws {
        let error = try #require(failure(try server.fulfilment(path)))
        #expect(error.kind == kind)
        #expect(error.code == code)
        #expect(try error.place == server.address(path).text)
        #expect(try server.seen(at: path).count == attempts)
        #expect(try server.seen(at: "/good").isEmpty)
    }

    @Test(arguments: [
        "/not-json", "/nested", "/empty", "/other-key", "/no-key", "/wrong-type",
        "/wrong-result", "/two-values", "/not-utf8",
    ])
    func whatCannotBeMeantIsNotBelievedAndNotAskedForAgain(_ path: String) throws {
        #expect(failure(try server.fulfilment(path))?.kind == .malformed)
        #expect(try server.seen(at: path).count == 1)
    }

    @Test(arguments: ["/huge", "/endless"])
    func moreThanCanBeMeantIsNotRead(_ path: String) throws {
        #expect(failure(try server.fulfilment(path))?.kind == .tooLarge)
        #expect(try server.seen(at: path).count == 1)
    }

    @Test func anAnswerThatIsCutShortIsNone() throws {
        #expect(failure(try server.fulfilment("/cut-short"))?.code == 18)
    }

    @Test(arguments: ["/slow", "/slow-body"])
    func aCallerWaitsNoLongerThanTheTimeOut(_ path: String) throws {
        let started = ContinuousClock.now
        let error = failure(try server.fulfilment(path, timeOut: .milliseconds(300)))
        #expect(error?.kind == .timedOut)
        // The machine may be busy; the server answers never.
        #expect(started.duration(to: .now) < .seconds(10))
    }

    @Test func nobodyListens() throws {
        let address = try server.address("/good")
        let city = WebFulfilment(address, limits: .init(attempts: 2, pause: .zero))
        #expect(try city.fulfil(Wishes.ticket()) == .ticket(number: "12"))
        let free = try #require(WebAddress("http://127.0.0.1:1/"))
        let error = failure(WebFulfilment(free, limits: .init(attempts: 2, pause: .zero)))
        #expect(error?.kind == .unreachable)
        #expect(error?.code == 7)
    }

    @Test func whatStandsBehindAQuestionMarkIsInNoError() throws {
        let error = failure(try server.fulfilment("/status/400?token=secret"))
        #expect(error?.description.contains("secret") == false)
    }

    @Test func headersOfTheSettingsAreSent() throws {
        var connection = WebConnection()
        connection.headers = try [
            #require(WebConnection.Header(name: "Authorization", value: #"Bearer "a\b""#))
        ]
        _ = try server.fulfilment("/good", connection: connection).fulfil(Wishes.ticket())
        let seen = try #require(try server.seen(at: "/good").first)
        #expect(seen["headers"]?["Authorization"]?.text == #"Bearer "a\b""#)
    }

    @Test func aProgramThatIsNotThereIsTold() throws {
        let city = WebFulfilment(try server.address("/good"), curl: "/nonexistent/curl")
        #expect(failure(city)?.kind == .missing)
    }
}
