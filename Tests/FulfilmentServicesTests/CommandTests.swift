import Foundation
import Fulfilment
import FulfilmentServices
import Knowledge
import Testing

@Suite struct CommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func shell(
        _ script: String, timeOut: Duration = .seconds(20), atOnce: Int = 8
    ) -> CommandFulfilment {
        CommandFulfilment(
            "/bin/sh", ["-c", script, "sh", folder.url.path],
            limits: ServiceLimits(timeOut: timeOut, mostAtOnce: atOnce))
    }

    private static let ticket = #"{"key":"call/1","result":"ticket","number":"A-7"}"#
    private static let answer = "echo '\(ticket)'"

    @Test func aWishIsReadFromStandardInputAndAnsweredOnStandardOutput() throws {
        let city = shell("cat > \"$1/request\"; \(Self.answer)")
        #expect(try city.fulfil(Wishes.ticket()) == .ticket(number: "A-7"))
        let request = try Data(contentsOf: folder.url.appending(path: "request"))
        #expect(Array(request) == Wishes.ticket().json.bytes + [0x0A])
    }

    @Test func whoDoesNotReadAndWhoComplainsAnswersAllTheSame() throws {
        let city = shell("exec <&-; echo noise >&2; \(Self.answer)")
        #expect(try city.fulfil(Wishes.ticket()) == .ticket(number: "A-7"))
    }

    @Test func noOpenFileOfThisProcessReachesTheCommand() throws {
        // A duplicate stays open in a program that is started.
        let stray = fcntl(FileHandle.standardOutput.fileDescriptor, F_DUPFD, 200)
        try #require(stray >= 200)
        defer { close(stray) }
        let city = shell("[ -e /proc/$$/fd/\(stray) ] || \(Self.answer)")
        #expect(try city.fulfil(Wishes.ticket()) == .ticket(number: "A-7"))
    }

    @Test func whatACallerSaysReachesNoShell() throws {
        let comment = "$(touch \(folder.url.path)/touched) `id`; '\"\n"
        let request = Wishes.request("call/1", .feedback(rating: 5, comment: comment))
        let city = shell(#"cat > "$1/request"; echo '{"key":"call/1","result":"accepted"}'"#)
        #expect(try city.fulfil(request) == .accepted)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["request"])
    }

    @Test(arguments: [
        "", "true", "echo It works", "echo '{\"key\":\"call/1\"'",
        #"echo '{"key":"call/1","result":"ticket","number":7}'"#,
        #"echo '{"key":"call/1","result":"accepted"}'"#,
        #"echo '{"key":"call/2","result":"ticket","number":"A-7"}'"#,
        #"echo '{"result":"ticket","number":"A-7"}'"#, "\(answer); \(answer)", #"printf '\377'"#,
    ])
    func whatCannotBeMeantIsNotBelieved(_ script: String) {
        #expect(failure(shell(script))?.kind == .malformed)
    }

    @Test func aStatusThatIsNotNoughtIsAFailureWhateverIsWritten() {
        let error = failure(shell("\(Self.answer); exit 3"))
        #expect(error == .init(.failed, place: "/bin/sh", operation: "exit", code: 3))
    }

    @Test func aCommandThatIsKilledIsAFailure() {
        let error = failure(shell("\(Self.answer); kill -KILL $$"))
        #expect(error == .init(.failed, place: "/bin/sh", operation: "signal", code: SIGKILL))
    }

    @Test(arguments: ["yes", "while :; do echo; done", "head -c 70000 /dev/zero"])
    func moreThanCanBeMeantIsNotRead(_ script: String) {
        #expect(failure(shell(script))?.kind == .tooLarge)
    }

    @Test func aCommandThatDoesNotAnswerIsKilledWithAllThatItStarted() throws {
        let watch = try Watch(folder)
        // Both hold the pipe open, as long as they live.
        let script = "exec 3> \"$1/watch\"; sleep 1000 & echo '{'; exec >&-; wait"
        let error = failure(shell(script, timeOut: .milliseconds(300)))
        #expect(error?.kind == .timedOut)
        #expect(watch.allAreGone())
    }

    @Test func aCommandThatLeavesItsGroupIsKilledAllTheSame() {
        let script = "import os\nos.setpgid(0, os.getpgid(os.getppid()))\nwhile True: print('{')"
        let city = CommandFulfilment(
            "/usr/bin/env", ["python3", "-c", script],
            limits: ServiceLimits(timeOut: .seconds(20)))
        #expect(failure(city)?.kind == .tooLarge)
    }

    @Test func whatACommandLeavesBehindGoesWithItsAnswer() throws {
        let watch = try Watch(folder)
        let city = shell("exec 3> \"$1/watch\"; sleep 1000 & \(Self.answer)")
        #expect(try city.fulfil(Wishes.ticket()) == .ticket(number: "A-7"))
        #expect(watch.allAreGone())
    }

    @Test func whoFindsNoPlaceInTimeIsToldSo() throws {
        let places = Places(1)
        let late = ContinuousClock.now + .seconds(20)
        var second: FulfilmentError?
        try places.withOne(until: late, at: "city") { () throws(FulfilmentError) in
            do throws(FulfilmentError) {
                try places.withOne(until: .now, at: "city") {}
            } catch { second = error }
        }
        #expect(second == .init(.overloaded, place: "city", operation: "wait"))
        try places.withOne(until: .now, at: "city") {}
    }

    @Test func oneAtATimeIsOneAtATime() async {
        let city = shell(
            "mkdir \"$1/only\" || exit 9; rmdir \"$1/only\"; \(Self.answer)", atOnce: 1)
        let answers = await answers(of: city, count: 12)
        #expect(answers.count == 12)
        #expect(answers.allSatisfy { $0 == .ticket(number: "A-7") })
    }

    @Test func aCommandThatIsNotThereIsTold() {
        #expect(failure(CommandFulfilment("/nonexistent/command"))?.kind == .missing)
    }

    @Test func aFileThatIsNoProgramIsTold() throws {
        let plain = try folder.write("#!/bin/sh\n", to: "plain", mode: 0o600)
        #expect(failure(CommandFulfilment(plain.path))?.kind == .notPermitted)
        #expect(failure(CommandFulfilment(folder.url.path))?.kind == .notPermitted)
        let script = repository.appending(path: "Tests/Fixtures/fulfilment/no-interpreter")
        #expect(failure(CommandFulfilment(script.path))?.kind == .notExecutable)
    }

    @Test func aWishThatNoPipeHoldsIsNotSent() {
        let wish = Wishes.request(
            "call/1", .feedback(rating: 1, comment: String(repeating: "a", count: 1 << 20)))
        #expect(failure(shell(Self.answer), wish)?.kind == .tooLarge)
    }

    @Test func manyAskAtOnce() async {
        let answers = await answers(of: shell(Self.answer, atOnce: 4), count: 24)
        #expect(answers.allSatisfy { $0 == .ticket(number: "A-7") })
    }

    private func answers(
        of city: some Fulfilment, count: Int
    ) async -> [FulfilmentResponse?] {
        await withTaskGroup(of: FulfilmentResponse?.self) { group in
            for _ in 0..<count { group.addTask { try? city.fulfil(Wishes.ticket()) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}

/// A named pipe that processes hold open: it shows when they are gone.
private final class Watch {
    private let descriptor: Int32

    init(_ folder: TemporaryFolder) throws {
        let path = folder.url.appending(path: "watch").path
        try #require(mkfifo(path, 0o600) == 0)
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        try #require(descriptor >= 0)
    }

    deinit { close(descriptor) }

    /// Nobody has it open any more, who had.
    func allAreGone() -> Bool {
        var entry = pollfd(fd: descriptor, events: 0, revents: 0)
        return poll(&entry, 1, 20_000) == 1 && entry.revents & Int16(POLLHUP) != 0
    }
}
