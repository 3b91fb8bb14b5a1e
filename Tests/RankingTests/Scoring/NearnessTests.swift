import Articles
import QueryLanguage
import Ranking
import TestSupport
import Testing

/// Words of the query that stand near each other bring an article forward.
@Suite struct NearnessTests {
    /// Enough different words that each is rare enough to count.
    private static let words = (0..<60).map { "word\($0)" } + ["vessel", "vessels", "ветер", "北京", "harbour"]

    static func articles(seed: UInt64, count: Int) -> [Article] {
        var random = SeededGenerator(seed: seed)
        func text(_ range: ClosedRange<Int>) -> String {
            (0..<Int.random(in: range, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                .joined(separator: " ")
        }
        return (0..<count).map { _ in
            Article(
                title: text(0...3), body: text(1...12),
                language: ["en", "kk", nil].randomElement(using: &random) ?? nil)
        }
    }

    /// A few words, some of them twice, or weighed, or as they are written alone.
    static func query(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 2...6, using: &random)).map { _ in
            let word = words.randomElement(using: &random) ?? ""
            switch Int.random(in: 0..<8, using: &random) {
            case 0: return word + "^2"
            case 1: return "=" + word
            case 2: return word + " " + word
            default: return word
            }
        }.joined(separator: " ")
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `nearness is counted as by hand, for full and for partial matches`(seed: UInt64) async throws {
        let corpus = try await Corpus(Self.articles(seed: seed, count: 150))
        let hand = HandSearch(corpus)
        var random = SeededGenerator(seed: seed + 500)
        for _ in 0..<60 {
            let text = Self.query(&random)
            for match in Match.allCases {
                let expected = hand.hits(try corpus.parse(text, match: match))
                let answer = try corpus.search(text, match: match)
                guard
                    RelevanceTests.agree(
                        answer, expected.total, expected.hits, "seed \(seed), \(match): \(text)")
                else { return }
            }
        }
    }

    @Test func `of two articles with the same words the one that has them together is first`() async throws {
        let filler = (0..<40).map { (title: "Other", body: "nothing \($0)") }
        let corpus = try await Corpus(
            [
                (title: "A", body: "snow a b c leopard d e f"),
                (title: "B", body: "d snow leopard e a b c f"),
                (title: "C", body: "snow a b c d e f leopard"),
                (title: "D", body: "leopard d e f snow a b c"),
            ] + filler)
        for match in Match.allCases {
            #expect(try corpus.find("snow leopard", match: match) == [2, 4, 1, 3])
        }
        // Also in any form, and in any order.
        #expect(try corpus.find("leopard snow").first == 2)
    }

    @Test(arguments: [RankedOrder.relevance, .newest, .oldest])
    func `an article has one relevance, on any page and in any order`(order: RankedOrder) async throws {
        let corpus = try await Corpus(Self.articles(seed: 5, count: 300))
        var random = SeededGenerator(seed: 55)
        for _ in 0..<20 {
            let text = Self.query(&random)
            let whole = try corpus.search(text, match: .any, limit: 1_000)
            let relevances = Dictionary(uniqueKeysWithValues: whole.hits.map { ($0.id, $0.relevance) })
            #expect(zip(whole.hits, whole.hits.dropFirst()).allSatisfy { $0.relevance >= $1.relevance })
            for offset in [0, 7, 30, 40] {
                let page = try corpus.search(text, match: .any, offset: offset, limit: 9, order: order)
                for hit in page.hits { #expect(hit.relevance == relevances[hit.id], "\(text)") }
                guard order == .relevance else { continue }
                #expect(page.hits == Array(whole.hits.dropFirst(offset).prefix(9)), "\(text)")
            }
        }
    }
}
