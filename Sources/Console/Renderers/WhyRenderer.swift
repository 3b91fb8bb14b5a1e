public import GazetteAPI

/// What became of a path: its state, the reason, and how it came about.
public struct WhyRenderer: Sendable {
    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// All that is known of the path, ending in a line feed.
    public func render(_ why: WhyResponse) -> String {
        var lines = [headline(why)]
        var table = Table()
        if why.articleCount > 0 { table.append("articles", StyledText(articles(why))) }
        for (index, path) in why.aliases.enumerated() {
            table.append(index == 0 ? "same bytes as" : "", StyledText(path, .path, whitespace: .shown))
        }
        if why.refusedCount > 0 {
            table.append("refused inside", StyledText(String(why.refusedCount), .warning))
        }
        for refusal in why.refusals { table.append("", StyledText(refusal)) }
        if why.refusedCount > why.refusals.count, !why.refusals.isEmpty { table.append("", "…") }
        lines += table.lines
        if !why.history.isEmpty {
            lines.append(StyledText("history", .faint))
            lines += history(why.history)
        }
        return lines.rendered(usesColor: terminal.usesColor)
    }

    /// Path, state and reason on one line: `/news/a.pdf: refused: no reader for this format`.
    public func renderHeadline(_ why: WhyResponse) -> String {
        [headline(why)].rendered(usesColor: terminal.usesColor)
    }

    private func headline(_ why: WhyResponse) -> StyledText {
        var line = StyledText(why.path, .path, whitespace: .shown)
        line.append(": ")
        line.append(why.state, style(why.state))
        if let reason = why.reason { line.append(": \(reason)") }
        return line
    }

    private func style(_ state: String) -> Style {
        switch state {
        case "indexed", "alias": .good
        case "refused": .bad
        default: .warning
        }
    }

    private func articles(_ why: WhyResponse) -> String {
        let ids = why.articles.map(String.init).joined(separator: ", ")
        return why.articleCount > why.articles.count ? "\(ids), … (\(why.articleCount) in all)" : ids
    }

    private func history(_ events: [WhyResponse.Event]) -> [StyledText] {
        var table = Table(.left, .right)
        for event in events {
            table.append(
                StyledText("  \(event.time)", .faint), StyledText("revision \(event.revision)", .faint),
                StyledText(event.state, style(event.state)), StyledText(event.reason ?? ""))
        }
        return table.lines
    }
}
