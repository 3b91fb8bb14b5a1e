internal import Postings
internal import TextAnalysis

/// Tells whether a place or an agency has the terms of a text side by side, whatever their case and accents.
struct LabelMatcher {
    private let finder: PhraseFinder
    private let analyzer: TextAnalyzer

    init(_ text: String, analyzer: TextAnalyzer) {
        finder = PhraseFinder(analyzer.queryPhrases(for: text).map { TermPhrase($0) })
        self.analyzer = analyzer
    }

    /// Whether `label` has them.
    func matches(_ label: String) -> Bool {
        !finder.occurrences(in: label, analyzer: analyzer, checking: {}).isEmpty
    }
}
