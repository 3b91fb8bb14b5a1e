public import GazetteAPI

/// One article: title, what is known of it, and its whole text.
///
/// The text is neither wrapped nor cut. In a pipe it is the article's own, byte for byte; on a terminal its
/// control characters are shown, not sent.
public struct ArticleRenderer: Sendable {
    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// The whole article, ending in a line feed.
    public func render(_ article: ArticleContent) -> String {
        var lines = [StyledText(article.title, .title)]
        var table = Table()
        table.append("id", StyledText(String(article.id)))
        let facts = [
            ("date", article.date), ("place", article.place), ("agency", article.agency),
            ("language", article.language), ("origin", article.origin), ("guid", article.guid),
            ("url", article.url),
            ("first seen", article.firstSeen), ("revision", String(article.revision)),
        ]
        for (name, value) in facts {
            if let value, !value.isEmpty { table.append(name, StyledText(value)) }
        }
        for (index, path) in (article.paths.isEmpty ? [article.path] : article.paths).enumerated() {
            table.append(index == 0 ? "path" : "", StyledText(path, .path, whitespace: .shown))
        }
        if article.offline { table.append("offline", StyledText("its folder is away", .warning)) }
        lines += table.lines + [""]
        return lines.rendered(usesColor: terminal.usesColor) + text(article)
    }

    private func text(_ article: ArticleContent) -> String {
        let text = terminal.isTerminal ? SafeText.make(article.text, whitespace: .kept) : article.text
        return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    }
}
