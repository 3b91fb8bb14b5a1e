import Testing
import TextAnalysis

@Suite struct QueryFormTests {
    /// Whether `query`, asked of an index with articles in `languages`, finds `text` in one of the given
    /// ways.
    static func finds(
        _ query: String, in text: String, _ language: Language?, by kinds: Set<QueryForm.Kind>? = nil,
        languages: [Language] = [.english, .russian, .kazakh]
    ) -> Bool {
        var positions: [Set<String>] = []
        TextAnalyzer(language: language).forEachToken(in: Array(text.utf8).span) { term, _, isColocated in
            if isColocated {
                positions[positions.count - 1].insert(string(term))
            } else {
                positions.append([string(term)])
            }
            return true
        }
        return TextAnalyzer().queryPhrases(for: query, in: languages).contains { phrase in
            positions.indices.contains { start in
                start + phrase.count <= positions.count
                    && phrase.indices.allSatisfy { place in
                        phrase[place].forms.contains {
                            kinds?.contains($0.kind) ?? true && positions[start + place].contains($0.term)
                        }
                    }
            }
        }
    }

    @Test(arguments: [
        ("санкции", "пакет санкций", "ru"), ("санкциями", "санкция", "ru"), ("қала", "қалаларымызда", "kk"),
        ("қалаларымызда", "қала", "kk"), ("nation", "united nations", "en"), ("nations", "a nation", "en"),
        ("reuters", "сообщает Reuters", "ru"), ("meetings", "сорвались meeting", "ru"),
        ("Токаев", "President Tokayev said", "en"), ("токаев", "Tokayev's visit", "en"),
        ("Tokayev", "с Токаевым", "ru"),
        ("tokaev", "Тоқаевтың", "kk"), ("Тоқаевтың", "о Токаеве", "ru"), ("Jinping", "с Си Цзиньпином", "ru"),
        ("Шымкент", "in Shymkent", "en"), ("шымкентте", "in Shymkent", "en"), ("Moscow", "в Москве", "ru"),
        ("générale", "assemblee generale", "fr"), ("президента Токаева", "президент Токаев", "ru"),
        ("совет безопасности", "в Совете Безопасности", "ru"), ("COVID-19", "covid-19", "en"),
        ("us", "the U.S.", "en"),
    ])
    func `a query finds other forms and spellings`(query: String, text: String, code: String) throws {
        let language = try #require(Language(code))
        #expect(Self.finds(query, in: text, language, languages: [.english, .russian, .kazakh, .french]))
        #expect(!TextAnalyzer().queryPhrases(for: query).isEmpty)
    }

    @Test(arguments: [
        ("санкции", "пакет санкций", "ru"), ("Токаев", "Tokayev", "en"), ("nation", "nations", "en"),
    ])
    func `asked for exactly it does not`(query: String, text: String, code: String) throws {
        let language = try #require(Language(code))
        #expect(!Self.finds(query, in: text, language, by: [.exact]))
    }

    @Test(arguments: [
        ("Türkiye", "Türkiye'nin"), ("Türkiye'nin", "Türkiye"), ("ABD", "ABD’ye"), ("ABD'ye", "ABD"),
        ("ABD’ye", "ABD'nin"),
        ("Стамбул", "İstanbul'da"), ("İstanbul'da", "Стамбул"),
    ])
    func `a name and one with a Turkish ending find each other, but not where the very word is asked for`(
        query: String, text: String
    ) {
        let language: Language = text == "Стамбул" ? .russian : .turkish
        #expect(Self.finds(query, in: text, language, languages: [.russian, .turkish]))
        #expect(!Self.finds(query, in: text, language, by: [.exact], languages: [.russian, .turkish]))
        #expect(TextAnalyzer().queryPhrases(for: query).count == 1)
    }

    @Test(arguments: [
        ("Türkiye", "Türkiye'nin"), ("Türkiye'nin", "Türkiye"), ("ABD", "ABD’ye"), ("ABD'ye", "ABD"),
        ("NATO", "NATO'ya"), ("AB", "AB'nin"), ("Ankara", "Ankara'da"), ("Ankara’dan", "Ankara"),
        ("Erdoğan", "Erdoğan'a"), ("Эрдоган", "Erdoğan’ın"), ("Стамбул", "İstanbul'a"),
        ("Анкара", "Ankara'daki"),
    ])
    func `where nothing tells of Turkish a name and one with a sure ending find each other`(
        query: String, text: String
    ) {
        for code in ["en", "fr", "ru", nil] {
            let language = code.flatMap { Language($0) }
            #expect(Self.finds(query, in: text, language, languages: [.english, .french]), "\(code ?? "-")")
            #expect(!Self.finds(query, in: text, language, by: [.exact], languages: [.english, .french]))
        }
    }

    @Test(arguments: [
        ("Марк", "mark my words", "en"), ("Каримов", "Керимов", "ru"), ("Иванов", "Иваненко", "ru"),
        ("токаев", "a token of", "en"), ("Петров", "Петренко", "ru"), ("Назарбаев", "Назаров", "ru"),
    ])
    func `what is no name, or another one, is not found as one`(query: String, text: String, code: String)
        throws
    {
        let language = try #require(Language(code))
        #expect(!Self.finds(query, in: text, language))
    }

    @Test func `each form says how it comes from the word`() throws {
        let word = try #require(TextAnalyzer().queryPhrases(for: "токаевым", in: [.russian]).first?.first)
        #expect(word.term == "токаевым")
        #expect(word.forms.first == QueryForm(term: "токаевым", kind: .exact))
        #expect(word.forms.contains(QueryForm(term: "\u{1}ruтокаев", kind: .stem(.russian))))
        #expect(word.forms.contains(QueryForm(term: "\u{2}tokaev", kind: .name)))
        #expect(Set(word.forms.map(\.term)).count == word.forms.count)
    }

    @Test func `the languages of the index decide about stems`() throws {
        let kinds = try #require(TextAnalyzer().queryPhrases(for: "nations", in: [.french]).first?.first)
            .forms.map(\.kind)
        #expect(
            kinds.contains(.stem(.french)) && kinds.contains(.stem(.english))
                && !kinds.contains(.stem(.german)))
        #expect(!kinds.contains(.stem(.russian)))
    }

    @Test(arguments: ["", "—", "\u{301}"])
    func `no word gives no phrase`(query: String) {
        #expect(TextAnalyzer().queryPhrases(for: query, in: [.english]).isEmpty)
    }
}
