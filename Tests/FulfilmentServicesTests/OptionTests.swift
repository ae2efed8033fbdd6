import Foundation
import Fulfilment
import FulfilmentServices
import Testing

@Suite struct OptionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ text: String, _ settings: ServiceSettings = .init()) throws
        -> (any Fulfilment)?
    {
        try FulfilmentOption(text, settings: settings).open(environment: [
            "XDG_STATE_HOME": folder.url.path, "PATH": "/usr/bin",
        ])
    }

    private func refusal(_ text: String) -> String? {
        do {
            _ = try FulfilmentOption(text)
            return nil
        } catch { return error.message }
    }

    @Test func noneOffersNothing() throws { #expect(try open("none") == nil) }

    @Test func theJournalIsInTheStateFolderUnlessNamed() throws {
        let standard = try #require(try open("journal"))
        #expect(try standard.fulfil(Wishes.ticket()) == .ticket(number: "1"))
        let named = try #require(try open("journal:\(folder.url.path)/named"))
        #expect(try named.fulfil(Wishes.ticket()) == .ticket(number: "1"))
        for name in ["tongdai/fulfilment", "named"] {
            let file = folder.url.appending(path: "\(name)/2026-11-23.jsonl")
            #expect(FileManager.default.fileExists(atPath: file.path))
        }
    }

    @Test func aCommandIsLookedAtBeforeTheFirstCall() throws {
        #expect(try open("command:/bin/cat") is CommandFulfilment)
        func kind(_ path: String) -> FulfilmentError.Kind? {
            do {
                _ = try open("command:\(path)")
                return nil
            } catch { return (error as? FulfilmentError)?.kind }
        }
        #expect(kind("/nonexistent/command") == .missing)
        #expect(kind(folder.url.path) == .missing)
        let plain = try folder.write("#!/bin/sh\n", to: "plain")
        #expect(kind(plain.path) == .notPermitted)
    }

    @Test func anAddressIsSpokenToByCurl() throws {
        #expect(try open("https://city.example/wishes") is WebFulfilment)
        #expect(try open("HTTPS://city.example:8443/wishes?a=b") is WebFulfilment)
        #expect(throws: FulfilmentError.self) {
            _ = try FulfilmentOption("https://city.example/").open(environment: ["PATH": "/"])
        }
    }

    @Test(arguments: [
        "", "journals", "none:", "journal:", "command", "command:", "ftp://city.example/",
        "https:", "https://", "https://user:secret@city.example/", "https://city.example:99999/",
        "https://city.example/a b", "https://city.example/\u{0}", "https://[::1/",
        "http://127.evil.example/", "http://city.example/", "http://localhost.evil.example/",
    ])
    func whatCannotBeMeantIsAUsageError(_ text: String) throws {
        let message = try #require(refusal(text))
        #expect(message.contains("--fulfilment"))
        #expect(!message.contains("secret"))
    }

    @Test(arguments: ["http://localhost:8080/", "http://127.0.0.1/", "http://[::1]:80/x"])
    func plainHTTPMayStayOnTheMachine(_ text: String) { #expect(refusal(text) == nil) }

    @Test func plainHTTPElsewhereIsAllowedBySettings() throws {
        let file = try folder.write(#"{"plain_http": true}"#, to: "settings.json")
        #expect(
            try open("http://city.example/", ServiceSettings(file: file)) is WebFulfilment)
    }
}

@Suite struct SettingsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func allThatAFileSaysIsTaken() throws {
        let file = try folder.write(
            """
            {
              "time_out_ms": 4000, "attempts": 2, "at_once": 5, "plain_http": false,
              "headers": {"Authorization": "Bearer secret"}, "authority": "city.pem",
              "certificate": "/etc/line.pem", "certificate_key": "keys/line.key",
              "proxy": "http://user:word@proxy.example:3128"
            }
            """, to: "settings.json")
        let settings = try ServiceSettings(file: file)
        #expect(settings.limits.timeOut == .seconds(4))
        #expect(settings.limits.attempts == 2)
        #expect(settings.limits.mostAtOnce == 5)
        #expect(settings.connection.headers.map(\.value) == ["Bearer secret"])
        #expect(
            settings.connection.authority == folder.url.appending(path: "city.pem").path)
        #expect(settings.connection.certificate == "/etc/line.pem")
        #expect(
            settings.connection.certificateKey == folder.url.appending(path: "keys/line.key").path)
        #expect(settings.connection.proxy == "http://user:word@proxy.example:3128")
    }

    @Test(arguments: [
        "", "[]", "{", #"{"time_out": 5}"#, #"{"time_out_ms": 0}"#, #"{"time_out_ms": "secret"}"#,
        #"{"attempts": 11}"#, #"{"at_once": 0}"#, #"{"headers": ["secret"]}"#,
        #"{"headers": {"A": "secret\nB: c"}}"#, #"{"headers": {"A b": "secret"}}"#,
        #"{"headers": {"Idempotency-Key": "secret"}}"#, #"{"certificate": "a.pem"}"#,
        #"{"authority": ""}"#, #"{"proxy": "secret"}"#, #"{"plain_http": 1}"#,
    ])
    func whatCannotBeUsedIsToldWithoutItsValue(_ text: String) throws {
        let file = try folder.write(text, to: "settings.json")
        let error = #expect(throws: FulfilmentOptionError.self) {
            _ = try ServiceSettings(file: file)
        }
        #expect(error?.message.contains("settings.json") == true)
        #expect(error?.message.contains("secret") == false)
    }

    @Test func credentialsThatOthersCanReadAreNotUsed() throws {
        let text = #"{"headers": {"Authorization": "Bearer secret"}}"#
        let file = try folder.write(text, to: "settings.json", mode: 0o644)
        let error = #expect(throws: FulfilmentOptionError.self) {
            _ = try ServiceSettings(file: file)
        }
        #expect(error?.message.contains("chmod 600") == true)
        let harmless = try folder.write(#"{"attempts": 1}"#, to: "open.json", mode: 0o644)
        #expect(try ServiceSettings(file: harmless).limits.attempts == 1)
    }
}
