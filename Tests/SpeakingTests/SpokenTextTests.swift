import Speaking
import Testing

/// What is written, and how it is said.
@Suite struct SpokenTextTests {
    @Test(arguments: Self.money) func saysMoney(_ example: Example) { example.check() }
    @Test(arguments: Self.numbers) func saysNumbers(_ example: Example) { example.check() }
    @Test(arguments: Self.dates) func saysDates(_ example: Example) { example.check() }
    @Test(arguments: Self.times) func saysTimes(_ example: Example) { example.check() }
    @Test(arguments: Self.telephones) func saysTelephoneNumbers(_ example: Example) {
        example.check()
    }
    @Test(arguments: Self.codes) func saysCodes(_ example: Example) { example.check() }
    @Test(arguments: Self.laws) func saysNumbersOfLaws(_ example: Example) { example.check() }
    @Test(arguments: Self.abbreviations) func saysAbbreviations(_ example: Example) {
        example.check()
    }
    @Test(arguments: Self.addresses) func saysAddresses(_ example: Example) { example.check() }
    @Test(arguments: Self.signs) func saysSignsOrPauses(_ example: Example) { example.check() }

    struct Example: CustomTestStringConvertible, Sendable {
        let written: String
        let spoken: String

        init(_ written: String, _ spoken: String) {
            self.written = written
            self.spoken = spoken
        }

        var testDescription: String { written }

        func check() { #expect(SpokenText(written).spoken == spoken) }
    }

    static let money = [
        Example("15,000 dong", "fifteen thousand dong"),
        Example("15,000 VND", "fifteen thousand dong"),
        Example("₫15,000", "fifteen thousand dong"),
        Example("15,000₫", "fifteen thousand dong"),
        Example("VND 15,000", "fifteen thousand dong"),
        Example("VND15,000", "fifteen thousand dong"),
        Example("15.000 đồng", "fifteen thousand dong"),
        Example("15.000đ", "fifteen thousand dong"),
        Example("15 000 VND", "fifteen thousand dong"),
        Example("0 VND", "zero dong"),
        Example("1,500,000 VND", "one million five hundred thousand dong"),
        Example("1.500.000 VND", "one million five hundred thousand dong"),
        Example("8,000,000-10,000,000 dong", "eight million to ten million dong"),
        Example("2,000,000–4,000,000 VND", "two million to four million dong"),
        Example("1.5 million dong", "one point five million dong"),
        Example("2 million VND", "two million dong"),
        Example("500k VND", "five hundred thousand dong"),
        Example("1,250,000,000 VND", "one billion two hundred fifty million dong"),
        Example("US$145", "one hundred forty-five dollars"),
        Example("25 USD", "twenty-five dollars"),
        Example("1 USD", "one dollar"),
        Example("$2.50", "two point five zero dollars"),
        Example(
            "The fee is 20,000 VND, or 10,000 VND online.",
            "The fee is twenty thousand dong, or ten thousand dong online."),
    ]

    static let numbers = [
        Example("7–10 days", "seven to ten days"),
        Example("7-10 days", "seven to ten days"),
        Example("7 – 10 working days", "seven to ten working days"),
        Example("50%", "fifty percent"),
        Example("2.5 %", "two point five percent"),
        Example("10–20%", "ten to twenty percent"),
        Example("the 1st, 2nd, 3rd and 21st", "the first, second, third and twenty-first"),
        Example("the 12th floor", "the twelfth floor"),
        Example("the 30th time", "the thirtieth time"),
        Example("12-month visa", "twelve month visa"),
        Example("a level-2 account", "a level two account"),
        Example("a 14-year-old", "a fourteen year old"),
        Example("115 applications", "one hundred fifteen applications"),
        Example("1,009 people", "one thousand nine people"),
        Example("3.14", "three point one four"),
        Example("8 m2", "eight square metres"),
        Example("8 m²", "eight square metres"),
        Example("125 cm3", "one hundred twenty-five cubic centimetres"),
        Example("a 2x3 cm photo", "a two by three centimetres photo"),
        Example("60 km/h", "sixty kilometres per hour"),
        Example("1/2 of the fee", "one half of the fee"),
        Example("2/3", "two thirds"),
        Example("3/4", "three quarters"),
        Example("in 2025", "in twenty twenty-five"),
        Example(
            "In 2025, 2025 things changed.",
            "In twenty twenty-five, two thousand twenty-five things changed."),
        Example("since 2008", "since two thousand eight"),
        Example("before 1995", "before nineteen ninety-five"),
        Example("the 2026 rules", "the twenty twenty-six rules"),
        Example("about 2000 people", "about two thousand people"),
        Example("2,025 VND", "two thousand twenty-five dong"),
        Example("2025–2030", "twenty twenty-five to twenty thirty"),
        Example("2026/27", "twenty twenty-six to twenty-seven"),
        Example("1000000 people", "one million people"),
        Example("counter 07", "counter zero seven"),
    ]

