internal import ArticleStore
internal import QueryLanguage
internal import TextAnalysis

/// A query, or a part of one, as a single FTS5 expression, with the leaf that each of its phrases belongs to.
struct TextQuery {
    var expression: FullTextExpression
    /// For each phrase of the expression in order: the leaf and the alternative that it belongs to; `nil` for
    /// one that excludes.
    var owners: [PhraseOwner?]

    /// Whether nothing but OR joins the phrases.
    private var isDisjunction: Bool
    /// Whether FTS5 tells of every match how often each phrase stands there.
    ///
    /// Below an AND that an article does not match as a whole, FTS5 has not looked for the rest of its
    /// phrases there.
    var countsEveryLeaf: Bool

    struct PhraseOwner: Hashable {
        var leaf: Int
        var alternative: Int
        /// Which part of the query, as one leaf may stand in several.
        var part: Int
    }

    /// The alternatives of the leaf with the given index.
    init?(_ leaf: Leaf, index: Int?, part: Int) {
        guard let expression = leaf.expression else { return nil }
        self.expression = expression
        owners = leaf.plainPhrases.enumerated().flatMap { number, phrases in
            phrases.map { _ in index.map { PhraseOwner(leaf: $0, alternative: number, part: part) } }
        }
        isDisjunction = true
        countsEveryLeaf = true
    }

    private init(
        expression: FullTextExpression, owners: [PhraseOwner?], isDisjunction: Bool, countsEveryLeaf: Bool
    ) {
        self.expression = expression
        self.owners = owners
        self.isDisjunction = isDisjunction
        self.countsEveryLeaf = countsEveryLeaf
    }

    /// What all of `parts` match and none of `exclusions`; `nil` without a part.
    ///
    /// The exclusions stand beside the last part only. Around an AND, FTS5 3.40 forgets occurrences: an AND
    /// that is not the whole expression and fails at one article drops those that its parts have found in a
    /// later one already.
    static func all(_ parts: [TextQuery], excluding exclusions: [TextQuery] = []) -> TextQuery? {
        guard let last = parts.last else { return nil }
        let excluding = last.excluding(exclusions)
        guard parts.count > 1 else { return excluding }
        return FullTextExpression.all(parts.dropLast().map(\.expression) + [excluding.expression]).map {
            expression in
            TextQuery(
                expression: expression, owners: parts.dropLast().flatMap(\.owners) + excluding.owners,
                isDisjunction: false, countsEveryLeaf: parts.allSatisfy(\.isDisjunction))
        }
    }

    /// What any of `parts` matches; `nil` without a part.
    static func any(_ parts: [TextQuery]) -> TextQuery? {
        guard parts.count > 1 else { return parts.first }
        let isDisjunction = parts.allSatisfy(\.isDisjunction)
        return FullTextExpression.any(parts.map(\.expression)).map { expression in
            TextQuery(
                expression: expression, owners: parts.flatMap(\.owners), isDisjunction: isDisjunction,
                countsEveryLeaf: isDisjunction)
        }
    }

    private func excluding(_ exclusions: [TextQuery]) -> TextQuery {
        guard let excluded = TextQuery.any(exclusions) else { return self }
        return TextQuery(
            expression: expression.excluding(excluded.expression),
            owners: owners + excluded.owners.map { _ in nil },
            isDisjunction: false, countsEveryLeaf: isDisjunction)
    }
}
