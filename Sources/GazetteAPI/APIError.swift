/// An answer that says why there is none: `{"format_version": 1, "error": {"code": …, "message": …,
/// "position": …}}`.
public struct APIError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, one word per thing a caller does differently. The raw values are stable and part of the
    /// API.
    public enum Code: String, Codable, Hashable, Sendable, CaseIterable {
        /// A parameter is missing, unknown or out of its range. 400.
        case badRequest = "bad_request"
        /// The query is longer than the limit. 400.
        case queryTooLong = "query_too_long"
        /// Under `strict`, a part of the query would have been ignored or repaired. 400.
        case queryNotClean = "query_not_clean"
        /// The body is larger than the limit. 413.
        case requestTooLarge = "request_too_large"
        /// The address wants a token that the request does not show. 401.
        case unauthorized
        /// The listener only searches; use the other socket. 403.
        case searchOnly = "search_only"
        /// There is no such route. 404.
        case noSuchRoute = "no_such_route"
        /// The route exists, and not with this method. 405.
        case methodNotAllowed = "method_not_allowed"
        /// No article has this id. 404.
        case noSuchArticle = "no_such_article"
        /// No snapshot has this id. 404.
        case noSuchSnapshot = "no_such_snapshot"
        /// The path is in no watched folder, or there is no such file. 404.
        case noSuchFile = "no_such_file"
        /// A snapshot is damaged; the message says where. 500.
        case snapshotDamaged = "snapshot_damaged"
        /// The index is damaged; the message says where. 500.
        case indexDamaged = "index_damaged"
        /// The index is of another schema than this program's; the message says which. 500.
        case indexUnreadable = "index_unreadable"
        /// The time limit of a request was reached; ask for less. 503.
        case timeout
        /// Too many searches wait at a search-only listener already; ask again. 503.
        case busy
        /// The index is busy or the daemon is stopping; ask again. 503.
        case unavailable
        /// The state directory cannot be written: full, or read-only. 507.
        case storageFull = "storage_full"
        /// Something that should not happen; the daemon's log says more. 500.
        case internalError = "internal_error"
        /// No daemon answers at the socket. Never sent; the client makes it.
        case noDaemon = "no_daemon"
    }

    /// What is wrong.
    public let code: Code
    /// One line for a person: what, where, and what to do.
    public let message: String
    /// Where in the query, as an offset in UTF-8 bytes; `nil` where that has no meaning.
    public let position: Int?

    /// Makes an error.
    public init(_ code: Code, _ message: String, position: Int? = nil) {
        self.code = code
        self.message = message
        self.position = position
    }

    /// The status of the HTTP answer that carries the error.
    public var httpStatus: Int {
        switch code {
        case .badRequest, .queryTooLong, .queryNotClean: 400
        case .unauthorized: 401
        case .searchOnly: 403
        case .noSuchRoute, .noSuchArticle, .noSuchSnapshot, .noSuchFile: 404
        case .methodNotAllowed: 405
        case .requestTooLarge: 413
        case .snapshotDamaged, .indexDamaged, .indexUnreadable, .internalError: 500
        case .timeout, .busy, .unavailable, .noDaemon: 503
        case .storageFull: 507
        }
    }

    /// The message.
    public var description: String { message }
}

/// The body of an answer that is an error.
public struct ErrorResponse: Codable, Hashable, Sendable {
    /// The part under `error`.
    public struct Body: Codable, Hashable, Sendable {
        /// The stable word.
        public let code: APIError.Code
        /// One line for a person.
        public let message: String
        /// An offset into the query, or `null`.
        @ExplicitNull public var position: Int?
    }

    /// ``WireFormat/version``.
    public let formatVersion: Int
    /// What is wrong.
    public let error: Body

    /// The body that states `error`.
    public init(_ error: APIError) {
        formatVersion = WireFormat.version
        self.error = Body(code: error.code, message: error.message, position: error.position)
    }

    /// The error that the body states.
    public var apiError: APIError {
        APIError(error.code, error.message, position: error.position)
    }
}
