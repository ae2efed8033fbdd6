import Terminal
import Testing

@Suite struct ClipboardTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
        ("\u{7}\u{1B}\\", "Bxtc"),
    ])
    func theTextIsInBase64(text: String, coded: String) {
        #expect(Clipboard.sequence(for: text) == "\u{1B}]52;c;\(coded)\u{7}")
    }
}
