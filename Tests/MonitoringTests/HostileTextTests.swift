import Knowledge
import Monitoring
import Terminal
import Testing
import Transcript

/// What a caller says, and what stands in a log, is never obeyed by a terminal.
@Suite struct HostileTextTests {
    static let texts = [
        "\u{1B}[2J\u{1B}[31mgone", "\u{9B}31mred", "\u{1B}]52;c;aGFja2Vk\u{7}", "\u{1B}P q\u{1B}\\",
        "a\u{202E}gnihtyreve\u{202C}b", "\u{2067}x\u{2069}", "<script>alert(1)</script>",
        "line\nbreak\r\u{8}\u{8}", "z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}algo",
        "👨‍👩‍👧 日本語 ❤️", "\u{0}\u{7F}\u{85}\u{2028}",
    ]

    private func seat() -> Seat {
        var seat = Seat()
        for (number, text) in Self.texts.enumerated() {
            let call = "call-\(number)\(text)"
            seat.talk.begin(call, line: text, language: text)
            seat.talk.add(call, .callerPartial(text: text), line: text)
            seat.talk.say(call, text, line: text)
            seat.talk.choose(call, .answer, text)
            seat.talk.answer(call, text + text, heard: text, id: text)
            seat.talk.add(call, .dtmf(digits: text))
            seat.talk.add(call, .transfer(to: text, reason: text))
            seat.talk.add(
                call,
                .fault(.init(stage: text, kind: text, operation: text, recovered: false)))
            seat.talk.add(call, .other(name: text, fields: ["x": .string(text)]))
        }
        return seat
    }

    /// Only these sequences may reach a terminal: cursor, clear, look.
    private func foreign(_ bytes: [UInt8]) -> [Unicode.Scalar] {
        var rest = Substring(String(decoding: bytes, as: UTF8.self)).unicodeScalars
        var foreign: [Unicode.Scalar] = []
        while let scalar = rest.popFirst() {
            if scalar == "\u{1B}" {
                guard rest.popFirst() == "[" else {
                    foreign.append(scalar)
                    continue
                }
                while let next = rest.first, ("0"..."9").contains(next) || next == ";" {
                    rest.removeFirst()
                }
                if let final = rest.popFirst(), !["H", "J", "m"].contains(final) {
                    foreign.append(final)
                }
            } else if [.control, .format, .lineSeparator, .paragraphSeparator, .privateUse]
                .contains(scalar.properties.generalCategory)
            {
                foreign.append(scalar)
            }
        }
        return foreign
    }

    @Test func nothingOfItIsObeyedOnAnyScreen() {
        var seat = seat()
        for size in [ScreenSize(columns: 80, rows: 24), ScreenSize(columns: 200, rows: 50)] {
            seat.size = size
            var drawing = Drawing(hasColour: true)
            for _ in Self.texts {
                #expect(foreign(drawing.bytes(for: seat.grid())).isEmpty)
                seat.press(.down)
            }
            seat.press(.character("z"), .character("G"))
            #expect(foreign(drawing.bytes(for: seat.grid())).isEmpty)
            seat.press(.character("y"))
            #expect(foreign(drawing.bytes(for: seat.grid())).isEmpty)
            seat.press(.character("z"), .character("l"), .character("o"))
            #expect(foreign(drawing.bytes(for: seat.grid())).isEmpty)
            seat.press(.escape, .escape)
        }
    }

    @Test func nothingOfItIsObeyedAsLines() {
        for call in seat().talk.monitor.calls.values {
            let record = Talk().record(
                call.key.call, .callerPartial(text: call.line), seq: 0, line: call.line)
            let line = EventLine.text(of: record) ?? "\u{1B}"
            // Lines keep what joins letters: it moves and turns nothing.
            let joiner: Unicode.Scalar = "\u{200D}"
            #expect(foreign(Array(line.utf8)).allSatisfy { $0 == joiner })
            #expect(foreign(record.json.bytes).allSatisfy { $0 == joiner })
        }
    }
}
