import Console
import Testing

@Suite struct RawArgumentTests {
    @Test(
        arguments: [
            Array("inbox/a b.txt".utf8), Array("имя\nfile.txt".utf8), [0xFF], [0x61, 0xC3],
            [0xC3, 0x28, 0xE2, 0x82],
            [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF], Array("\u{FFFD}".utf8), [],
            Array((UInt8(1)...0xFF)), Array("ff\\xff00".utf8),
        ] as [[UInt8]])
    func `an argument comes back as the bytes that it was`(bytes: [UInt8]) {
        #expect(RawArgument.bytes(of: RawArgument.string(for: bytes)) == bytes)
    }

    @Test func `text is itself, and text with broken bytes is repaired only when it is read as text`() {
        #expect(RawArgument.string(for: Array("визит".utf8)) == "визит")
        #expect(RawArgument.text(of: RawArgument.string(for: [0x61, 0xFF])) == "a\u{FFFD}")
    }

    @Test func `different arguments never become the same text`() {
        let texts = Set(
            [[0x66], [0xFF], [0xFE], [0xC3, 0xBF], [0x5C, 0x78]].map { RawArgument.string(for: $0) })
        #expect(texts.count == 5)
    }

    @Test(
        arguments: [
            ("search pompeo -visit", "search pompeo ‹-›visit"),
            ("search -visit -o", "search ‹-›visit ‹-›o"),
            ("search -0 a", "search -0 a"),
            ("search -h", "search -h"),
            ("search -0x", "search ‹-›0x"),
            ("search --any - a", "search --any - a"),
            ("search a -- -b", "search a -- -b"),
            ("search -a -- -b", "search ‹-›a -- -b"),
            ("wait -visit", "wait -visit"),
            ("help search -visit", "help search -visit"),
            ("", ""),
        ])
    func `a word with one dash is hidden from the parser and comes back`(line: String, expected: String) {
        let arguments = line.split(separator: " ").map(String.init)
        let hidden = RawArgument.hidingExclusions(in: arguments, of: ["search"], except: ["-0", "-h"])
        #expect(hidden.map { $0.replacing("\u{0}2d", with: "‹-›") }.joined(separator: " ") == expected)
        #expect(hidden.map(RawArgument.text(of:)) == arguments)
    }

    @Test func `the arguments of this process are those that Swift gives`() {
        #expect(
            RawArgument.ofProcess().map(RawArgument.text(of:)) == Array(CommandLine.arguments.dropFirst()))
    }
}
