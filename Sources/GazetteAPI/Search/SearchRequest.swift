/// A question, as `GET /v1/search?q=…` or as the JSON body of `POST /v1/search`.
public struct SearchRequest: Codable, Hashable, Sendable {
    /// Which of the words an article must have.
    public enum Match: String, Codable, Hashable, Sendable, CaseIterable {
        /// All of them; partial matches fill up a short answer.
        case all
        /// Any of them.
        case any
    }

    /// The order of the hits.
    public enum Sort: String, Codable, Hashable, Sendable, CaseIterable {
        /// Best first.
        case relevance
        /// Latest declared date first; the time first seen where none is declared.
        case newest
        /// The reverse of newest.
        case oldest
    }

    /// The longest query, in UTF-8 bytes: 64 KiB.
    public static let maximumQueryByteCount = 65_536
    /// The most hits of one answer.
    public static let maximumLimit = 1_000
    /// The hits of an answer unless the request says otherwise.
    public static let defaultLimit = 10

    /// The time that a search takes at most unless the request says otherwise, in milliseconds.
    public static let defaultTimeoutMilliseconds = 2_000
    /// The longest time that a search may be given, and the time for all hits unless the request says
    /// otherwise: less than what a daemon gives to a request as a whole.
    public static let maximumTimeoutMilliseconds = 25_000

    /// The query text.
    public var q: String
    /// Which words an article must have.
    public var match: Match
    /// The most hits to return, 1...1,000. With 0, only the total.
    public var limit: Int
    /// The hits to leave out before the first, 0 or more.
    public var offset: Int
    /// The order.
    public var sort: Sort
    /// The revision that an earlier page came from; the answer says in `revision` what it came from now.
    public var revision: Int64?
    /// Whether a query that would be repaired is an error.
    public var strict: Bool
    /// Whether words are found as they are written alone, without other forms of them and other spellings of
    /// names.
    public var exact: Bool
    /// Whether words that the best articles have in common count in the order of the hits as well. What
    /// matches stays what was asked for; of an order by time, nothing changes.
    public var feedback: Bool
    /// The snapshot that is to answer in place of the live index: its id, the beginning of one, or `latest`.
    public var snapshot: String?
    /// The day or instant whose last snapshot is to answer: `2024-05-01`, or RFC 3339.
    public var asOf: String?

    /// Whether a snapshot is asked and not the live index.
    public var isOfPast: Bool { snapshot != nil || asOf != nil }

    /// How many milliseconds reading the query, matching and ranking may take, 1...25,000; `nil` for
    /// ``defaultTimeoutMilliseconds``, and of all hits for ``maximumTimeoutMilliseconds``. An answer that is
    /// cut off says that it is partial.
    public var timeoutMs: Int?

    /// The time for the best hits.
    public var timeForBest: Duration { .milliseconds(timeoutMs ?? Self.defaultTimeoutMilliseconds) }

    /// The time for all hits.
    public var timeForAll: Duration { .milliseconds(timeoutMs ?? Self.maximumTimeoutMilliseconds) }

    /// Whether a search that finds nothing says why, and what would find something. That may look at every
    /// word of the index, within the time of the search; a program that waits for an article does not want
    /// it.
    public var diagnose: Bool

    /// Makes a request.
    public init(
        q: String,
        match: Match = .all,
        limit: Int = defaultLimit,
        offset: Int = 0,
        sort: Sort = .relevance,
        revision: Int64? = nil,
        strict: Bool = false,
        exact: Bool = false,
        feedback: Bool = false,
        snapshot: String? = nil,
        asOf: String? = nil,
        timeoutMs: Int? = nil,
        diagnose: Bool = false
    ) {
        self.q = q
        self.match = match
        self.limit = limit
        self.offset = offset
        self.sort = sort
        self.revision = revision
        self.strict = strict
        self.exact = exact
        self.feedback = feedback
        self.snapshot = snapshot
        self.asOf = asOf
        self.timeoutMs = timeoutMs
        self.diagnose = diagnose
    }

    /// Reads a request in which every key but `q` may be absent.
    ///
    /// - Parameter decoder: Where the request stands.
    /// - Throws: `DecodingError` for a missing `q` or a value of another type.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        q = try values.decode(String.self, forKey: .q)
        match = try values.choiceIfPresent(Match.self, forKey: .match) ?? .all
        limit = try values.decodeIfPresent(Int.self, forKey: .limit) ?? Self.defaultLimit
        offset = try values.decodeIfPresent(Int.self, forKey: .offset) ?? 0
        sort = try values.choiceIfPresent(Sort.self, forKey: .sort) ?? .relevance
        revision = try values.decodeIfPresent(Int64.self, forKey: .revision)
        strict = try values.decodeIfPresent(Bool.self, forKey: .strict) ?? false
        exact = try values.decodeIfPresent(Bool.self, forKey: .exact) ?? false
        feedback = try values.decodeIfPresent(Bool.self, forKey: .feedback) ?? false
        snapshot = try values.decodeIfPresent(String.self, forKey: .snapshot)
        asOf = try values.decodeIfPresent(String.self, forKey: .asOf)
        timeoutMs = try values.decodeIfPresent(Int.self, forKey: .timeoutMs)
        diagnose = try values.decodeIfPresent(Bool.self, forKey: .diagnose) ?? false
    }

    /// Checks the ranges, so that a service need not.
    ///
    /// - Throws: `bad_request` or `query_too_long`, naming the parameter and its range.
    public func validate() throws(APIError) {
        guard q.utf8.count <= Self.maximumQueryByteCount else {
            throw APIError(
                .queryTooLong,
                "the query has \(q.utf8.count) bytes and the limit is \(Self.maximumQueryByteCount); shorten it"
            )
        }
        guard (0...Self.maximumLimit).contains(limit) else {
            throw APIError(.badRequest, "limit is \(limit); it must be 0 to \(Self.maximumLimit)")
        }
        guard offset >= 0 else {
            throw APIError(.badRequest, "offset is \(offset); it must be 0 or more")
        }
        if let revision, revision < 0 {
            throw APIError(.badRequest, "revision is \(revision); it must be 0 or more")
        }
        guard snapshot == nil || asOf == nil else {
            throw APIError(.badRequest, "snapshot and as_of exclude each other; give one of them")
        }
        if let timeoutMs, !(1...Self.maximumTimeoutMilliseconds).contains(timeoutMs) {
            throw APIError(
                .badRequest,
                "timeout_ms is \(timeoutMs); it must be 1 to \(Self.maximumTimeoutMilliseconds)")
        }
    }
}
