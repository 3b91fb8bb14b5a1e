public import GazetteAPI

/// How the relevance of an article comes about: a line for each word, and below it the forms that matched.
public struct ExplanationRenderer: Sendable {
    private let terminal: Terminal

    /// Renders for the given place.
    public init(terminal: Terminal) { self.terminal = terminal }

    /// The whole explanation, ending in a line feed.
    public func render(_ answer: ExplainResponse) -> String {
        var headline = StyledText("score \(number(answer.score, decimals: 6))  ", .match)
        headline.append(answer.title, .title)
        var lines = [headline, place(of: answer)]
        if answer.query.understood != answer.query.text {
            lines.append(StyledText("understood: \(answer.query.understood)", .faint))
        }
        if !answer.matches { lines.append(lack(answer.missing)) }
        if !answer.words.isEmpty {
            lines.append(StyledText())
            lines += table(of: answer.words)
            lines += answer.nearness.map(nearness)
            lines += [StyledText(), StyledText(constants(of: answer.formula), .faint)]
        }
        return lines.rendered(usesColor: terminal.usesColor)
    }

    private func place(of answer: ExplainResponse) -> StyledText {
        var line = StyledText("id \(answer.id) · ", .faint)
        line.append(answer.path, .path, whitespace: .shown)
        return line
    }

    private func lack(_ missing: [String]) -> StyledText {
        StyledText(
            missing.isEmpty
                ? "does not match the query" : "does not match: \(missing.joined(separator: ", "))", .warning)
    }

    private func table(of words: [ExplainResponse.Word]) -> [StyledText] {
        var table = Table(.left, .right, .right, .right, .right, .right, .right, .right)
        let heads = ["word", "title", "text", "f", "articles", "idf", "factor", "score"].map {
            StyledText($0, .faint)
        }
        table.append(heads[0], heads[1], heads[2], heads[3], heads[4], heads[5], heads[6], heads[7])
        for word in words {
            table.append(
                StyledText(label(of: word)),
                StyledText(String(word.title)), StyledText(String(word.body)),
                StyledText(number(word.frequency, decimals: 0)),
                StyledText(CountFormat.string(word.articles)),
                StyledText(number(word.idf, decimals: 4)),
                StyledText(number(word.factor, decimals: word.feedback ? 4 : 1)),
                StyledText(number(word.score, decimals: 6), .match))
            for form in word.matched {
                let kind = [form.kind?.rawValue ?? "in a row", form.language].compactMap(\.self)
                table.append(
                    StyledText("  \(form.term) (\(kind.joined(separator: " ")))", .faint),
                    StyledText(String(form.title), .faint), StyledText(String(form.body), .faint))
            }
        }
        return table.lines
    }

    private func label(of word: ExplainResponse.Word) -> String {
        if word.feedback { return "\(word.text), of the best articles" }
        return word.exact ? "\(word.text), the very word" : word.text
    }

    private func nearness(_ near: ExplainResponse.Near) -> StyledText {
        var line = StyledText(
            near.texts.joined(separator: " near ") + ", "
                + (near.distance == 1 ? "side by side" : "\(near.distance) tokens apart") + "  ")
        line.append(number(near.score, decimals: 6), .match)
        return line
    }

    private func constants(of formula: ExplainResponse.Formula) -> String {
        "\(CountFormat.string(formula.articles, "article")); "
            + "\(CountFormat.string(formula.length, "token")) in this one, "
            + "\(number(formula.averageLength, decimals: 1)) on average; "
            + "k1 \(number(formula.k1, decimals: 2)), b \(number(formula.b, decimals: 2)); "
            + "title \(number(formula.titleWeight, decimals: 0)), text \(number(formula.bodyWeight, decimals: 0)); "
            + "near \(number(formula.nearWeight, decimals: 2))"
    }

    /// A number that is not negative, with so many decimals.
    private func number(_ value: Double, decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        guard let scaled = Int64(exactly: (value * scale).rounded()) else { return "\(value)" }
        guard decimals > 0 else { return String(scaled) }
        let digits = String(scaled)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}
