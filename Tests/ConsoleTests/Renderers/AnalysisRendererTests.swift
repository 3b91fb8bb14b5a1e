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
}
