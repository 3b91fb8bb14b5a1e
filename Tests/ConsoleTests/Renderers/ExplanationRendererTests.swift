import GazetteAPI
import Testing

@testable import Console

@Suite struct ExplanationRendererTests {
    @Test func `each word stands on a line with its numbers, and its forms below it`() {
        let answer = ExplainResponse(
            revision: 1, query: .init(text: "vessels -x", understood: "vessels -x", ignored: [], readAs: []),
            id: 42, path: "/news/a.txt", title: "Harbour", score: 2.345678, matches: false, missing: ["-x"],
            formula: .init(
                k1: 1.5, b: 0.65, titleWeight: 4, bodyWeight: 1, nearWeight: 0.4, articles: 1_234,
                averageLength: 98.5, length: 1),
            words: [
                .init(
                    text: "vessels", exact: false, factor: 1, articles: 17, idf: 4.25, title: 1, body: 2,
                    frequency: 6, score: 2.25,
                    matched: [.init(term: "vessel", kind: .stem, language: "en", title: 1, body: 2)]),
                .init(
                    text: "vessels", exact: true, factor: 0.1, articles: 9, idf: 5, title: 0, body: 0,
                    frequency: 0, score: 0, matched: []),
            ],
            nearness: [
                .init(texts: ["vessels", "harbours"], distance: 1, weight: 4.25, score: 1.7),
                .init(texts: ["=port", "harbours"], distance: 4, weight: 5, score: 0.5),
            ])
        #expect(
            ExplanationRenderer(terminal: Sample.pipe).render(answer) == """
                score 2.345678  Harbour
                id 42 · /news/a.txt
                does not match: -x

                word                    title  text  f  articles     idf  factor     score
                vessels                     1     2  6        17  4.2500     1.0  2.250000
                  vessel (stem en)          1     2
                vessels, the very word      0     0  0         9  5.0000     0.1  0.000000
                vessels near harbours, side by side  1.700000
                =port near harbours, 4 tokens apart  0.500000

                1,234 articles; 1 token in this one, 98.5 on average; k1 1.50, b 0.65; title 4, text 1; near 0.40

                """)
    }
}
