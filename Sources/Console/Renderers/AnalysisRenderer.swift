public import GazetteAPI

/// What the analysis makes of a text: its language, then a line for each token.
public struct AnalysisRenderer: Sendable {
    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// The whole analysis, ending in a line feed.
    public func render(_ analysis: Analysis) -> String {
        var language = StyledText("language ", .faint)
        language.append(analysis.language ?? "not known")
        if let certainty = analysis.certainty {
            language.append(", certainty \(Int((certainty * 100).rounded())) %", .faint)
        }
        var table = Table(.right, .right)
        for token in analysis.tokens {
            let kind = token.language.map { "\(token.kind.rawValue) (\($0))" } ?? token.kind.rawValue
            table.append(
                StyledText(String(token.position)),
                StyledText(token.range.map { String($0) }.joined(separator: "-"), .faint),
                StyledText(kind, .faint), StyledText(token.term, token.kind == .word ? .plain : .match))
        }
        return ([language] + table.lines).rendered(usesColor: terminal.usesColor)
    }

    /// The numbers of many texts, a line each, ending in a line feed.
    public func render(_ summary: AnalysisSummary) -> String {
        var table = Table(.left, .right)
        for (name, value) in [
            ("texts", summary.texts), ("bytes", summary.bytes), ("words", summary.words),
            ("stems", summary.stems), ("names", summary.names),
        ] {
            table.append(name, StyledText(String(value)))
        }
        for (language, count) in summary.languages.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            table.append("in \(language)", StyledText(String(count)))
        }
        let rate = summary.tookUs > 0 ? Double(summary.bytes) / Double(summary.tookUs) : 0
        table.append(
            "took", StyledText("\(summary.tookUs / 1000) ms"),
            StyledText("\((rate * 10).rounded() / 10) MB/s", .faint))
        return table.lines.rendered(usesColor: terminal.usesColor)
    }
}
