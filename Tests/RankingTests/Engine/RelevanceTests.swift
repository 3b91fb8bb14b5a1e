import Articles
import QueryLanguage
import Ranking
import TestSupport
import Testing

/// The engine finds and ranks exactly what a search by hand does.
@Suite struct RelevanceTests {
    static let words = [
        "wind", "Wind", "steppe", "snow", "snowfall", "snowstorm", "COVID-19", "e-mail", "Kazakhstan's",
        "Қазақстан",
        "ветер", "Ёлка", "北京市", "北京", "京", "ภาษาไทย", "10 000", "10,000", "O'Brien",
    ]

    static func articles(seed: UInt64, count: Int) -> [Article] {
        var random = SeededGenerator(seed: seed)
        func text(_ range: ClosedRange<Int>) -> String {
            (0..<Int.random(in: range, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                .joined(separator: " ")
        }
        return (0..<count).map { _ in
            Article(
                title: text(0...3), body: text(0...25),
                date: ArticleDate(
                    "2020-0\(Int.random(in: 0...9, using: &random))-1\(Int.random(in: 0...3, using: &random))"
                ),
                place: ["Nur-Sultan", "ALMATY", nil].randomElement(using: &random) ?? nil,
                agency: ["KAZINFORM", "Reuters", nil].randomElement(using: &random) ?? nil,
                language: ["en", "kk", nil].randomElement(using: &random) ?? nil)
        }
    }

    /// A query of words, phrases, beginnings, fields, filters and brackets.
    static func query(_ random: inout SeededGenerator, depth: Int = 0) -> String {
        func word() -> String { words.randomElement(using: &random) ?? "" }
        let filters = [
            "date:2020-03", "date:2020-02-11..2020-05-12", "lang:kk", "place:almaty", "place:\"nur-sultan\"",
            "agency:kazinform", "path:wire", "id:7", "-date:2020-04", "-lang:en",
        ]
        let parts = (0...Int.random(in: 0..<3, using: &random)).map { _ -> String in
            switch Int.random(in: 0..<19, using: &random) {
            case 0, 1: return "\"\(word()) \(word())\""
            case 2: return word().prefix(3) + "*"
            case 3: return "title:\(word().split(separator: " ")[0])"
            case 4: return "body:\"\(word())\""
            case 5: return "-\(word().split(separator: " ")[0])"
            case 6: return filters.randomElement(using: &random) ?? ""
            case 7, 8: return "\(word()) OR \(word())"
            case 12: return word() + "^" + (["2", "0.5", "10", "0"].randomElement(using: &random) ?? "2")
            case 13: return "*\(word().suffix(3))*"
            case 14: return "(\(word()) \"\(word()) \(word())\")^3"
            case 9, 10, 11:
                guard depth < 3 else { return "*:*" }
                return (Bool.random(using: &random) ? "-" : "") + "(" + query(&random, depth: depth + 1) + ")"
            default: return word()
            }
        }
        return parts.joined(separator: Int.random(in: 0..<4, using: &random) == 0 ? " OR " : " ")
    }

    @Test(arguments: [1, 2, 26] as [UInt64])
    func `every hit, its relevance, its place and what it lacks are those of a search by hand`(
        seed: UInt64
    ) async throws {
        let corpus = try await Corpus(Self.articles(seed: seed, count: 40))
        let hand = HandSearch(corpus)
        var random = SeededGenerator(seed: seed + 100)
        for _ in 0..<120 {
            let text = Self.query(&random)
            for match in Match.allCases {
                let parsed = try corpus.parse(text, match: match)
                let expected = hand.hits(parsed)
                let answer = try corpus.search(text, match: match)
                guard
                    Self.agree(
                        answer, expected.total, expected.hits, "seed \(seed), \(match): \(parsed.understood)")
                else { return }
            }
        }
    }

    static func agree(
        _ answer: RankedAnswer, _ total: Int, _ expected: [HandSearch.Hit], _ comment: Comment
    ) -> Bool {
        var isEqual = answer.total == total && answer.hits.count == expected.count
        for (hit, wanted) in zip(answer.hits, expected) where isEqual {
            // Two whose relevance differs by rounding alone may stand the other way round.
            let isSamePlace = hit.id == wanted.id || abs(hit.relevance - wanted.relevance) < 1e-9
            isEqual = isSamePlace && abs(hit.relevance - wanted.relevance) < 1e-9
        }
        let byID = Dictionary(expected.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        isEqual =
            isEqual
            && answer.hits.allSatisfy { hit in
                guard let wanted = byID[hit.id] else { return false }
                return abs(hit.relevance - wanted.relevance) < 1e-9 && hit.missing == wanted.missing
            }
        #expect(isEqual, comment)
        if !isEqual {
            Issue.record(
                "found \(answer.total) \(answer.hits.prefix(6)), by hand \(total) \(expected.prefix(6))")
        }
        return isEqual
    }

    @Test func `of equal relevance the article that came later is first`() async throws {
        let corpus = try await Corpus((0..<50).map { _ in (title: "Same", body: "steppe wind") })
        for text in ["steppe", "steppe lang:xx OR steppe", "steppe -snow", "title:same"] {
            #expect(try corpus.find(text) == Array((1...50).reversed()), "\(text)")
        }
    }

    @Test func `a word in the title counts as four in the body, and a rarer word more than a frequent one`()
        async throws
    {
        let corpus = try await Corpus([
            (title: "Other", body: "steppe wind wind wind wind"),
            (title: "Steppe", body: "wind wind wind wind wind"),
            (title: "Other", body: "rare wind wind wind wind"),
        ])
        #expect(try corpus.find("steppe") == [2, 1])
        #expect(try corpus.find("rare wind", match: .any).first == 3)
    }

    @Test func `a word in every article of the archive still counts`() async throws {
        let corpus = try await Corpus([(title: "One", body: "steppe")])
        let answer = try corpus.search("steppe")
        #expect(answer.hits.first?.relevance ?? 0 > 0)
    }
}
