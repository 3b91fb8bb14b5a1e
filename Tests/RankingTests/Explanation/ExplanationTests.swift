import Articles
import Foundation
import Postings
import QueryLanguage
import Ranking
import TestSupport
import Testing

/// An explanation is the same relevance as a search's, taken apart.
@Suite struct ExplanationTests {
    @Test(arguments: [3, 4] as [UInt64])
    func `the numbers add up to the relevance of each hit, by postings and by FTS5`(seed: UInt64) async throws
    {
        let corpus = try await Corpus(RelevanceTests.articles(seed: seed, count: 40))
        var random = SeededGenerator(seed: seed + 300)
        var wordCount = 0
        for _ in 0..<40 {
            let text = RelevanceTests.query(&random)
            for match in Match.allCases {
                for hit in try corpus.search(text, match: match, limit: 5).hits {
                    let found = try corpus.explain(text, match: match, of: hit.id)
                    #expect(found.relevance == hit.relevance, "\(text) \(match) \(hit.id)")
                    #expect(abs(Self.sum(found) - hit.relevance) < 1e-9, "\(text) \(match) \(hit.id)")
                    #expect(found.isFullMatch == hit.missing.isEmpty, "\(text) \(match) \(hit.id)")
                    let referee = try corpus.explain(text, match: match, of: hit.id, byMatch: true)
                    #expect(referee.words == found.words, "\(text) \(match) \(hit.id)")
                    #expect(referee.length == found.length)
                    wordCount += found.words.count
                }
            }
        }
        #expect(wordCount > 300)
    }

    /// The formula of the README, from nothing but the numbers that are shown.
    private static func sum(_ explained: RankedExplanation) -> Double {
        explained.words.reduce(0) { sum, word in
            let n = Double(word.documentFrequency)
            let all = Double(explained.formula.articleCount)
            let title = count(word.forms, \.title)
            let body = count(word.forms, \.body)
            let f = 4 * Double(title) + Double(body)
            let length = Double(explained.length) / explained.formula.averageLength
            let norm = 1.5 * (0.35 + 0.65 * length)
            return sum + word.factor * log(1 + (all - n + 0.5) / (n + 0.5)) * f * 2.5 / (f + norm)
        } + explained.nearness.reduce(0) { $0 + 0.4 * $1.weight / Double($1.distance) }
    }

    /// How often a word stands, by its forms: a stem and the word that is this stem stand at different
    /// places.
    private static func count(
        _ forms: [RankedExplanation.Form], _ column: KeyPath<RankedExplanation.Form, Int>
    ) -> Int {
        let terms = forms.map { form -> String in
            guard form.phrases.count == 1, form.phrases[0].terms.count == 1 else { return "" }
            return form.phrases[0].terms[0]
        }
        return forms.indices.map { index in
            let stem = terms[index].utf8.first == 1 ? String(terms[index].dropFirst(3)) : nil
            let own = stem.flatMap { terms.firstIndex(of: $0) }
            return forms[index][keyPath: column] + (own.map { forms[$0][keyPath: column] } ?? 0)
        }.max() ?? 0
    }

    @Test func `words near each other are told with their distance, and add up`() async throws {
        let corpus = try await Corpus(NearnessTests.articles(seed: 8, count: 200))
        var random = SeededGenerator(seed: 80)
        var nearCount = 0
        for _ in 0..<30 {
            let text = NearnessTests.query(&random)
            for match in Match.allCases {
                let answer = try corpus.search(text, match: match, limit: 60)
                // Of both kinds, those that are looked at for nearness and those that are not.
                for hit in answer.hits.prefix(3) + answer.hits.suffix(3) {
                    let found = try corpus.explain(text, match: match, of: hit.id)
                    #expect(found.relevance == hit.relevance, "\(text) \(match) \(hit.id)")
                    #expect(abs(Self.sum(found) - hit.relevance) < 1e-9, "\(text) \(match) \(hit.id)")
                    let referee = try corpus.explain(text, match: match, of: hit.id, byMatch: true)
                    #expect(referee.nearness == found.nearness, "\(text) \(match) \(hit.id)")
                    nearCount += found.nearness.count
                }
            }
        }
        #expect(nearCount > 50)
    }

    @Test func `the forms that matched are told, and the very word once more`() async throws {
        let corpus = try await Corpus(
            ["vessel waits", "vessels and vessels wait", "nothing"].map {
                Article(title: "Ship", body: $0, language: "en")
            })
        let explained = try corpus.explain("vessels", of: 2)
        #expect(explained.words.map(\.isExact) == [false, true])
        #expect(explained.words.map(\.factor) == [1, 0.1])
        #expect(explained.words.map(\.documentFrequency) == [2, 1])
        #expect(explained.words[0].body == 2)
        #expect(explained.words[0].forms.count == 2)
        #expect(explained.words[1].forms.map { $0.phrases.map(\.terms) } == [[["vessels"]]])
    }

    @Test func `an article that does not match is explained by what it lacks`() async throws {
        let corpus = try await Corpus([(title: "T", body: "wind snow"), (title: "T", body: "rain")])
        let explained = try corpus.explain("wind rain -snow lang:kk", of: 1)
        #expect(!explained.isFullMatch)
        #expect(explained.missing == ["rain", "-snow", "lang:kk"])
        // Each word counts once by its forms, and once by itself.
        #expect(explained.words.map { $0.title + $0.body } == [1, 1, 0, 0])
        #expect(explained.relevance == explained.words[0].relevance + explained.words[1].relevance)
        #expect(try corpus.explain("wind", of: 99).relevance == 0)
        #expect(try corpus.explain("", of: 1).words.isEmpty)
    }
}
