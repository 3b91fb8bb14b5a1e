/// The answer to a search.
public struct SearchResponse: Codable, Hashable, Sendable {
    /// How the query was read.
    public struct Understanding: Codable, Hashable, Sendable {
        /// The query as it came.
        public var text: String
        /// The query as it was understood, in canonical form; reads back as the same query.
        public var understood: String
        /// What was left out, each with the reason.
        public var ignored: [Repair]
        /// What was read otherwise than written, each with the reading.
        public var readAs: [Repair]

        /// Makes an understanding.
        public init(text: String, understood: String, ignored: [Repair], readAs: [Repair]) {
            self.text = text
            self.understood = understood
            self.ignored = ignored
            self.readAs = readAs
        }
    }

    /// A piece of a query that was not taken as written.
    public struct Repair: Codable, Hashable, Sendable {
        /// The piece as written.
        public var text: String
        /// Where it begins in the query, in UTF-8 bytes.
        public var position: Int
        /// Why, and how it was read.
        public var reason: String

        /// Makes a repair.
        public init(text: String, position: Int, reason: String) {
            self.text = text
            self.position = position
            self.reason = reason
        }
    }

    /// That the index has moved on since the revision that was asked for.
    public struct Move: Codable, Hashable, Sendable {
        /// The revision that the request named.
        public var from: Int64
        /// The articles that came or changed since; what was deleted is not counted.
        public var changedArticles: Int

        /// Makes a move.
        public init(from: Int64, changedArticles: Int) {
            self.from = from
            self.changedArticles = changedArticles
        }
    }

    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The revision of the index that answered.
    public var revision: Int64
    /// Microseconds to parse, match and rank.
    public var tookUs: Int
    /// Microseconds to fetch articles and make excerpts.
    public var fetchUs: Int
    /// How the query was read.
    public var query: Understanding
    /// The articles that match in full.
    public var total: Int
    /// Whether ``total`` is a count; otherwise at least that many match.
    public var totalIsExact: Bool
    /// Whether the time was over before the search was done: the hits match and have their true scores, and
    /// better ones may be missing.
    public var partial: Bool
    /// The hits, in the order asked for.
    public var hits: [Hit]
    /// Files that are known and not yet read: what the answer may lack.
    public var pending: Int
    /// The snapshot that answered; `null` where the live index did.
    @ExplicitNull public var snapshot: String?
    /// Only where the request named a revision and the index is at another one: pages of the two may overlap,
    /// or leave out a hit between them.
    public var moved: Move?
    /// Only where no article matches in full: why, and what would find something. Where articles with some of
    /// the words are shown, only if a word stands nowhere.
    public var nothingFound: NothingFound?

    /// Makes an answer.
    public init(
        revision: Int64, tookUs: Int, fetchUs: Int, query: Understanding, total: Int, totalIsExact: Bool,
        hits: [Hit], pending: Int, partial: Bool = false, snapshot: String? = nil
    ) {
        formatVersion = WireFormat.version
        self.revision = revision
        self.tookUs = tookUs
        self.fetchUs = fetchUs
        self.query = query
        self.total = total
        self.totalIsExact = totalIsExact
        self.partial = partial
        self.hits = hits
        self.pending = pending
        self.snapshot = snapshot
    }
}
