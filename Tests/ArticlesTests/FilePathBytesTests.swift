import Articles
import SystemPackage
import Testing

@Suite struct FilePathBytesTests {
    @Test(arguments: [
        ("/news/a.txt", "/news/a.txt"), ("/новости/ж", "/новости/ж"), ("/a\nb", "/a\nb"), ("/a\\b", "/a\\b"),
        ("/a\\x41", "/a\\x5cx41"), ("/\\\\x", "/\\\\x5cx"), ("", ""), ("/e\u{301}", "/e\u{301}"),
    ])
    func `a path that is text is shown as it is, but for what looks like an escape`(
        path: String, shown: String
    ) {
        let path = FilePath(path)
        #expect(path.displayText == shown)
    }

    @Test(
        arguments: [
            ([0x2F, 0xFF], "/\\xff"), ([0x2F, 0xC3], "/\\xc3"), ([0x2F, 0xC3, 0x28], "/\\xc3("),
            ([0x2F, 0xED, 0xA0, 0x80], "/\\xed\\xa0\\x80"), ([0x2F, 0xC0, 0xAF], "/\\xc0\\xaf"),
            ([0x2F, 0xF0, 0x9F, 0x87], "/\\xf0\\x9f\\x87"), ([0x2F, 0x0A, 0x80], "/\n\\x80"),
        ] as [([UInt8], String)])
    func `bytes that are no text are shown by their numbers`(bytes: [UInt8], shown: String) {
        let path = FilePath(bytes: bytes)
        #expect(path.bytes == bytes)
        #expect(path.displayText == shown)
    }

    @Test func `no two names look alike`() {
        // All names of up to four of these bytes: the ends of sequences, a backslash, and what an escape is
        // made of.
        let alphabet: [UInt8] = [0x5C, 0x78, 0x35, 0x63, 0x66, 0x80, 0xC3, 0xA9, 0xE2, 0xFF]
        var names: [[UInt8]] = [[]]
        var all: [[UInt8]] = []
        for _ in 0..<4 {
            names = names.flatMap { name in alphabet.map { name + [$0] } }
            all += names
        }
        var shown: [String: [UInt8]] = [:]
        for name in all {
            let path = FilePath(bytes: [0x2F] + name)
            #expect(path.bytes == [0x2F] + name)
            // Compared by bytes: Swift calls two texts equal whose accents are only written differently.
            let text = path.displayText.utf8.map { String($0) }.joined(separator: ",")
            if let other = shown.updateValue(name, forKey: text) {
                Issue.record("\(name) looks like \(other)")
            }
        }
        #expect(shown.count == all.count)
    }

    @Test func `a path ends at a NUL and loses needless slashes`() {
        #expect(FilePath(bytes: [0x2F, 0x61, 0x00, 0x62]) == "/a")
        #expect(FilePath(bytes: Array("/a//b/".utf8)).bytes == Array("/a/b".utf8))
        #expect(FilePath(bytes: []).bytes == [])
    }
}
