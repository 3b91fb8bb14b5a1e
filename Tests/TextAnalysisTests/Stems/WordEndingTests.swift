import Testing

@testable import TextAnalysis

@Suite struct WordEndingTests {
    private static func changed(_ word: String, _ endings: WordEndings) -> String {
        var bytes = Array(word.utf8)
        endings.replace(in: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func endings(_ lines: (String, String, Int)...) -> WordEndings {
        var endings = WordEndings()
        for (ending, replacement, least) in lines {
            endings.add(Array(ending.utf8), replacement: Array(replacement.utf8), least: least)
        }
        return endings
    }

    @Test func `of endings that are written alike the first that fits is taken`() {
        let endings = Self.endings(("ует", "овать", 3), ("ует", "евать", 1), ("ует", "ить", 0))
        #expect(Self.changed("требует", endings) == "требовать")
        #expect(Self.changed("жует", endings) == "жевать")
        #expect(Self.changed("ует", endings) == "ить")
    }

    @Test func `an ending that is its own replacement keeps a shorter one from being changed`() {
        let endings = Self.endings(("ок", "к", 2), ("жесток", "жесток", 0))
        #expect(Self.changed("рынок", endings) == "рынк")
        #expect(Self.changed("жесток", endings) == "жесток")
    }

    @Test func `a word without any of the endings stays, and so does one that ends within a letter of them`()
    {
        let endings = Self.endings(("ать", "", 0))
        for word in ["", "ь", "ть", "мёд", "t", "\u{42C}"] { #expect(Self.changed(word, endings) == word) }
        var bytes: [UInt8] = [0x80]
        endings.replace(in: &bytes)
        #expect(bytes == [0x80])
    }

    @Test func `nothing is changed before the start`() {
        let endings = Self.endings(("ать", "у", 1))
        var bytes = Array("брать".utf8)
        endings.replace(in: &bytes, from: 4)
        #expect(String(decoding: bytes, as: UTF8.self) == "брать")
        endings.replace(in: &bytes, from: 2)
        #expect(String(decoding: bytes, as: UTF8.self) == "бру")
    }
}
