/// Why a query found nothing, and what would find something.
public struct Diagnosis: Sendable, Equatable {
    /// What stands in the way, the first of these that holds.
    public enum Reason: String, Sendable, CaseIterable {
        /// The query has nothing that can be searched for.
        case nothingToSearch
        /// The index has no articles.
        case emptyIndex
        /// A word stands in no article.
        case unknownWord
        /// Filters and exclusions leave out all articles that have the words.
        case restrictions
        /// Each word stands in an article, and no article has all of them.
        case neverTogether
    }

    /// A part of the query, and the articles that match it alone.
    public struct Part: Sendable, Equatable {
        /// The part in canonical form.
        public let text: String
        /// The articles that match it alone.
        public let articleCount: Int
    }

    /// Two words, and the articles that have both.
    public struct Pair: Sendable, Equatable {
        /// The two, in canonical form.
        public let texts: [String]
        /// The articles that have both.
        public let articleCount: Int
    }

    /// Another query, and the articles that match it.
    public struct Suggestion: Sendable, Equatable {
        /// The query in canonical form.
        public let query: String
        /// The articles that match it.
        public let articleCount: Int
    }

    /// What stands in the way.
    public internal(set) var reason: Reason
    /// The words, filters or exclusions that are to blame, in canonical form.
    public internal(set) var toBlame: [String] = []
    /// The words, each once, in their order: at most 16.
    public internal(set) var words: [Part] = []
    /// Pairs of words that must be there together: those of the first six at most.
    public internal(set) var pairs: [Pair] = []
    /// Filters and exclusions, each with the articles that pass it: at most 16.
    public internal(set) var restrictions: [Part] = []
    /// What would find something; `nil` where nothing was found that does.
    public internal(set) var suggestion: Suggestion?

    init(_ reason: Reason) { self.reason = reason }
}
