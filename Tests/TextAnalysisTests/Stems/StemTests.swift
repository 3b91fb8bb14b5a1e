import Testing
import TextAnalysis

@Suite struct StemTests {
    @Test(arguments: [
        ("en", ["nation", "nations", "national", "Nations"]),
        ("en", ["sanction", "sanctions", "sanctioned"]),
        ("ru", ["санкции", "санкций", "санкциями", "Санкция"]), ("ru", ["ёлка", "елки", "ЁЛКУ"]),
        ("fr", ["économie", "économies", "Économie"]), ("de", ["Häuser", "häusern"]),
        ("es", ["canción", "canciones"]), ("tr", ["kitap", "kitaplar", "kitaplardan"]),
        ("ar", ["الكتاب", "كتاب"]), ("ar", ["حكومة", "الحكومة", "الحُكُومَة", "الحكـــومة"]),
        ("ar", ["أمريكية", "الأمريكية", "أمريكي", "الأمريكي"]),
        ("el", ["δρόμος", "δρόμου"]), ("sv", ["flickor", "flickorna"]),
    ])
    func `the forms of a word have one stem`(code: String, forms: [String]) throws {
        let stemmer = try #require(Language(code).flatMap { Stemmer(language: $0) })
        #expect(Set(forms.map(stemmer.stem)).count == 1, "\(forms.map(stemmer.stem))")
    }

    @Test func `a stem of accented letters is folded, composed or not`() throws {
        let french = try #require(Stemmer(language: .french))
        #expect(french.stem("généralement") == french.stem("ge\u{301}ne\u{301}ralement"))
        #expect(french.stem("généralement").utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `a word in a script that the language does not use is its own stem`() throws {
        let russian = try #require(Stemmer(language: .russian))
        #expect(russian.stem("Nations") == "nations")
        #expect(russian.stem("") == "")
        #expect(russian.stem("—") == "")
    }

    @Test func `a stem does not depend on what was stemmed before`() throws {
        let used = try #require(Stemmer(language: .russian))
        let words = (0..<20_000).map { "слово\($0 % 7)ами\($0)" } + ["санкциями", "санкций"]
        for word in words { _ = used.stem(word) }
        let fresh = try #require(Stemmer(language: .russian))
        for word in words.suffix(200) { #expect(used.stem(word) == fresh.stem(word)) }
    }

    @Test func `there are stems for the languages of the wire and none for others`() {
        for code in ["en", "ru", "kk", "ky", "uk", "fr", "de", "es", "tr", "ar"] {
            #expect(Stemmer.languages.contains { $0.code == code })
        }
        #expect(Stemmer(language: .chinese) == nil)
    }

    @Test(arguments: [
        ("en", "en"), ("EN-gb", "en"), ("kk_KZ", "kk"), ("nb", "no"), ("iw", "he"), ("eng", nil), ("", nil),
        ("e", nil),
        ("e1", nil), ("рус", nil),
    ])
    func `a tag names a language by its first two letters`(tag: String, code: String?) {
        #expect(Language(tag)?.code == code)
    }
}