    static let dates = [
        Example("1 July 2026", "the first of July, twenty twenty-six"),
        Example("2026-07-01", "the first of July, twenty twenty-six"),
        Example("01/07/2026", "the first of July, twenty twenty-six"),
        Example("1/7/2026", "the first of July, twenty twenty-six"),
        Example("1.7.2026", "the first of July, twenty twenty-six"),
        Example("28-2-2027", "the twenty-eighth of February, twenty twenty-seven"),
        Example("1st of July", "the first of July"),
        Example("from 1 July.", "from the first of July."),
        Example("the 15 December deadline", "the fifteenth of December deadline"),
        Example("15 Dec. 2025", "the fifteenth of December, twenty twenty-five"),
        Example("July 1, 2026", "July first, twenty twenty-six"),
        Example("July 2026", "July twenty twenty-six"),
        Example("7/2026", "July twenty twenty-six"),
        Example("2025-10", "October twenty twenty-five"),
        Example("on 2/9", "on the second of September"),
        Example("31/12/2026", "the thirty-first of December, twenty twenty-six"),
        Example("12/31/2026", "the thirty-first of December, twenty twenty-six"),
        Example("You may go.", "You may go."),
    ]

    static let times = [
        Example("7:30", "seven thirty"),
        Example("17:00", "five p m"),
        Example("17:30", "five thirty p m"),
        Example("8:00", "eight o'clock"),
        Example("12:00", "twelve o'clock"),
        Example("00:00", "midnight"),
        Example("8:05 am", "eight oh five a m"),
        Example("8 a.m.", "eight a m."),
        Example("8 a.m. to 5 p.m. on weekdays", "eight a m to five p m on weekdays"),
        Example("7h30", "seven thirty"),
        Example("7:30–11:30", "seven thirty to eleven thirty"),
        Example("open 8:00 - 17:00.", "open eight o'clock to five p m."),
        Example("24/7", "twenty-four seven"),
        Example("within 24h", "within twenty-four hours"),
    ]

    static let telephones = [
        Example("1900 1009", "one nine zero zero, one zero zero nine"),
        Example("1800 1096", "one eight zero zero, one zero nine six"),
        Example("1900 0368.", "one nine zero zero, zero three six eight."),
        Example("19001009", "one nine zero zero, one zero zero nine"),
        Example("call 113", "call one one three"),
        Example("113, 114 or 115", "one one three, one one four or one one five"),
        Example("within 113 days", "within one hundred thirteen days"),
        Example("Call 1022 for help", "Call one zero two two for help"),
        Example("0912 345 678", "zero nine one two, three four five, six seven eight"),
        Example("024 3939 6100", "zero two four, three nine three nine, six one zero zero"),
        Example(
            "+84 24 3939 6100",
            "plus eight four, two four, three nine three nine, six one zero zero"),
        Example("001099012345", "zero zero one, zero nine nine, zero one two, three four five"),
    ]

