/// A question in FTS5's own language, built from terms so that no text from outside is ever read as an
/// operator.
public struct FullTextExpression: Hashable, Sendable, CustomStringConvertible {
    /// A column of the full-text index.
    public enum Column: String, Hashable, Sendable {
        /// The headline.
        case title
        /// The text.
        case body
    }

    let text: String

    /// Tells the tokenizer that a term follows.
    private static let mark = Unicode.Scalar(FullTextModule.termMark)

    /// The expression as FTS5 gets it.
    public var description: String { text }

    private init(_ text: String) { self.text = text }

    /// Terms in a row, as the tokenizer makes them; the last may be the beginning of a term.
    ///
    /// - Parameters:
    ///   - terms: One or more terms.
    ///   - isPrefix: Whether the last term may go on.
    ///   - column: Where they must stand; `nil` for anywhere.
    /// - Returns: The expression.
    public static func phrase(_ terms: [String], isPrefix: Bool = false, in column: Column? = nil) -> Self {
        // Inside FTS5's quotes only the quote itself means something, and it is doubled.
        let quoted = terms.map { term in
            "\"\(mark)"
                + term.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                + "\""
        }
        let phrase = quoted.joined(separator: " + ") + (isPrefix ? " *" : "")
        return Self(column.map { "\($0.rawValue) : (\(phrase))" } ?? phrase)
    }

    /// Phrases near each other.
    ///
    /// - Parameters:
    ///   - phrases: Two or more lists of terms; of each, whether its last term may go on.
    ///   - distance: The most tokens between the first's end and the last's beginning.
    ///   - column: Where they must stand; `nil` for anywhere.
    /// - Returns: The expression.
    public static func near(
        _ phrases: [(terms: [String], isPrefix: Bool)], distance: Int, in column: Column? = nil
    ) -> Self {
        let parts = phrases.map { Self.phrase($0.terms, isPrefix: $0.isPrefix).text }.joined(separator: " ")
        let near = "NEAR(\(parts), \(distance))"
        return Self(column.map { "\($0.rawValue) : \(near)" } ?? near)
    }

    /// All of the expressions; `nil` for none.
    public static func all(_ parts: [Self]) -> Self? { joined(parts, " AND ") }

    /// Any of the expressions; `nil` for none.
    public static func any(_ parts: [Self]) -> Self? { joined(parts, " OR ") }

    /// What matches this and not the other.
    public func excluding(_ other: Self) -> Self { Self("(\(text)) NOT (\(other.text))") }

    private static func joined(_ parts: [Self], _ word: String) -> Self? {
        guard let first = parts.first else { return nil }
        guard parts.count > 1 else { return first }
        return Self(parts.map { "(\($0.text))" }.joined(separator: word))
    }
}
