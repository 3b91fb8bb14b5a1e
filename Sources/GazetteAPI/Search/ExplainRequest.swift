/// A question why an article has its relevance, as `GET /v1/explain?q=…&id=…` or as the JSON body of
/// `POST /v1/explain`.
public struct ExplainRequest: Codable, Hashable, Sendable {
    /// The query text.
    public var q: String
    /// The article's number.
    public var id: Int64
    /// Which words an article must have; the relevance is the same, what is missing is not.
    public var match: SearchRequest.Match
    /// Whether words are found as they are written alone.
    public var exact: Bool
    /// Whether words of the best articles count as well, as in a search with feedback.
    public var feedback: Bool

    /// Makes a request.
    public init(
        q: String, id: Int64, match: SearchRequest.Match = .all, exact: Bool = false, feedback: Bool = false
    ) {
        self.q = q
        self.id = id
        self.match = match
        self.exact = exact
        self.feedback = feedback
    }

    /// Reads a request in which every key but `q` and `id` may be absent.
    ///
    /// - Parameter decoder: Where the request stands.
    /// - Throws: `DecodingError` for a missing key or a value of another type.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        q = try values.decode(String.self, forKey: .q)
        id = try values.decode(Int64.self, forKey: .id)
        match = try values.choiceIfPresent(SearchRequest.Match.self, forKey: .match) ?? .all
        exact = try values.decodeIfPresent(Bool.self, forKey: .exact) ?? false
        feedback = try values.decodeIfPresent(Bool.self, forKey: .feedback) ?? false
    }

    /// Checks the ranges, so that a service need not.
    ///
    /// - Throws: `bad_request` or `query_too_long`, naming the parameter and its range.
    public func validate() throws(APIError) {
        try SearchRequest(q: q).validate()
        guard id >= 1 else { throw APIError(.badRequest, "id is \(id); it must be 1 or more") }
    }
}
