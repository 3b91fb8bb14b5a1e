import Testing

@testable import Console

@Suite struct SafeTextTests {
    @Test(
        arguments: [
            ("plain, Қазақстан 中国 👩‍👧", "plain, Қазақстан 中国 👩‍👧"),
            ("\u{1B}[31mred\u{1B}[0m", "\\x1b[31mred\\x1b[0m"),
            ("\u{1B}]0;title\u{7}", "\\x1b]0;title\\x07"),
            ("a\u{0}b\u{8}c\u{7F}", "a\\x00b\\x08c\\x7f"),
            ("\u{9B}31m\u{90}q\u{9C}", "\\u{9b}31m\\u{90}q\\u{9c}"),
            ("evil\u{202E}fdp.exe\u{202C}", "evil\\u{202e}fdp.exe\\u{202c}"),
            ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
            ("a\u{E0041}b", "a\\u{e0041}b"),
        ])
    func `characters that a terminal could obey are shown instead`(text: String, shown: String) {
        for whitespace in [SafeText.Whitespace.blank, .shown, .kept] {
            #expect(SafeText.make(text, whitespace: whitespace) == shown)
        }
    }

    @Test(
        arguments: [
            (.blank, "one two three four five"), (.shown, "one\\x0atwo\\x0d\\x0athree\\x09four\\u{2028}five"),
            (.kept, "one\ntwo\nthree\tfour\\u{2028}five"),
        ] as [(SafeText.Whitespace, String)])
    func `line ends are blanks in prose, visible in paths, and kept in whole texts`(
        whitespace: SafeText.Whitespace, shown: String
    ) {
        #expect(SafeText.make("one\ntwo\r\nthree\tfour\u{2028}five", whitespace: whitespace) == shown)
    }

    @Test func `no scalar comes through that begins an escape sequence or moves the cursor`() {
        for value in (0...0x2FFF) as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for result in SafeText.make(String(scalar), whitespace: .shown).unicodeScalars {
                #expect(result.properties.generalCategory != .control)
                #expect(result.properties.generalCategory != .lineSeparator)
            }
        }
    }
}
