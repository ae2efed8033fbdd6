import Monitoring
import Terminal
import Testing
import Transcript

@Suite struct ScreenTests {
    @Test func withoutACallTheScreenSaysSo() {
        var seat = Seat()
        #expect(
            seat.rows().prefix(5).map { $0 } == [
                " tongdai   0 calls now   ~/log                                     09:00:00 UTC",
                " 0 calls  0 transferred  │  0 answered  0 asked back  0 refused",
                " last hour ···················· 0  p50 –  p95 –",
                " CALL LINE LANG   TIME STATE     LAST SAID",
                " No calls yet. Whoever calls now is seen here.",
            ])
        seat.view.folderNotice = "~/log: there is no such folder yet; waiting for it"
        #expect(seat.rows()[4] == " ~/log: there is no such folder yet; waiting for it")
    }

    @Test func oneCallIsSeenWithItsTranscript() {
        var seat = Seat()
        seat.talk.begin("20261128090000000-4711")
        seat.talk.wait(6_000)
        let call = "20261128090000000-4711"
        seat.talk.answer(call, "Hello.")
        seat.talk.wait(1_000)
        seat.talk.say(call, "tôi muốn đăng ký tạm trú")
        seat.talk.choose(call, .answer, "residence.temporary.fee", latency: 420)
        seat.talk.wait(2_000)
        seat.talk.answer(
            call,
            "You pay fifteen thousand dong at the counter, and seven thousand dong online.",
            id: "residence.temporary.fee")
        seat.talk.add(call, .callerPartial(text: "and where"))
        #expect(
            seat.rows().dropLast().filter { !$0.isEmpty } == [
                " tongdai   1 call now   ~/log                                      09:00:09 UTC",
                " 1 call  0 transferred  │  1 answered  0 asked back  0 refused",
                " last hour ···················█ 1  p50 420\u{A0}ms  p95 420\u{A0}ms           since 09:00",
                " CALL          LINE LANG   TIME STATE     LAST SAID",
                " 09:00:00-4711 hw:0 en-US 00:09 waiting   and where",
                " 20261128090000000-4711  hw:0  en-US  waiting                           follows",
                " 00:00 call    answered  alsa en-US knowledge 8440bc24 version 0.1.0",
                " 00:06 line    Hello.",
                " 00:07 caller  tôi muốn đăng ký tạm trú  0.90",
                " 00:09 line    You pay fifteen thousand dong at the counter, and seven thousand",
                "               dong online.  residence.temporary.fee 0.93 420\u{A0}ms",
                "   …   caller  and where",
            ])
    }

    @Test func theReplyIsSeenWhileItIsHeard() {
        var seat = Seat()
        seat.talk.begin("a")
        seat.talk.say("a", "how much is it")
        seat.talk.choose("a", .answer, "fee", latency: 420)
        func last() -> [String] { Array(seat.rows().filter { !$0.isEmpty }.dropLast().suffix(2)) }
        #expect(last()[1] == "   …   line    is speaking  fee 0.93 420\u{A0}ms")
        seat.talk.add(
            "a", .agentPartial(.init(text: "You pay ten dong.", heard: "", answer: "fee")))
        #expect(last()[1] == "   …   line    You pay ten dong.  fee 0.93 420\u{A0}ms")
        seat.talk.add(
            "a",
            .agentPartial(
                .init(
                    text: "You pay ten dong. Bring your card.", heard: "You pay ten dong.",
                    answer: "fee")))
        let text = "You pay ten dong. Bring your card."
        #expect(last()[1] == "   …   line    \(text)  fee 0.93 420\u{A0}ms")
        // What is heard now is dim, what was heard is not.
        let grid = seat.grid()
        let row = seat.rows().firstIndex { $0.contains("Bring your card") } ?? 0
        #expect(!grid[row, 16].style.isDim)
        #expect(grid[row, 40].style.isDim)
        // The caller's words come below while both speak, and the end clears it.
        seat.talk.add("a", .callerPartial(text: "and where"))
        #expect(
            last() == ["   …   line    \(text)  fee 0.93 420\u{A0}ms", "   …   caller  and where"])
        seat.talk.answer("a", text, heard: "You pay ten dong.", id: "fee")
        #expect(seat.text().contains("You pay ten dong. Bring your card. [interrupted]"))
        #expect(!seat.text().contains("…   line"))
    }

    @Test func linesOfANewerVersionAreNamedOnTop() {
        var seat = Seat()
        seat.talk.begin("a")
        // Twice, as of a file that was written anew.
        for _ in 0..<2 {
            seat.talk.take(
                TranscriptRecord(
                    version: 2, time: seat.talk.now, call: "a", line: "hw:0", seq: 1, ms: 10,
                    event: .callerPartial(text: "how"), prev: ""))
        }
        #expect(seat.rows()[1].hasSuffix("  1 newer"))
        #expect(seat.text().contains("how"))
        seat.size = ScreenSize(columns: 120, rows: 24)
        #expect(seat.rows()[1].hasSuffix("  1 line of a newer version"))
    }

    @Test func aNoticeIsReadOnceAndGoesWithAKey() {
        var seat = Seat()
        seat.view.tell("days not followed: 2 compressed")
        seat.view.tell("1 line of a newer version")
        #expect(
            seat.rows()[23] == " days not followed: 2 compressed; 1 line of a newer version")
        seat.press(.character("j"))
        #expect(seat.rows()[23].hasPrefix(" ? help"))
    }

    @Test func sixtyCallsFillBothSizes() {
        var seat = Seat()
        for number in 0..<60 {
            seat.talk.wait(1_000)
            seat.talk.askOnce("call-\(number)", line: number % 2 == 0 ? "hw:0" : "kiosk")
        }
        let small = seat.rows()
        #expect(small.count == 24)
        #expect(small[3].hasSuffix("1–8 of 60"))
        #expect(small[4].hasPrefix(" call-0 "))
        #expect(small[11].hasPrefix(" call-7 "))
        seat.size = ScreenSize(columns: 200, rows: 50)
        let large = seat.rows()
        #expect(large.count == 50)
        #expect(large[4].hasPrefix(" call-0 "))
        // The transcript stands beside the calls.
        #expect(large[4].contains("│ 00:01 call    answered"))
        #expect(large[48].hasPrefix(" call-44 "))
        #expect(large.allSatisfy { DisplayText.width(of: $0) <= 200 })
    }

    @Test func faultsAreOnTopInRedUntilTheyAreDismissed() {
        var seat = Seat()
        seat.talk.begin("a")
        for stage in ["hear", "line"] {
            seat.talk.add(
                "a",
                .fault(
                    .init(stage: stage, kind: "failed", operation: "read", recovered: false)))
        }
        let grid = seat.grid()
        #expect(
            grid.text(row: 3).hasPrefix(
                " FAULT 09:00:00  hw:0  line failed: read, not recovered  a"))
        #expect(grid.text(row: 3).hasSuffix("+1  x clears"))
        #expect(grid[3, 1].style.colour == .red)
        #expect(seat.press(.character("x")) == .dismissFaults)
        seat.talk.dismissFaults()
        #expect(!seat.text().contains("FAULT"))
    }

    @Test func oldFaultsAreNotOnTop() {
        var seat = Seat()
        seat.talk.add(
            "a", .fault(.init(stage: "line", kind: "lost", operation: "read", recovered: true)))
        seat.talk.wait(61 * 60_000)
        #expect(!seat.text().contains("FAULT"))
    }

    @Test func aWindowThatIsTooSmallIsTold() {
        var seat = Seat()
        seat.talk.askOnce("a")
        seat.size = ScreenSize(columns: 79, rows: 24)
        #expect(seat.text().hasPrefix("This window is too small.\nIt has 79 × 24"))
        seat.size = ScreenSize(columns: 3, rows: 1)
        #expect(seat.text() == "Th…")
        // Keys still work.
        #expect(seat.press(.character("q")) == .quit)
        seat.press(.down, .pageDown, .character("n"), .character("?"))
    }

    @Test func anySizeIsDrawn() {
        var seat = Seat()
        for number in 0..<5 { seat.talk.askOnce("call-\(number)") }
        var drawing = Drawing(hasColour: true)
        for columns in stride(from: 1, through: 260, by: 7) {
            for rows in stride(from: 1, through: 80, by: 5) {
                seat.size = ScreenSize(columns: columns, rows: rows)
                seat.press(.character("z"), .down, .pageUp)
                let grid = seat.grid()
                #expect(grid.columns == columns && grid.rows == rows)
                #expect(!drawing.bytes(for: grid).isEmpty)
            }
        }
    }

    @Test func theHelpShowsEveryKeyAtTheSmallestSize() {
        var seat = Seat()
        seat.press(.character("?"))
        let help = seat.text()
        for key in ["PgUp", "Tab", "space", "/", "n N", "y  Y", "Esc", "^L  ^Z  q"] {
            #expect(help.contains(key))
        }
        seat.press(.escape)
        #expect(!seat.text().contains("^L  ^Z  q"))
    }
}
