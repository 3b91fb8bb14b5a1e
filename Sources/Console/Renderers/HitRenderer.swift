internal import GazetteAPI

/// One hit as a block of lines: rank and title, then where and when, then the excerpt.
struct HitRenderer {
    let terminal: Terminal
    /// The digits of the largest rank of the answer, so that all titles stand below each other.
    let rankWidth: Int

    func lines(_ hit: Hit) -> [StyledText] {
        let title = indented(StyledText(hit.title, .title, highlights: hit.titleHighlights, as: .match))
        var lines = [rank(hit.rank, before: title.first ?? "")]
        lines += title.dropFirst().map(prefixed)
        lines.append(prefixed(details(hit)))
        lines += indented(
            StyledText(hit.excerpt.text, .plain, highlights: hit.excerpt.highlights, as: .match)
        )
        .map(prefixed)
        if !hit.matchedAs.isEmpty {
            lines.append(prefixed(labelled("matched as", hit.matchedAs, .plain)))
        }
        if !hit.missing.isEmpty {
            lines.append(prefixed(labelled("missing", hit.missing, .warning)))
        }
        return lines
    }

    private var indent: Int { rankWidth + 2 }

    /// The text in lines that fit beside the indent; as one line where nothing is wrapped.
    private func indented(_ text: StyledText) -> [StyledText] {
        guard let columns = terminal.columns else { return text.runs.isEmpty ? [] : [text] }
        // Below 20 columns a terminal wraps better than we do.
        return text.wrapped(to: max(20, columns - indent))
    }

    private func rank(_ rank: Int, before title: StyledText) -> StyledText {
        let digits = String(rank)
        var line = StyledText()
        line.append(blanks: rankWidth - digits.count)
        line.append(digits, .faint)
        line.append(blanks: title.runs.isEmpty ? 0 : 2)
        line.append(title)
        return line
    }

    private func prefixed(_ text: StyledText) -> StyledText {
        var line = StyledText()
        line.append(blanks: indent)
        line.append(text)
        return line
    }

    /// Never wrapped: a path that is cut in two cannot be copied.
    private func details(_ hit: Hit) -> StyledText {
        var line = StyledText()
        for part in [hit.date, hit.place, hit.agency, "id \(hit.id)", hit.offline ? "offline" : nil] {
            guard let part, !part.isEmpty else { continue }
            line.append(part)
            line.append(" · ", .faint)
        }
        line.append(hit.path, .path, whitespace: .shown)
        if hit.paths.count > 1 {
            line.append(" and \(CountFormat.string(hit.paths.count - 1)) more", .faint)
        }
        return line
    }

    private func labelled(_ label: String, _ words: [String], _ style: Style) -> StyledText {
        var line = StyledText("\(label): ", .faint)
        line.append(words.joined(separator: ", "), style)
        return line
    }
}
