import GazetteAPI
import TextAnalysis

/// Analyses texts as those of articles, and counts what comes of it.
struct AnalysisCounter {
    private let language: Language?
    private let detector = LanguageDetector()
    private(set) var summary = AnalysisSummary()
    private var took = Duration.zero

    /// Counts texts in `language`, or each in the language that it is found to be in.
    init(language: Language?) { self.language = language }

    mutating func count(_ text: ArraySlice<UInt8>) {
        summary.texts += 1
        summary.bytes += text.count
        let start = ContinuousClock.now
        let language = language ?? detector.language(of: text.span)?.toldLanguage
        var (words, stems, names) = (0, 0, 0)
        TextAnalyzer(language: language).forEachToken(in: text.span) { term, _, isColocated in
            if !isColocated { words += 1 }
            if term[0] == StemTerm.mark { stems += 1 }
            if term[0] == NameTerm.mark { names += 1 }
            return true
        }
        took += ContinuousClock.now - start
        summary.words += words
        summary.stems += stems
        summary.names += names
        summary.languages[language?.code ?? "unknown", default: 0] += 1
        summary.tookUs = Int(took / .microseconds(1))
    }
}
