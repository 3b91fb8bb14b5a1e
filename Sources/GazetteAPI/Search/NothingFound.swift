/// Why no article matches in full, and what would find something.
public struct NothingFound: Codable, Hashable, Sendable {
    /// What stands in the way, the first of these that holds.
    public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
        /// The query has nothing that can be searched for.
        case nothingToSearch = "nothing_to_search"
        /// The index has no articles.
        case emptyIndex = "empty_index"
        /// A word stands in no article.
        case unknownWord = "unknown_word"
        /// Filters and exclusions leave out all articles that have the words.
        case restrictions
        /// Each word stands in an article, and no article has all of them.
        case neverTogether = "never_together"
    }

    /// A part of the query, and the articles that match it alone.
    public struct Part: Codable, Hashable, Sendable {
        /// The part in canonical form.
        public var text: String
        /// The articles that match it alone.
        public var articles: Int

        /// Makes a part.
        public init(text: String, articles: Int) {
            self.text = text
            self.articles = articles
        }
    }

    /// Two words, and the articles that have both.
    public struct Pair: Codable, Hashable, Sendable {
        /// The two, in canonical form.
        public var texts: [String]
        /// The articles that have both.
        public var articles: Int

        /// Makes a pair.
        public init(texts: [String], articles: Int) {
            self.texts = texts
            self.articles = articles
        }
    }

    /// What stands in the way.
    public var reason: Reason
    /// The words, filters or exclusions that are to blame.
    public var toBlame: [String]
    /// The words, 16 at most.
    public var words: [Part]
    /// Pairs of words that must be there together, those of the first six words.
    public var pairs: [Pair]
    /// The filters and exclusions in force, 16 at most.
    public var filters: [Part]
    /// A query that finds something, or `null`.
    @ExplicitNull public var suggestion: Part?

    /// Makes an explanation.
    public init(
        reason: Reason, toBlame: [String], words: [Part], pairs: [Pair], filters: [Part], suggestion: Part?
    ) {
        self.reason = reason
        self.toBlame = toBlame
        self.words = words
        self.pairs = pairs
        self.filters = filters
        self.suggestion = suggestion
    }
}
