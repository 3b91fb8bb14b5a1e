import Articles
import QueryLanguage
import Ranking
import Testing

@Suite struct PagingTests {
    @Test(arguments: [
        "wind", "wind steppe", "wind steppe snow", "wind OR snow", "-wind", "lang:kk", "*:*",
        "wind date:2020-03",
        "wind steppe lang:kk -snow",
    ])
    func `pages never overlap and leave nothing out`(text: String) async throws {
        let corpus = try await Corpus(RelevanceTests.articles(seed: 9, count: 70))
        for order in [RankedOrder.relevance, .newest, .oldest] {
            let whole = try corpus.search(text, order: order)
            #expect(Set(whole.hits.map(\.id)).count == whole.hits.count)
            for limit in [1, 7, 10, 100] {
                var pages: [RankedHit] = []
                while true {
                    let page = try corpus.search(text, offset: pages.count, limit: limit, order: order)
                    #expect(page.total == whole.total)
                    #expect(page.hits.count <= limit)
                    pages += page.hits
                    if page.hits.isEmpty { break }
                }
                #expect(pages == whole.hits, "\(text), \(order), \(limit)")
            }
        }
    }

    @Test(arguments: [0, 1_000, Int.max])
    func `an offset behind the last hit finds none`(offset: Int) async throws {
        let corpus = try await Corpus([(title: "A", body: "steppe"), (title: "B", body: "steppe wind")])
        for text in ["steppe", "steppe wind", "lang:en OR steppe", "*:*"] {
            let answer = try corpus.search(text, offset: offset, limit: offset == 0 ? 0 : Int.max)
            #expect(answer.hits == [])
        }
        #expect(try corpus.search("steppe", limit: Int.max).hits.count == 2)
    }
}
