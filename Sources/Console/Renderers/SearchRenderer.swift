public import GazetteAPI

/// The answer to a search: its hits, how the query was read, and a line that sums it up.
///
/// On a terminal matches are coloured and text is wrapped to its width; elsewhere the text is plain, without
/// any marks, and an excerpt is one line, as `grep` and its kin expect.
public struct SearchRenderer: Sendable {
    /// What is told of an answer that is partial.
    public static let timeIsOver = "the time was over before all was searched; --timeout gives it more"

    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// The whole answer, ending in a line feed.
    public func render(_ response: SearchResponse) -> String {
        let rankWidth = response.hits.map { String($0.rank).count }.max() ?? 1
        let renderer = HitRenderer(terminal: terminal, rankWidth: rankWidth)
        var lines: [StyledText] = []
        for hit in response.hits {
            lines += renderer.lines(hit)
            lines.append("")
        }
        lines += notes(response)
        lines.append(SearchSummary(response).line)
        lines += lacks(response)
        return lines.rendered(usesColor: terminal.usesColor)
    }

    /// A hit as it stands in the answer, ending in a line feed and a blank line.
    ///
    /// - Parameters:
    ///   - hit: The hit.
    ///   - total: The hits of the whole answer, so that all titles stand below each other.
    /// - Returns: Its lines.
    public func render(_ hit: Hit, of total: Int) -> String {
        let renderer = HitRenderer(terminal: terminal, rankWidth: String(max(total, hit.rank)).count)
        return (renderer.lines(hit) + [""]).rendered(usesColor: terminal.usesColor)
    }

    /// What is told below all hits: how the query was read, and how many were sent.
    public func render(_ response: SearchResponse, end: SearchStreamEnd) -> String {
        var lines = notes(response)
        let gone =
            end.gone == 0 ? "" : ", \(CountFormat.string(end.gone)) deleted since it was found"
        let time = DurationFormat.string(.microseconds(response.tookUs))
        lines.append(StyledText("\(CountFormat.string(end.hits, "article"))\(gone), \(time)"))
        lines += lacks(response)
        return lines.rendered(usesColor: terminal.usesColor)
    }

    /// What the answer lacks.
    private func lacks(_ response: SearchResponse) -> [StyledText] {
        var lines: [StyledText] = []
        if response.partial { lines.append(StyledText(Self.timeIsOver, .warning)) }
        if response.pending > 0 { lines.append(pending(response)) }
        return lines
    }

    private func notes(_ response: SearchResponse) -> [StyledText] {
        var lines = notes(response.query)
        if let moved = response.moved {
            let changed = CountFormat.string(moved.changedArticles, "article")
            let note =
                moved.from > response.revision
                ? FutureRevision.note(moved.from)
                : "the index has moved on since revision \(moved.from): \(changed) came or changed; "
                    + "pages may overlap"
            lines.append(StyledText(note, .warning))
        }
        if let nothing = response.nothingFound { lines += NothingFoundLines(nothing).lines }
        return lines
    }

    private func notes(_ query: SearchResponse.Understanding) -> [StyledText] {
        var lines: [StyledText] = []
        let typed = query.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if query.understood != typed {
            lines.append(note("understood", query.understood, nil))
        }
        lines += query.readAs.map { note("read as", $0.text, $0.reason) }
        lines += query.ignored.map { note("ignored", $0.text, $0.reason) }
        return lines
    }

    private func note(_ label: String, _ text: String, _ reason: String?) -> StyledText {
        var line = StyledText("\(label): ", .faint)
        line.append(text, reason == nil ? .plain : .warning)
        if let reason { line.append(" (\(reason))") }
        return line
    }

    private func pending(_ response: SearchResponse) -> StyledText {
        let files = CountFormat.string(response.pending, "file")
        let verb = response.pending == 1 ? "is" : "are"
        return StyledText("\(files) \(verb) not read yet and may match", .warning)
    }
}
