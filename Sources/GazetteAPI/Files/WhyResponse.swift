/// What became of a path.
public struct WhyResponse: Codable, Hashable, Sendable {
    /// A step of a path's history.
    public struct Event: Codable, Hashable, Sendable {
        /// When, in RFC 3339.
        public var time: String
        /// The revision of the index that it came with.
        public var revision: Int64
        /// The state from then on.
        public var state: String
        /// Why, or `null`.
        @ExplicitNull public var reason: String?

        /// Makes a step.
        public init(time: String, revision: Int64, state: String, reason: String?) {
            self.time = time
            self.revision = revision
            self.state = state
            self.reason = reason
        }
    }

    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The path asked for.
    public var path: String
    /// `indexed`, `alias`, `pending`, `refused`, `deleted`, `offline` or `unknown`.
    public var state: String
    /// Why it is refused or pending, or what is remarkable; `null` otherwise.
    @ExplicitNull public var reason: String?
    /// The ids of its articles, at most the first 100.
    public var articles: [Int64]
    /// How many articles it has.
    public var articleCount: Int
    /// The lines, elements or members of it that were refused, at most the first 100, as `#3: reason` or
    /// `#sub/a.txt: reason`.
    public var refusals: [String]
    /// How many lines or elements of it were refused.
    public var refusedCount: Int
    /// The other paths of the same bytes.
    public var aliases: [String]
    /// What happened to it, oldest first, at most the last 100 steps.
    public var history: [Event]

    /// Makes an answer.
    public init(
        path: String, state: String, reason: String?, articles: [Int64], articleCount: Int,
        refusals: [String],
        refusedCount: Int, aliases: [String], history: [Event]
    ) {
        formatVersion = WireFormat.version
        self.path = path
        self.state = state
        self.reason = reason
        self.articles = articles
        self.articleCount = articleCount
        self.refusals = refusals
        self.refusedCount = refusedCount
        self.aliases = aliases
        self.history = history
    }
}
