import Console
import GazetteAPI
import Testing

@Suite struct NothingFoundTests {
    @Test func `what is to blame, the counts and what to try are told`() {
        var response = Sample.response([], total: 0)
        response.query.understood = response.query.text
        response.nothingFound = NothingFound(
            reason: .unknownWord, toBlame: ["metorite"],
            words: [.init(text: "metorite", articles: 0), .init(text: "snow", articles: 1_200)],
            pairs: [.init(texts: ["metorite", "snow"], articles: 0)],
            filters: [.init(text: "date:2026-03", articles: 9)],
            suggestion: .init(text: "meteorite snow date:2026-03", articles: 1))
        response.moved = .init(from: 4, changedArticles: 2)
        let text = SearchRenderer(terminal: Sample.pipe).render(response)
        #expect(
            text.contains(
                """
                the index has moved on since revision 4: 2 articles came or changed; pages may overlap
                in no article: metorite
                articles with: metorite 0 · snow 1,200 · date:2026-03 9 · metorite + snow 0
                try instead: meteorite snow date:2026-03 (1 article)
                nothing found
                """), "\(text)")
    }

    @Test func `a page of a revision that is not there yet is no page that the index has left behind`() {
        var response = Sample.response([], total: 0)
        response.moved = .init(from: response.revision + 1, changedArticles: 0)
        let text = SearchRenderer(terminal: Sample.pipe).render(response)
        #expect(text.contains("there is no revision \(response.revision + 1) yet"))
        #expect(!text.contains("moved on"))
    }
}