    static let codes = [
        Example("CT01", "C T zero one"),
        Example("form CT08.", "form C T zero eight."),
        Example("A1", "A one"),
        Example("B2", "B two"),
        Example("C1E and D2E", "C one E and D two E"),
        Example("NA17", "N A seventeen"),
        Example("A1, A and B1", "A one, A and B one"),
        Example("A class A licence", "A class A licence"),
        Example("No. 1", "number one"),
        Example("Nos. 1 and 2", "numbers one and two"),
        Example("No, you do not.", "No, you do not."),
        Example("Level II", "Level two"),
        Example("4G", "four G"),
        Example("procedure 1.004222", "procedure one dot zero zero four, two two two"),
        Example("#5", "number five"),
    ]

    static let laws = [
        Example("68/2020/QH14", "number sixty-eight of twenty twenty"),
        Example("Law 68/2020/QH14", "Law number sixty-eight of twenty twenty"),
        Example(
            "Decree No. 154/2024/ND-CP",
            "Decree number one hundred fifty-four of twenty twenty-four"),
        Example("Circular 55/2021", "Circular number fifty-five of twenty twenty-one"),
        Example("Decree 12/2025", "Decree number twelve of twenty twenty-five"),
        Example("66.22/2026/NQ-CP", "number sixty-six point two two of twenty twenty-six"),
        Example(
            "Nghị định 282/2025/NĐ-CP",
            "Nghi dinh number two hundred eighty-two of twenty twenty-five"),
        Example("Art. 5", "article five"),
    ]

    static let abbreviations = [
        Example("VNeID", "V N e I D"),
        Example("CCCD or CMND", "C C C D or C M N D"),
        Example("your ID", "your I D"),
        Example("two IDs", "two I D's"),
        Example("TRC", "T R C"),
        Example("the MPS portal", "the M P S portal"),
        Example("papers, e.g. a passport", "papers, for example a passport"),
        Example("that is, i.e. this", "that is, that is this"),
        Example("cards, papers, etc. Then pay.", "cards, papers, et cetera. Then pay."),
        Example("approx. 15 minutes", "approximately fifteen minutes"),
        Example("Dr. Lan and Mr. Nam", "doctor Lan and mister Nam"),
        Example("Do NOT pay.", "Do NOT pay."),
        Example("your PIN", "your PIN"),
        Example("a QR code", "a Q R code"),
        Example("iHanoi", "i Hanoi"),
    ]

    static let addresses = [
        Example("dichvucong.gov.vn", "dichvucong dot gov dot v n"),
        Example("Go to dichvucong.gov.vn.", "Go to dichvucong dot gov dot v n."),
        Example("https://dichvucong.gov.vn/dvc?id=1", "dichvucong dot gov dot v n slash d v c"),
        Example("www.hanoi.gov.vn", "w w w dot hanoi dot gov dot v n"),
        Example("help@example.com", "help at example dot com"),
        Example(
            "lan.nguyen_1@hanoi.gov.vn", "lan dot nguyen underscore one at hanoi dot gov dot v n"),
    ]

    static let signs = [
        Example("births & deaths", "births and deaths"),
        Example("the ward/commune police", "the ward or commune police"),
        Example("and/or", "and or"),
        Example("A1 + B1", "A one plus B one"),
        Example("a passport (or a visa) is fine", "a passport, or a visa, is fine"),
        Example("free — for everyone", "free, for everyone"),
        Example("pick-up", "pick up"),
        Example("“Yes,” he said.", "Yes, he said."),
        Example("Bring: a card; a form", "Bring; a card; a form"),
        Example("Is it free? Yes!", "Is it free? Yes!"),
        Example("One.\nTwo", "One. Two"),
        Example("≥ 18 years", "at least eighteen years"),
        Example("Wait…", "Wait."),
        Example("don’t", "don't"),
        Example("café", "cafe"),
        Example("hộ khẩu", "ho khau"),
        Example("", ""),
        Example("  ", ""),
        Example("...", ""),
        Example("你好", ""),
        Example("[[h@l'oU]]", "h at l'ou,"),
    ]
}
