internal import IndexDefinition

/// What pages say of themselves in paragraphs of their own, by `Index/Tables/page-phrases.tsv`.
enum PagePhrases {
    private static let rights = phrases(of: "rights")
    private static let beginnings = phrases(of: "begins")

    /// Longer paragraphs are the article's, whatever they mention.
    static let letterLimit = 600
    /// A short paragraph that begins so needs no link to lead elsewhere.
    private static let shortLetterLimit = 40

    /// Whether a paragraph is the page's own.
    ///
    /// - Parameters:
    ///   - paragraph: Its text on one line.
    ///   - isLinked: Whether a part of it is a link.
    /// - Returns: Whether it says so.
    static func areOfPage(_ paragraph: String, isLinked: Bool) -> Bool {
        guard paragraph.utf8.count <= letterLimit * 3 else { return false }
        let text = paragraph.lowercased()
        if rights.contains(where: { text.contains($0) }) { return true }
        let isShort = text.unicodeScalars.count <= shortLetterLimit
        return beginnings.contains { text.hasPrefix($0) && (isLinked || isShort || $0.hasPrefix("©")) }
    }

    private static func phrases(of kind: String) -> [String] {
        IndexTable.pagePhrases.rows.filter { $0.count == 2 && $0[0] == kind }
            .flatMap { $0[1].split(separator: "|").map(String.init) }
    }
}
