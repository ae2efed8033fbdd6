import CallLog
import Foundation
import Knowledge
import Testing
import Transcript

@testable import Reporting

@Suite struct ReportPageTests {
    private static let hostile = [
        #"<script>alert("x")</script>"#, #""><svg/onload=alert(1)>"#, "</q></td></table><h1>",
        "\u{202E}reversed\u{1B}[31mred\u{7}", "&lt;b&gt;", "' onmouseover='alert(1)",
    ]

    private func text(_ figures: ReportFigures) -> String {
        String(
            decoding: ReportPage(
                figures, source: "/log & <folder>", made: WrittenCall.start, version: "0.1.0"
            ).bytes, as: UTF8.self)
    }

    /// A page with something in every section.
    private func full() -> String {
        var figures = ReportFigures()
        for (number, words) in Self.hostile.enumerated() {
            var call = WrittenCall(words, line: words, language: words)
            call.asks(words, answer: words, latency: 300, isInterrupted: true)
            call.asks(words, .noMatch, latency: 5_000)
            call.happens(.fault(.init(stage: words, kind: "k", operation: "", recovered: true)))
            call.happens(.action(.init(name: words, slots: [:], result: "")))
            call.rates(5)
            if number == 0 { call.happens(.transfer(to: "x", reason: words)) }
            call.ends(words)
            figures.add(call.summary)
        }
        return text(figures)
    }

    @Test func whatCallersSayIsNeverMarkup() {
        let page = full()
        for raw in [
            "<script", "<svg/", "onload=alert(1)>\"", "</q></td></table>", "\u{202E}", "\u{1B}",
        ] {
            #expect(!page.contains(raw), "\(raw)")
        }
        #expect(page.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"))
        #expect(page.contains("&amp;lt;b&amp;gt;"))
        #expect(page.contains("/log &amp; &lt;folder&gt;"))
        // Attributes are quoted with double quotes, and those are escaped.
        #expect(!page.contains("' onmouseover"))
    }

    /// Markup that got into a text by mistake would be shown as words.
    @Test func markupIsNotShown() {
        for page in [full(), text(ReportFigures())] {
            #expect(!page.contains("HTML(markup"))
            #expect(!page.contains("&lt;p&gt;"))
            #expect(!page.contains("Optional("))
        }
    }

    @Test func tagsAreBalanced() throws {
        for page in [full(), text(ReportFigures())] {
            var open: [Substring] = []
            for match in page.matches(of: /<(\/?)([a-z0-9]+)(?:"[^"]*"|[^">])*?(\/?)>/) {
                let name = match.output.2
                if ["meta"].contains(name) || !match.output.3.isEmpty { continue }
                if match.output.1.isEmpty {
                    open.append(name)
                } else {
                    #expect(open.popLast() == name, "closes \(name)")
                }
            }
            #expect(open.isEmpty)
        }
    }

    @Test func nothingIsAskedOfAnybody() throws {
        let page = full().replacing("&#39;", with: "'")
        for way in [
            "http:", "https:", "src=", "url(", "@import", "<link", "<iframe", "javascript:",
        ] {
            #expect(!page.contains(way), "\(way)")
        }
        #expect(page.contains("default-src 'none'"))
        #expect(!page.contains(" style="), "the policy forbids styles in attributes")
        let style = try #require(page.firstMatch(of: /<style>((?s).*?)<\/style>/)).output.1
        var digest = SHA256()
        digest.update(Array(style.utf8))
        #expect(page.contains("'sha256-\(Data(digest.digest()).base64EncodedString())'"))
    }

    @Test func everyChartHasANameAWordAndItsNumbers() throws {
        let page = full()
        let figures = page.matches(of: /<figure((?s).*?)<\/figure>/).map { String($0.output.1) }
        #expect(figures.count == 5)
        for figure in figures {
            #expect(figure.contains("role=\"img\""))
            let label = try #require(figure.firstMatch(of: /aria-labelledby="(\S+) (\S+)"/)).output
            #expect(figure.contains("<title id=\"\(label.1)\">"))
            #expect(figure.contains("<desc id=\"\(label.2)\">"))
            #expect(figure.contains("<table"))
        }
        let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count, "an id is there once")
        for link in page.matches(of: /href="#([^"]*)"/) {
            #expect(ids.contains(String(link.output.1)))
        }
    }

    @Test func noCallIsSaid() {
        let page = text(ReportFigures())
        #expect(page.contains("No calls"))
        #expect(page.contains("The log has none yet"))
        #expect(!page.contains("<svg"))
    }

    @Test func oneCallIsOne() {
        var figures = ReportFigures()
        var call = WrittenCall()
        call.asks("how much", answer: "fee", latency: 300)
        call.ends()
        figures.add(call.summary)
        let page = text(figures)
        #expect(page.contains("1 call "))
        #expect(!page.contains("1 calls"))
        #expect(page.contains("23 November 2026"))
        #expect(page.contains("NaN") == false)
    }

    @Test func theSizeOfThePageIsBounded() {
        var figures = ReportFigures()
        for number in 0..<3_000 {
            var call = WrittenCall(
                "c\(number)",
                start: WrittenCall.start.advanced(byMilliseconds: number * 40_000_000),
                line: "line \(number)")
            call.asks("question number \(number)", answer: "a\(number)", latency: Double(number))
            call.asks("unknown thing \(number)", .noMatch)
            call.ends("reason \(number)")
            figures.add(call.summary)
        }
        #expect(text(figures).utf8.count < 200_000)
    }

    @Test func answersPastTheirDateAreTold() throws {
        let entries = [
            ("a.old", "2026-10-31"), ("a.soon", "2026-12-31"), ("a.later", "2027-12-31"),
        ]
        .map { id, until in
            Entry(
                id: id, topic: "a", title: "title of \(id)", questions: [], answer: "x",
                validFrom: WrittenCall.start.day, validUntil: Day(until),
                checked: WrittenCall.start.day)
        }
        let language = LanguageSettings(tag: "en-US", name: "English")
        let catalogue = AnswerCatalogue([LanguagePack(language: language, entries: entries)])
        #expect(catalogue.past(on: WrittenCall.start.day).map(\.id) == ["a.old"])
        #expect(catalogue.ending(within: 60, of: WrittenCall.start.day).map(\.id) == ["a.soon"])
        var figures = ReportFigures(catalogue: catalogue)
        figures.add(WrittenCall().summary)
        let page = text(figures)
        #expect(page.contains("Past their date"))
        #expect(page.contains("Title of a.old"))
        #expect(!page.contains("a.later"))
    }
}
