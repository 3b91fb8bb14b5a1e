internal import GazetteAPI

/// Why nothing was found, in a few lines, and what to ask instead.
struct NothingFoundLines {
    private let nothing: NothingFound

    init(_ nothing: NothingFound) { self.nothing = nothing }

    var lines: [StyledText] {
        var lines: [StyledText] = []
        switch nothing.reason {
        case .nothingToSearch: lines.append(StyledText("the query has no word to search for", .warning))
        case .emptyIndex: lines.append(StyledText("there are no articles yet", .warning))
        case .unknownWord: lines.append(labelled("in no article", nothing.toBlame.joined(separator: ", ")))
        case .restrictions: lines.append(labelled("left out by", nothing.toBlame.joined(separator: ", ")))
        case .neverTogether:
            lines.append(labelled("in no article together", nothing.toBlame.joined(separator: ", ")))
        }
        let counts = (nothing.words + nothing.filters).map { "\($0.text) \(CountFormat.string($0.articles))" }
        let pairs = nothing.pairs.map {
            "\($0.texts.joined(separator: " + ")) \(CountFormat.string($0.articles))"
        }
        if counts.count + pairs.count > 1 {
            lines.append(labelled("articles with", (counts + pairs).joined(separator: " · "), .plain))
        }
        if let suggestion = nothing.suggestion {
            let count = CountFormat.string(suggestion.articles, "article")
            var line = StyledText("try instead: ", .faint)
            line.append(suggestion.text, .match)
            line.append(" (\(count))")
            lines.append(line)
        }
        return lines
    }

    private func labelled(_ label: String, _ text: String, _ style: Style = .warning) -> StyledText {
        var line = StyledText("\(label): ", .faint)
        line.append(text, style)
        return line
    }
}
