import Testing
import TextAnalysis

@Suite struct QueryPhraseTests {
    @Test(
        arguments: [
            ("word", [["word"]]), ("", []), ("—", []), ("\u{301}", []),
            ("COVID-19", [["covid", "19"], ["covid19"]]),
            ("O'Brien", [["obrien"], ["o", "brien"]]), ("l'homme", [["lhomme"], ["homme"]]),
            ("new COVID-19 cases", [["new", "covid", "19", "cases"], ["new", "covid19", "cases"]]),
            ("Kazakhstan's president", [["kazakhstans", "president"]]), ("$5bn", [["$", "5bn"]]),
            ("№7", [["№", "7"]]),
            ("北", [["北"]]), ("北京市", [["北京", "京市"]]), ("北京5", [["北京", "京", "5"]]), ("5北", [["5", "北"]]),
            ("ไทย", [["ไท", "ทย"]]), ("10 000", [["10", "000"], ["10000"]]),
        ] as [(String, [[String]])])
    func `a part of a query becomes phrases`(text: String, phrases: [[String]]) {
        #expect(TextAnalyzer().queryPhrases(for: text) == phrases)
    }

    @Test(arguments: [
        ("US", "the U.S. says"), ("U.S.", "the US says"), ("dont", "I don’t"), ("don't", "I dont"),
        ("covid19", "COVID-19 cases"), ("COVID-19", "covid19 cases"), ("COVID-19", "covid 19 cases"),
        ("19", "COVID-19 cases"), ("covid", "COVID-19 cases"), ("O'Brien", "Mr OBrien"),
        ("OBrien", "Mr O’Brien"),
        ("O'Brien", "Mr O Brien"), ("Brien", "Mr O'Brien"), ("10000", "10,000 people"),
        ("10,000", "10000 people"),
        ("10000", "10 000 человек"), ("3.5", "3,5 процента"), ("Kazakhstan", "Kazakhstan's president"),
        ("Kazakhstan's", "in Kazakhstan"), ("homme", "l’homme"), ("l'homme", "un homme"), ("5bn", "$5bn"),
        ("$5bn", "a $ 5bn deal"), ("№7", "приказ № 7"), ("елка", "Ёлка"), ("e-mail", "email"),
        ("email", "e-mail"),
        ("Москва", "МОСKBА"), ("газета", "га\u{AD}зета"), ("2020", "03.02.2020"), ("Пушкин", "А.С.Пушкин"),
    ])
    func `two ways of writing meet`(query: String, text: String) { #expect(finds(query, in: text)) }

    @Test(arguments: [
        ("и", "й"), ("казак", "қазақ"), ("US", "us-based".replacing("us", with: "uzs")), ("3.5", "35"),
        ("100", "100,000"), ("O'Brien", "Brien"), ("кит", "кіт"), ("か", "が"),
    ])
    func `words that only look alike stay apart`(query: String, text: String) {
        #expect(!finds(query, in: text))
    }
}
