import GazetteAPI
import Testing

@testable import Console

@Suite struct AnalysisRendererTests {
    @Test func `each token stands on a line, with its place and what it is`() {
        var analysis = Analysis(language: "en", certainty: 0.954)
        analysis.tokens = [
            .init(position: 0, range: [0, 7], kind: .word, term: "vessels", language: nil),
            .init(position: 0, range: [0, 7], kind: .stem, term: "vessel", language: "en"),
        ]
        #expect(
            AnalysisRenderer(terminal: Sample.pipe).render(analysis)
                == "language en, certainty 95 %\n0  0-7  word       vessels\n0  0-7  stem (en)  vessel\n")
    }

    @Test func `a text of no language is told as such`() {
        let analysis = Analysis(language: nil, certainty: nil)
        #expect(AnalysisRenderer(terminal: Sample.pipe).render(analysis) == "language not known\n")
    }

    @Test func `a summary has a line for each number, the most frequent language first`() {
        var summary = AnalysisSummary()
        (summary.texts, summary.bytes, summary.words) = (3, 12_500, 2_100)
        (summary.stems, summary.names, summary.tookUs) = (400, 15, 5_000)
        summary.languages = ["en": 1, "ru": 2]
        #expect(
            AnalysisRenderer(terminal: Sample.pipe).render(summary)
                == """
                texts      3
                bytes  12500
                words   2100
                stems    400
                names     15
                in ru      2
                in en      1
                took    5 ms  2.5 MB/s

                """)
    }
}
