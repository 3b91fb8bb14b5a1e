/// Everything that Gazette answers, whoever carries the question: the daemon over a socket, or the state
/// directory read in this process.
///
/// Every function throws ``APIError`` for what a caller can do something about.
public protocol SearchService: Sendable {
    /// Ranked hits for a query.
    func search(_ request: SearchRequest) async throws -> SearchResponse
    /// The JSON of what ``search(_:)`` answers, as ``WireFormat`` has it, for who only passes it on. Where
    /// there is a thread that makes the answer, it is written there.
    func searchJSON(_ request: SearchRequest) async throws -> [UInt8]
    /// All full matches of a query from `offset` on, one after the other, however many there are; `limit`
    /// counts for nothing. `receive` is awaited for each piece.
    func searchAll(
        _ request: SearchRequest, to receive: @Sendable (SearchStreamItem) async throws -> Void
    ) async throws
    /// Why an article has its relevance to a query: every number. Throws `no_such_article`.
    func explain(_ request: ExplainRequest) async throws -> ExplainResponse
    /// One article with its whole text. Throws `no_such_article`.
    func article(id: Int64) async throws -> ArticleResponse
    /// The articles that came or changed after a revision, oldest first, at most `limit` (1...1,000).
    func articles(after revision: Int64, limit: Int) async throws -> ArticlesResponse
    /// Counts, folders, backlog, last snapshot.
    func status() async throws -> StatusResponse
    /// Whether it answers, and whether the first scan is over. Never throws while the process lives.
    func health() async throws -> HealthResponse
    /// The state of a path and its reason. `path` is absolute, as bytes; it may end in `#n` or `#member`. A
    /// path that was never seen is the state `unknown`, not an error.
    func why(path: [UInt8]) async throws -> WhyResponse
    /// Waits until a path is indexed, refused or deleted, for at most `timeoutMilliseconds`, and answers its
    /// state then (`pending` when the time is over). Throws `no_such_file` when it is in no watched folder or
    /// does not exist.
    func wait(path: [UInt8], timeoutMilliseconds: Int) async throws -> WhyResponse
    /// Compares folders, ledger and index, and checks the databases. Only reads.
    func verify() async throws -> VerifyResponse
    /// At most `limit` of the files that were refused, with reasons: the first, or those after a mark that an
    /// answer gave.
    func refusedFiles(after mark: String?, limit: Int) async throws -> RefusedFilesResponse
    /// The same of the files whose character set was guessed with little certainty.
    func doubtfulFiles(after mark: String?, limit: Int) async throws -> DoubtfulFilesResponse
    /// Has refused files read again: all, or that at a path, or those below it. Throws `no_such_file` where
    /// none there is refused.
    func retry(path: [UInt8]?) async throws -> RetryResponse
    /// Reads a file again in the character set that is named, from now on, and answers its state; `nil` for
    /// what the bytes seem to be in. Throws `bad_request` where the file cannot be read so, and changes
    /// nothing then.
    func reread(path: [UInt8], charset: String?) async throws -> WhyResponse
    /// Takes articles out for good. Throws `no_such_article` and `no_such_file`.
    func forget(_ target: ForgetTarget) async throws -> ForgetResponse
    /// The snapshots in the store, newest first.
    func snapshots() async throws -> SnapshotsResponse
    /// Takes a snapshot and returns when it is on the disk.
    func createSnapshot(label: String?) async throws -> SnapshotResponse
    /// What the store says of one snapshot; `id` may be `latest` or a unique beginning. Throws
    /// `no_such_snapshot`.
    func snapshot(id: String) async throws -> SnapshotResponse
    /// Checks a snapshot. Throws `no_such_snapshot`; damage is part of the answer.
    func verifySnapshot(id: String, depth: SnapshotDepth) async throws -> SnapshotVerifyResponse
    /// Checks all snapshots, what they share once.
    func verifySnapshots(depth: SnapshotDepth) async throws -> SnapshotStoreVerifyResponse
    /// What two snapshots share, and what only one of them has. Throws `no_such_snapshot`.
    func difference(from: String, to id: String) async throws -> SnapshotDifferenceResponse
    /// Removes the good snapshots that no rule keeps; never the newest, nor the last that was proved.
    func pruneSnapshots(_ request: SnapshotPruneRequest) async throws -> SnapshotPruneResponse
    /// Restores the newest good snapshot privately, checks it, asks it `queries` (none: some made from the
    /// titles of its articles), compares it with the live index and keeps a record. What is wrong is part of
    /// the answer. Throws `no_such_snapshot` when there is none.
    func drill(queries: [String]) async throws -> DrillResponse
    /// The bytes of a snapshot's file in order, in pieces of at most 1 MiB; `receive` is awaited for each.
    func streamSnapshot(id: String, to receive: @Sendable ([UInt8]) async throws -> Void) async throws
}

extension SearchService {
    /// The JSON of what ``search(_:)`` answers, written where it arrives.
    public func searchJSON(_ request: SearchRequest) async throws -> [UInt8] {
        try WireFormat.encode(await search(request))
    }
}
