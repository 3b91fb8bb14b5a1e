/// Why an article has its relevance: every number that it is made of.
///
/// The score of a word is `factor · idf · f · (k1 + 1) / (f + k1 · (1 − b + b · length / average_length))`,
/// where f is `title_weight · title + body_weight · body`. Of the articles that are best by their words, two
/// words near each other add `near_weight · weight / distance`. The score of the article is the sum over its
/// words and those pairs.
public struct ExplainResponse: Codable, Hashable, Sendable {
    /// The numbers that are the same for all words.
    public struct Formula: Codable, Hashable, Sendable {
        /// How soon more occurrences of a word stop counting.
        public var k1: Double
        /// How much the length of an article counts.
        public var b: Double
        /// How many times an occurrence in the title counts.
        public var titleWeight: Double
        /// How many times one in the text does.
        public var bodyWeight: Double
        /// How much nearness counts.
        public var nearWeight: Double
        /// The articles of the index: N.
        public var articles: Int
        /// The tokens of an average article.
        public var averageLength: Double
        /// The tokens of this article.
        public var length: Int

        /// Makes the numbers.
        public init(
            k1: Double, b: Double, titleWeight: Double, bodyWeight: Double, nearWeight: Double, articles: Int,
            averageLength: Double, length: Int
        ) {
            self.k1 = k1
            self.b = b
            self.titleWeight = titleWeight
            self.bodyWeight = bodyWeight
            self.nearWeight = nearWeight
            self.articles = articles
            self.averageLength = averageLength
            self.length = length
        }
    }

    /// What stands for a word in the article.
    public struct Form: Codable, Hashable, Sendable {
        /// The term; several with blanks between them for a phrase, and `…` between phrases near each other.
        public var term: String
        /// What it is; `null` of a phrase or a beginning.
        @ExplicitNull public var kind: Analysis.Token.Kind?
        /// The language of a stem, ISO 639-1, or `null`.
        @ExplicitNull public var language: String?
        /// How often it stands in the title.
        public var title: Int
        /// How often it stands in the text.
        public var body: Int

        /// Makes a form.
        public init(
            term: String, kind: Analysis.Token.Kind?, language: String?, title: Int, body: Int
        ) {
            self.term = term
            self.kind = kind
            self.language = language
            self.title = title
            self.body = body
        }
    }

    /// Two words that stand near each other.
    public struct Near: Codable, Hashable, Sendable {
        /// The two as typed, in canonical form.
        public var texts: [String]
        /// How many tokens they stand apart, from 1.
        public var distance: Int
        /// `factor · idf` of the one of them in which that is smaller.
        public var weight: Double
        /// What it adds.
        public var score: Double

        /// Makes a pair.
        public init(texts: [String], distance: Int, weight: Double, score: Double) {
            self.texts = texts
            self.distance = distance
            self.weight = weight
            self.score = score
        }
    }

    /// A word of the query, or whatever is searched like one.
    public struct Word: Codable, Hashable, Sendable {
        /// As typed, in canonical form.
        public var text: String
        /// Whether this is the very word, counted once more beside all its forms.
        public var exact: Bool
        /// Whether it was not asked for, but stands in the best articles and counts with feedback.
        public var feedback: Bool
        /// How much it counts: as often as it was typed, and a tenth of that for the very word beside its
        /// forms.
        public var factor: Double
        /// The articles that have it: n.
        public var articles: Int
        /// ln(1 + (N − n + ½) / (n + ½)).
        public var idf: Double
        /// How often it stands in the title, in any of its forms.
        public var title: Int
        /// How often it stands in the text, likewise.
        public var body: Int
        /// `title_weight · title + body_weight · body`: f.
        public var frequency: Double
        /// What it adds.
        public var score: Double
        /// Those of its forms that the article has.
        public var matched: [Form]

        /// Makes a word.
        public init(
            text: String, exact: Bool, feedback: Bool = false, factor: Double, articles: Int, idf: Double,
            title: Int, body: Int,
            frequency: Double, score: Double, matched: [Form]
        ) {
            self.text = text
            self.exact = exact
            self.feedback = feedback
            self.factor = factor
            self.articles = articles
            self.idf = idf
            self.title = title
            self.body = body
            self.frequency = frequency
            self.score = score
            self.matched = matched
        }
    }

    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The revision of the index that answered.
    public var revision: Int64
    /// How the query was read.
    public var query: SearchResponse.Understanding
    /// The article's number.
    public var id: Int64
    /// Its first path.
    public var path: String
    /// Its headline.
    public var title: String
    /// The relevance that a search gives it; larger is better.
    public var score: Double
    /// Whether it matches the query in full.
    public var matches: Bool
    /// The parts of the query that it does not match, filters and exclusions included.
    public var missing: [String]
    /// The numbers that are the same for all words.
    public var formula: Formula
    /// The words that rank, in the order in which their scores are added.
    public var words: [Word]
    /// The words that stand near each other, where the article is one of the best by its words.
    public var nearness: [Near]

    /// Makes an answer.
    public init(
        revision: Int64, query: SearchResponse.Understanding, id: Int64, path: String, title: String,
        score: Double, matches: Bool, missing: [String], formula: Formula, words: [Word],
        nearness: [Near] = []
    ) {
        formatVersion = WireFormat.version
        self.revision = revision
        self.query = query
        self.id = id
        self.path = path
        self.title = title
        self.score = score
        self.matches = matches
        self.missing = missing
        self.formula = formula
        self.words = words
        self.nearness = nearness
    }
}
