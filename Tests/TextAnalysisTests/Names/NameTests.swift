import Foundation
import Testing
import TextAnalysis

/// Names meet in all scripts, spellings and cases; near names keep apart.
@Suite struct NameTests {
    /// The keys of a name in an article.
    private static func keys(_ word: String, _ language: Language) -> Set<String> {
        var keys: Set<String> = []
        TextAnalyzer(language: language).forEachToken(in: Array(word.utf8).span) { term, _, _ in
            if term[0] == 2 { keys.insert(string(term)) }
            return true
        }
        return keys
    }

    /// The keys by which a name is asked for.
    private static func queryKeys(_ word: String) -> Set<String> {
        let forms = TextAnalyzer().queryPhrases(for: word, in: [.russian]).first?.first?.forms ?? []
        return Set(forms.filter { $0.kind == .name }.map(\.term))
    }

    /// Whether the list has a spelling from German.
    private static func isGerman(_ name: String) -> Bool {
        ["sch", "Sch", "ew", "ow", "Je", "Ja", "ja", "Now", "Wl", "Med"].contains { name.contains($0) }
    }

    @Test func `spellings and cases of a name find each other`() {
        var pairCount = 0
        var missed: [String] = []
        for name in NameSamples.all {
            let asked = ([name.russian, name.kazakh] + name.latin).map { ($0, Self.queryKeys($0)) }
            let written =
                name.russianForms.map { ($0, Self.keys($0, .russian)) }
                + name.kazakhForms.map { ($0, Self.keys($0, .kazakh)) }
                + name.latin.map { ($0, Self.keys($0, Self.isGerman($0) ? .german : .english)) }
            for (query, queryKeys) in asked {
                for (form, keys) in written where form != query {
                    pairCount += 1
                    if queryKeys.isDisjoint(with: keys) { missed.append("\(query)→\(form)") }
                }
            }
        }
        #expect(NameSamples.all.count >= 300)
        #expect(pairCount > 15_000)
        #expect(
            Double(missed.count) <= 0.01 * Double(pairCount),
            "\(missed.count) of \(pairCount): \(missed)")
    }

    @Test func `the spellings of a name that a line has all find each other`() {
        for line in NameSamples.abroad.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let language = Language(words[0]) else {
                Issue.record("\(words[0]) is no language")
                continue
            }
            for query in words.dropFirst() {
                let asked = Self.queryKeys(query)
                for form in words.dropFirst() where form != query {
                    let isRussian = form.utf8.contains { (0xD0...0xD4).contains($0) } && language != .kazakh
                    let written = Self.keys(form, isRussian ? .russian : language)
                    #expect(!asked.isDisjoint(with: written), "\(query) → \(form)")
                }
            }
        }
    }

    @Test func `a name with a number meets its spellings with the same number`() {
        let pairs = [
            ("Интернет2", "Internet2", true), ("Ковид19", "Covid19", true), ("Internet2", "Интернет2", true),
            ("Интернет2", "Internet3", false), ("Интернет2", "Internet", false),
            ("Интернет", "Internet2", false),
        ]
        for (query, written, meets) in pairs {
            let keys = Self.keys(written, written.utf8.contains { $0 >= 0x80 } ? .russian : .english)
            #expect(Self.queryKeys(query).isDisjoint(with: keys) == !meets, "\(query) \(written)")
        }
    }

    /// A name in Cyrillic, and how an article in Latin letters writes it.
    static let accented: [(query: String, written: String, language: Language)] = [
        ("Имамоглу", "İmamoğlu", .turkish), ("Стамбул", "İstanbul", .turkish), ("Алиев", "Əliyev", .english),
        ("Шкода", "Škoda", .english), ("Вучич", "Vučić", .english), ("Токаев", "Toʻqayev", .english),
        ("Гафуров", "Gʻafurov", .english), ("Нджамена", "N’Djaména", .english),
        ("Нджамена", "N'Djaména", .english), ("Нгуен", "Nguyễn", .english), ("Рӯдакӣ", "Rūdakī", .english),
        ("Мюллер", "Müller", .german), ("Гюлен", "Gülen", .turkish), ("Шрёдер", "Schröder", .german),
        ("Саакашвили", "Saakachvili", .french), ("Сарыбай", "Sarybaï", .french),
        ("Токаев", "Tok\u{AD}ayev", .english), ("Токаев", "Тokаyev", .english),
        ("Токаев", "Ｔｏｋａｙｅｖ", .english),
    ]

    static let ownLetters: [(language: String, russian: String, own: String, plain: String)] =
        NameSamples.ownLetters.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            return (words[0], words[1], words[2], words[3])
        }

    @Test(arguments: ownLetters)
    func `a name with the letters of its own language meets its Russian and its English spelling`(
        language: String, russian: String, own: String, plain: String
    ) throws {
        let home = try #require(Language(language))
        for form in [own, own.decomposedStringWithCanonicalMapping] {
            #expect(!Self.queryKeys(form).isDisjoint(with: Self.keys(russian, .russian)), "\(form)")
            #expect(!Self.queryKeys(russian).isDisjoint(with: Self.keys(form, home)), "in \(language)")
            #expect(!Self.queryKeys(russian).isDisjoint(with: Self.keys(form, .english)), "in English")
        }
        guard plain != "-" else { return }
        #expect(!Self.queryKeys(plain).isDisjoint(with: Self.keys(russian, .russian)), "\(plain)")
        #expect(!Self.queryKeys(russian).isDisjoint(with: Self.keys(plain, .english)), "\(plain)")
    }

    @Test(arguments: accented)
    func `the accents and apostrophes of a name are read in any normal form`(
        query: String, written: String, language: Language
    ) {
        for form in [written, written.decomposedStringWithCanonicalMapping] {
            #expect(!Self.queryKeys(query).isDisjoint(with: Self.keys(form, language)), "\(query) \(form)")
            #expect(!Self.queryKeys(form).isDisjoint(with: Self.keys(query, .russian)), "\(form) \(query)")
        }
    }

    @Test(arguments: [
        ("Чавушоглу", "Çavuşoğlu'nun"), ("Эрдоган", "Erdoğan’ın"), ("Стамбул", "İstanbul'da"),
        ("Анкара", "Ankara'dır"),
    ])
    func `a name is found before a Turkish ending`(query: String, written: String) {
        for form in [written, written.decomposedStringWithCanonicalMapping] {
            #expect(!Self.queryKeys(query).isDisjoint(with: Self.keys(form, .turkish)), "\(form)")
        }
    }

    @Test func `near names keep apart`() {
        let joined = NameSamples.near.filter { one, other in
            !Self.queryKeys(one).isDisjoint(
                with: Self.keys(other, one.utf8.contains { $0 < 0x80 } ? .english : .russian))
        }
        // Cyrillic has one spelling for Trump and Tramp; Александра is Alexander in the genitive, and Валерия
        // Valery.
        #expect(
            joined.map { "\($0) \($1)" } == ["Trump Tramp", "Alexandra Alexander", "Valery Валерия"],
            "of \(NameSamples.near.count)")
    }

    @Test func `different names of the list keep apart`() {
        var owners: [String: Set<String>] = [:]
        for name in NameSamples.all {
            for form in name.russianForms {
                Self.keys(form, .russian).forEach { owners[$0, default: []].insert(name.russian) }
            }
        }
        let shared = owners.filter { $0.value.count > 1 }
        #expect(Double(shared.count) <= 0.01 * Double(owners.count), "\(shared)")
    }

    @Test(arguments: ["токаев", "ООН", "США", "US", "This", "Однако", "Бірақ", "2020", "北京"])
    func `what is no name has no key`(word: String) {
        #expect(Self.keys(word, .russian).isEmpty)
    }

    @Test(arguments: ["ТОКАЕВ", "Tokayev’s", "Tokayev's", "l’Élysée", "Нур-Султан", "O’Brien"])
    func `a name in capitals, with a possessive or in a compound has one`(word: String) {
        #expect(!Self.keys(word, .english).isEmpty)
    }
}
