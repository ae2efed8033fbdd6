import Monitoring
import Terminal
import Testing
import Transcript

@Suite struct ViewTests {
    private func seat(calls: Int) -> Seat {
        var seat = Seat()
        for number in 0..<calls {
            seat.talk.wait(1_000)
            seat.talk.askOnce("call-\(number)", line: "hw:\(number % 3)")
        }
        return seat
    }

    /// The call whose row looks selected.
    private func selected(_ seat: inout Seat) -> String? {
        let grid = seat.grid()
        let row = (4..<23).first { grid[$0, 1].style.isReverse }
        return row.map { String(grid.text(row: $0).split(separator: " ")[0]) }
    }

    @Test func arrowsLettersAndPagesMoveInTheList() {
        var seat = seat(calls: 30)
        #expect(selected(&seat) == "call-0")
        seat.press(.down, .character("j"), .down, .character("k"))
        #expect(selected(&seat) == "call-2")
        seat.press(.pageDown)
        #expect(selected(&seat) == "call-9")
        seat.press(.character("G"))
        #expect(selected(&seat) == "call-29")
        seat.press(.down, .end, .up)
        #expect(selected(&seat) == "call-28")
        seat.press(.home, .up)
        #expect(selected(&seat) == "call-0")
    }

    @Test func theSelectionStaysWithItsCall() {
        var seat = seat(calls: 3)
        seat.press(.down)
        #expect(selected(&seat) == "call-1")
        // It ends, and sinks below those that run.
        seat.talk.end("call-1")
        #expect(selected(&seat) == "call-1")
        #expect(seat.rows()[6].contains("call-1"))
    }

    @Test func theListStaysWhenTheSelectedCallSinks() {
        var seat = seat(calls: 30)
        #expect(selected(&seat) == "call-0")
        seat.talk.end("call-0")
        #expect(seat.rows()[4].contains("call-1 "))
        // The next key goes on from there.
        seat.press(.up)
        #expect(selected(&seat) == "call-29")
    }

    @Test func theNewestCallIsFollowedWhenThatIsAskedFor() {
        var seat = seat(calls: 2)
        seat.press(.character("F"))
        #expect(selected(&seat) == "call-1")
        seat.talk.wait(1_000)
        seat.talk.askOnce("call-2")
        #expect(selected(&seat) == "call-2")
        seat.press(.up)
        seat.talk.wait(1_000)
        seat.talk.askOnce("call-3")
        #expect(selected(&seat) == "call-1")
    }

    @Test func theTranscriptFollowsUntilItIsScrolled() {
        var seat = seat(calls: 1)
        for number in 0..<40 { seat.talk.say("call-0", "question \(number)") }
        #expect(seat.text().contains("question 39  0.90"))
        seat.press(.tab, .up)
        #expect(!seat.text().contains("question 39  0.90"))
        seat.talk.say("call-0", "later")
        #expect(!seat.text().contains("later  0.90"))
        seat.press(.character("g"))
        #expect(seat.text().contains("call    answered"))
        seat.press(.pageDown, .pageUp, .character("f"))
        #expect(seat.text().contains("later  0.90"))
    }

    @Test func aPauseHoldsTheScreenAndCountsWhatComes() {
        var seat = seat(calls: 1)
        seat.press(.character(" "))
        let before = seat.rows()
        seat.talk.wait(5_000)
        seat.talk.say("call-0", "unseen")
        let after = seat.rows()
        #expect(before[1...].dropLast() == after[1...].dropLast())
        #expect(after[0].contains("PAUSED, 1 event waiting"))
        seat.press(.character("p"))
        #expect(seat.text().contains("unseen"))
    }

    @Test func aFilterLooksAtWordsWithoutMarksAndAtFields() {
        var seat = seat(calls: 4)
        seat.talk.say("call-2", "Đăng ký tạm trú", line: "hw:2")
        seat.talk.choose("call-2", .noMatch, nil)
        func shown(_ filter: String) -> [String] {
            seat.press(.escape, .escape, .character("/"))
            seat.type(filter)
            seat.press(.enter)
            return seat.rows()[4..<8].compactMap {
                $0.hasPrefix(" call-") && $0.dropFirst(7).hasPrefix(" hw")
                    ? String($0.dropFirst().prefix(6)) : nil
            }
        }
        #expect(shown("dang ky") == ["call-2"])
        #expect(shown("fifteen line:hw:0") == ["call-0", "call-3"])
        #expect(shown("outcome:refused") == ["call-2"])
        #expect(shown("outcome:answered") == ["call-0", "call-1", "call-3"])
        #expect(shown("lang:vi") == [])
        #expect(seat.text().contains("No call matches the filter. Esc shows all."))
        #expect(shown("id:call-1") == ["call-1"])
        #expect(seat.text().contains("/id:call-1, 1 of 4"))
        #expect(shown("").count == 4)
    }

    @Test func keysGoThroughOutcomesAndLines() {
        var seat = seat(calls: 4)
        seat.talk.say("call-3", "x")
        seat.talk.choose("call-3", .noMatch, nil)
        seat.press(.character("o"))
        #expect(seat.text().contains("answered, 3 of 4"))
        seat.press(.character("o"), .character("o"))
        #expect(seat.text().contains("refused, 1 of 4"))
        seat.press(.escape, .character("l"))
        #expect(seat.text().contains("line hw:0, 2 of 4"))
        seat.press(.character("l"), .character("l"), .character("l"))
        #expect(!seat.text().contains("of 4"))
    }

    @Test func aSearchGoesFromLineToLine() {
        var seat = seat(calls: 1)
        for number in 0..<30 { seat.talk.say("call-0", "câu hỏi \(number)") }
        seat.press(.character("s"))
        seat.type("hoi 1")
        seat.press(.enter, .character("n"))
        // 1, and 10 to 19.
        #expect(seat.text().contains("1 of 11 lines"))
        #expect(seat.text().contains("câu hỏi 1 "))
        seat.press(.character("N"))
        #expect(seat.text().contains("11 of 11 lines"))
        let grid = seat.grid()
        let row = (0..<24).first { grid.text(row: $0).contains("câu hỏi 19") } ?? 0
        #expect((19..<24).allSatisfy { grid[row, $0].style.isReverse })
        seat.press(.character("s"), .control("u"))
        seat.type("nowhere")
        seat.press(.enter, .character("n"))
        #expect(seat.text().contains("not in this call: nowhere"))
    }

    @Test func idsAreCopiedAndShown() {
        var seat = seat(calls: 1)
        #expect(seat.press(.character("y")) == .copy("call-0"))
        #expect(seat.rows()[23] == " copied call-0")
        #expect(seat.press(.character("Y")) == .copy("residence.temporary.fee"))
        var empty = Seat()
        #expect(empty.press(.character("y")) == nil)
        #expect(empty.rows()[23] == " there is no call to copy")
    }

    @Test func keysThatEndOrSuspend() {
        var seat = seat(calls: 1)
        #expect(seat.press(.character("q")) == .quit)
        #expect(seat.press(.control("c")) == .quit)
        #expect(seat.press(.control("z")) == .suspend)
        #expect(seat.press(.control("l")) == .redraw)
        // In a prompt a letter is a letter.
        #expect(seat.press(.character("/"), .character("q")) == nil)
        #expect(seat.press(.control("c")) == .quit)
    }
}
