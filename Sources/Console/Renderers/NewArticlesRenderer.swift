public import GazetteAPI

/// Articles that came or changed since a revision: two lines each, the first with when and where.
public struct NewArticlesRenderer: Sendable {
    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// One page of them; empty for none.
    public func render(_ articles: [ArticleContent]) -> String {
        var lines: [StyledText] = []
        for article in articles {
            lines.append(StyledText(article.title, .title))
            var details = StyledText("  ")
            let facts = [
                article.date, article.place, article.agency, "id \(article.id)",
                "revision \(article.revision)", article.offline ? "offline" : nil,
            ]
            for case let fact? in facts where !fact.isEmpty {
                details.append(fact)
                details.append(" · ", .faint)
            }
            details.append(article.path, .path, whitespace: .shown)
            lines.append(details)
        }
        return lines.rendered(usesColor: terminal.usesColor)
    }

    /// The last line: how many there were, and how to ask for the next.
    public func summary(articleCount: Int, revision: Int64, since: Int64) -> String {
        let advice =
            revision < since
            ? FutureRevision.note(since) + "; gazette new --since 0 for all of it"
            : "gazette new --since \(revision) for what comes next"
        return [
            StyledText(
                "\(CountFormat.string(articleCount, "article")); revision \(revision) (\(advice))",
                revision < since ? .warning : .plain)
        ].rendered(usesColor: terminal.usesColor)
    }
}
