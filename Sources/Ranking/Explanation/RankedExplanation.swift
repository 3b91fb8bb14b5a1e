public import Postings

/// Every number that the relevance of one article to one query is made of.
public struct RankedExplanation: Sendable {
    /// One of the terms or phrases that stand for a word.
    public struct Form: Sendable, Equatable {
        /// The terms in a row, as the index has them; of phrases near each other one for each.
        public let phrases: [TermPhrase]
        /// How often it stands in the title.
        public let title: Int
        /// How often it stands in the text.
        public let body: Int
    }

    /// One word of the query, or whatever is searched like one.
    public struct Word: Sendable, Equatable {
        /// As it was typed, in canonical form.
        public let text: String
        /// Whether only the very word counts here, and none of its other forms.
        public let isExact: Bool
        /// Whether it was not asked for, but stands in the best articles and counts with feedback.
        public internal(set) var isFeedback = false
        /// How much it counts: as often as it was typed, and a tenth of that for the very word beside its
        /// forms.
        public let factor: Double
        /// The articles that have it: n.
        public let documentFrequency: Int
        /// What that makes it weigh.
        public let idf: Double
        /// How often it stands in the title.
        public let title: Int
        /// How often it stands in the text.
        public let body: Int
        /// What it adds to the relevance.
        public let relevance: Double
        /// Those of its forms that stand in the article.
        public let forms: [Form]
    }

    /// Two words that stand near each other.
    public struct Near: Sendable, Equatable {
        /// The two as they were typed, in canonical form.
        public let texts: [String]
        /// How many tokens they stand apart, from 1.
        public let distance: Int
        /// What the lesser of them weighs: idf · factor.
        public let weight: Double
        /// What it adds to the relevance.
        public let relevance: Double
    }

    /// How much nearness counts beside the words.
    public static let nearWeight = Nearness.share

    /// The numbers that are the same for all articles and words.
    public let formula: RelevanceFormula
    /// The tokens of the article.
    public let length: Int
    /// The sum over the words, in their order, and then over ``nearness``: what a search gives the article.
    public let relevance: Double
    /// The words that rank.
    public let words: [Word]
    /// The words that stand near each other; none where the article is not among the best by words.
    public let nearness: [Near]
    /// Whether the article matches the query in full.
    public let isFullMatch: Bool
    /// The parts of the query that it lacks, as typed.
    public let missing: [String]
    /// Words of the query in which there is nothing to search for.
    public let unsearchable: [String]
    /// Parts of words of which not all is looked for, and why.
    public let cutParts: [(text: String, reason: String)]
    /// Why FTS5 was asked and not the postings; `nil` where these could be read.
    public let fallback: PostingsError?
}

/// How often a leaf stands in an article, and how many articles have it.
struct LeafCounts {
    var documentFrequency: Int
    var title: Int
    var body: Int
}
