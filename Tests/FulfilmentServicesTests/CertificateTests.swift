import Foundation
import Fulfilment
import FulfilmentServices
import Testing

@Suite struct CertificateTests {
    private let folder: TemporaryFolder
    private let server: Visit
    private var certificate: String { folder.url.appending(path: "certificate.pem").path }

    init() throws {
        folder = try TemporaryFolder()
        let key = folder.url.appending(path: "key.pem").path
        let certificate = folder.url.appending(path: "certificate.pem").path
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1",
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        server = Visit(
            server: try Server(
                "Tests/Fixtures/fulfilment/lying-server", [certificate, key], scheme: "https"))
    }

    @Test func aServerThatDoesNotProveWhoItIsIsToldNothing() throws {
        let error = failure(try server.fulfilment("/good"))
        #expect(error?.kind == .untrusted)
        #expect(error?.code == 60)
        #expect(error?.description.contains("authority") == true)
    }

    @Test func anAuthorityOfTheSettingsIsTrusted() throws {
        var connection = WebConnection()
        connection.authority = certificate
        let city = try server.fulfilment("/good", connection: connection)
        #expect(try city.fulfil(Wishes.ticket()) == .ticket(number: "12"))
    }

    @Test func aNameThatTheCertificateDoesNotHaveIsNotTrusted() throws {
        var connection = WebConnection()
        connection.authority = certificate
        let address = try server.address("/good", host: "localhost")
        #expect(failure(WebFulfilment(address, connection: connection))?.kind == .untrusted)
    }

    @Test func anAuthorityThatIsNoFileIsTold() throws {
        var connection = WebConnection()
        connection.authority = "/nonexistent/authority.pem"
        #expect(
            failure(try server.fulfilment("/good", connection: connection))?.kind == .untrusted)
    }
}
