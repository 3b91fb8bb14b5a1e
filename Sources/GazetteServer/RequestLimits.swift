/// What a client may take of the server; every bound has a stated answer.
public struct RequestLimits: Hashable, Sendable {
    /// The largest body of a request, in bytes: 1 MiB. Past it the answer is `request_too_large` and the
    /// connection ends.
    public var bodyByteCount: Int
    /// The most bytes of a request's target and header fields together: 256 KiB, so that a query of 64 KiB
    /// fits into a target even when each byte is percent-encoded. Past it the answer is `request_too_large`.
    public var headerByteCount: Int
    /// The longest that a request may take to arrive, from its first byte on, and again to be worked on: 30
    /// s. Past it the answer is `timeout` and the work is cancelled; where not even the head has arrived the
    /// connection is closed. Waiting for a file has a time of its own in the request; `verify` and all that
    /// concerns snapshots may take as long as they need.
    public var requestTime: Duration
    /// How long a connection may stand idle between requests, or a client not take what it asked for: 60 s.
    /// Past it the connection is closed.
    public var idleTime: Duration
    /// The most connections of a listener at a time: 512. Further ones wait in the kernel's queue until one
    /// ends.
    public var connectionCount: Int
    /// The most requests of the search-only listeners that are worked on at a time: 3, half of the
    /// connections to the index. Further ones wait.
    public var searchOnlyWorkCount: Int
    /// The most of these that are long: 1. A request is long when target and body together have more than
    /// ``longRequestByteCount`` bytes.
    public var searchOnlyLongWorkCount: Int
    /// 8 KiB: more than anybody types, and some thousand words.
    public var longRequestByteCount: Int
    /// The most requests of the search-only listeners that wait to be worked on: 64. Past it the answer is
    /// `busy`.
    public var searchOnlyWaitingCount: Int
    /// The most answers with all hits to the search-only listeners at a time: 2, which with
    /// ``searchOnlyWorkCount`` leaves a connection to the index. Past it the answer is `busy`.
    public var searchOnlyStreamCount: Int
    /// How long requests under way may go on once the server is told to stop: 300 ms. Then they are cancelled
    /// and answered `unavailable`; those that have no ``requestTime`` are so at once.
    public var stopTime: Duration

    /// Makes limits; each has the default that its property states.
    public init(
        bodyByteCount: Int = 1 << 20,
        headerByteCount: Int = 256 << 10,
        requestTime: Duration = .seconds(30),
        idleTime: Duration = .seconds(60),
        connectionCount: Int = 512,
        searchOnlyWorkCount: Int = 3,
        searchOnlyLongWorkCount: Int = 1,
        longRequestByteCount: Int = 8 << 10,
        searchOnlyWaitingCount: Int = 64,
        searchOnlyStreamCount: Int = 2,
        stopTime: Duration = .milliseconds(300)
    ) {
        self.bodyByteCount = bodyByteCount
        self.headerByteCount = headerByteCount
        self.requestTime = requestTime
        self.idleTime = idleTime
        self.connectionCount = connectionCount
        self.searchOnlyWorkCount = searchOnlyWorkCount
        self.searchOnlyLongWorkCount = searchOnlyLongWorkCount
        self.longRequestByteCount = longRequestByteCount
        self.searchOnlyWaitingCount = searchOnlyWaitingCount
        self.searchOnlyStreamCount = searchOnlyStreamCount
        self.stopTime = stopTime
    }
}
