import Testing
import TextAnalysis

/// The terms of a text in a language in one line, as `line` has them; stems with `§` and names with `@` in
/// place of their marks.
func formLine(_ text: String, _ language: String?) -> String {
    var line = ""
    TextAnalyzer(language: language.flatMap { Language($0) }).forEachToken(in: Array(text.utf8).span) {
        term, _, isColocated in
        if !line.isEmpty { line += isColocated ? "|" : " " }
        line += string(term).replacing("\u{1}", with: "§").replacing("\u{2}", with: "@")
        return true
    }
    return line
}

@Suite struct FormTests {
    @Test(
        arguments: [
            ("новые санкции", "ru", "новые|§runов санкции|§ruсанкц".replacing("runов", with: "ruнов")),
            ("Токаевым обсуждены", "ru", "токаевым|§ruтокаев|@tokaev обсуждены|§ruобсужд"),
            ("meetings of Reuters", "en", "meetings|§enmeet of reuters|§enreuter|@reuters"),
            ("по данным Reuters", "ru", "по данным|§ruдан reuters|§enreuter|@reuters"),
            ("в Қазақстан", "ru", "в қазақстан|@kazahstan"),
            ("қалаларымызда", "kk", "қалаларымызда|§kkқала"),
            ("Kazakhstan's cities", "en", "kazakhstans|§enkazakhstan|kazakhstan|@kazahstan cities|§enciti"),
            ("ABD'ye", "tr", "abdye|@abde|§trabd"), ("ABD'ye", "en", "abdye|§enabdy|@abde|§enabd"),
            ("N’Djaména", "tr", "ndjamena|@njamen|djamena|§trdjame|@jamen"),
            ("e-mails", "en", "e mails|§enmail|emails|§enemail"),
            ("The US and NATO", "en", "the us and nato"), ("10,000 U.S. 北京", "en", "10000 us 北|北京 京"),
            ("украинские слова", nil, "украинские|§ruукраинск слова|§ruслов"),
            ("слова", "uk", "слова|§ukслов"), ("слова", "be", "слова"), ("5bn", "en", "5bn"),
        ] as [(String, String?, String)])
    func `a word stands beside its stem and its name`(text: String, language: String?, terms: String) {
        #expect(formLine(text, language) == terms)
    }

    @Test(arguments: [
        "don't", "we're", "they'd", "I'll", "rock'n'roll", "Hawai'i", "Sana'a", "Qur'an",
        "Toʻqayev", "abd'ye",
    ])
    func `an apostrophe without a Turkish ending behind a name changes nothing`(word: String) {
        for written in [word, word.replacing("'", with: "’")] {
            let plain = written.filter { !"'’ʻ".contains($0) }
            #expect(formLine(written, "tr") == formLine(plain, "tr"))
        }
    }

    @Test(arguments: [
        "Chang'e", "CHANG'E", "Dar'ya", "Natal'ya", "Il'in", "Mar'in", "Jum'a", "Qal'a", "Sa'da", "Hawai'i",
        "Xi'an", "Ash'ari", "Kul'ba", "ankara'da", "AB'A",
    ])
    func `where a text is not Turkish only what is surely a Turkish ending tells of a name`(word: String) {
        for written in [word, word.replacing("'", with: "’")] {
            let plain = written.filter { !"'’".contains($0) }
            for language in ["en", "ru", nil] {
                #expect(formLine(written, language) == formLine(plain, language))
            }
        }
    }

    @Test(arguments: ["en", "ru", "kk", "fr", "tr", nil])
    func `the words are those of the plain analysis`(code: String?) {
        let text =
            "Токаев met Қасым's l’homme d'État — COVID-19, O'Brien's 北京市 $5bn ﬁnance İstanbul Straße ℀ ü"
        var words: [Token] = []
        TextAnalyzer(language: code.flatMap { Language($0) }).forEachToken(in: Array(text.utf8).span) {
            if $0[0] >= 0x20 { words.append(Token(term: string($0), range: $1, isColocated: $2)) }
            return true
        }
        #expect(words == tokens(of: text))
    }

    @Test func `a list replays stems and names`() {
        let analyzer = TextAnalyzer(language: .russian)
        var terms: [String] = []
        analyzer.tokens(of: "с Токаевым").forEach { term, _, _ in
            terms.append(string(term))
            return true
        }
        #expect(terms == ["с", "токаевым", "\u{1}ruтокаев", "\u{2}tokaev"])
    }

    @Test func `many threads give the same tokens as one`() async {
        let text = String(
            repeating: "Президентом Токаевым обсуждены санкции; Reuters' correspondents agreed. ", count: 50)
        let expected = formLine(text, "ru")
        await withTaskGroup(of: String.self) { group in
            for _ in 0..<16 { group.addTask { formLine(text, "ru") } }
            for await line in group { #expect(line == expected) }
        }
    }

    @Test(arguments: ["en", "ru", "kk", "zh", nil])
    func `a marker tells the language of the text after it`(code: String?) {
        let language = code.flatMap { Language($0) }
        let marked = Array((LanguageMarker.text(for: language) + "text").utf8)
        #expect(LanguageMarker.language(of: marked.span) == .some(language))
        #expect(marked.count == LanguageMarker.byteCount + 4)
    }

    @Test(arguments: [
        "", "text", "\u{1E}ru", "\u{1E}1r\u{1E}text", "\u{1E}-r\u{1E}text", "\u{1F}ru\u{1E}text",
    ])
    func `other texts have no marker`(text: String) {
        #expect(LanguageMarker.language(of: Array(text.utf8).span) == nil)
    }
}
