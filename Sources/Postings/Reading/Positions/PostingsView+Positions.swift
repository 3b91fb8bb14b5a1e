/// Where words stand in single articles.
extension PostingsView {
    /// The doclists of a word that were read whole just now; `nil` where they are to be read.
    func knownDoclists(of word: WordTerms) -> [[WordDoclists.Part]]? {
        segments.doclists.doclists(of: word)?.filter { !$0.isEmpty }
    }

    /// Tells where a word stands; `nil` of a pattern that is not one word.
    func positionElement(of pattern: SearchPattern) throws -> PositionElement? {
        try pattern.word.map { try positionElement(of: $0) }
    }

    func positionElement(of word: WordTerms) throws -> PositionElement {
        let postings = try postings(of: word, isPlaced: true)
        let source = try segments.reader().source
        return AnyPositions.of(postings.parts.filter { !$0.isEmpty }.map { TermPositions($0, from: source) })
    }
}
