public import ArticleStore
internal import Articles
public import GazetteAPI
public import Ingest
internal import QueryLanguage
internal import Ranking
internal import Snapshots
public import SystemPackage

/// Answers every question about one state directory: in the daemon beside its pipeline, or in a client that
/// reads the directory by itself.
public struct Archive: SearchService {
    let store: ArticleStore
    let snapshotStore: SnapshotStore
    /// The pipeline, in the daemon.
    let ingest: Ingest?
    /// How each folder is watched, in the daemon.
    let modes: @Sendable () -> [FilePath: String]
    let engine: SearchEngine
    let texts = KnownTexts()
    /// How far work on snapshots is.
    let work = SnapshotWork()
    /// Snapshots that are searched.
    let past: PastArchives
    let canaryLog = CanaryLog()
    let searchTimes = SearchTimes()
    /// Told why a search had to ask FTS5 and not the postings, and the how manieth it was.
    let onFallback: @Sendable (String, Int) -> Void
    /// What only a daemon has.
    let options: ArchiveOptions
    /// Why it is not known what was forgotten; `nil` where it is.
    let ledgerLoss: StoreError?

    /// Answers in the daemon.
    ///
    /// - Parameters:
    ///   - store: The store that the pipeline writes.
    ///   - ingest: The pipeline.
    ///   - modes: How each folder is watched now: `events`, `polling` or `offline`.
    ///   - onFallback: Told of each search that could not read the postings and asked FTS5, which finds the
    ///     same and takes longer: why, and the how manieth since the start it is.
    ///   - options: What else a daemon is told.
    public init(
        store: ArticleStore, ingest: Ingest, modes: @escaping @Sendable () -> [FilePath: String],
        onFallback: @escaping @Sendable (String, Int) -> Void = { _, _ in },
        options: ArchiveOptions = ArchiveOptions()
    ) {
        self.options = options
        ledgerLoss = nil
        self.store = store
        self.ingest = ingest
        self.modes = modes
        self.onFallback = onFallback
        engine = SearchEngine()
        snapshotStore = SnapshotStore(directory: store.state.snapshots)
        past = PastArchives(state: store.state, store: snapshotStore)
    }

    /// Answers from a state directory with no daemon, or beside one.
    ///
    /// - Parameters:
    ///   - stateDirectory: The directory; it is only read, except that `snapshot create`, `prune` and `drill`
    ///     write its store.
    ///   - snapshotsDirectory: Another place for the snapshots.
    /// - Throws: `APIError`: `bad_request` when it is a file, `no_such_file` when there is no index,
    ///   `no_daemon` when this user may not read it, or not beside its daemon, `index_damaged`,
    ///   `index_unreadable`.
    public init(stateDirectory: FilePath, snapshotsDirectory: FilePath? = nil) throws {
        guard !FileProbe.isFile(stateDirectory) else {
            throw APIError(
                .badRequest,
                "'\(stateDirectory)' is a file; name the state directory, in which index.sqlite is")
        }
        let state = StateDirectory(path: stateDirectory, snapshots: snapshotsDirectory)
        try self.init(engine: SearchEngine()) { (try ArticleStore.openForReading(state), nil) }
    }

    /// Answers what is asked of the snapshots in a state directory that has no index, or one that cannot be
    /// read: which there are, whether they are sound, and their bytes. All else is as of an empty archive,
    /// and is not to be asked.
    ///
    /// - Parameters:
    ///   - stateDirectory: The directory, of which the ledger tells what was forgotten; nothing in it is
    ///     written.
    ///   - snapshotsDirectory: Another place for the snapshots.
    /// - Throws: `APIError` where the ledger may be read another time.
    public init(snapshotsOf stateDirectory: FilePath, snapshotsDirectory: FilePath? = nil) throws {
        let state = StateDirectory(path: stateDirectory, snapshots: snapshotsDirectory)
        try self.init(engine: SearchEngine()) { try ArticleStore.openWithoutIndex(state) }
    }

    /// Answers from a restored copy, with so many bytes of postings kept.
    init(stateDirectory: FilePath, cacheByteLimit: Int) throws {
        try self.init(engine: SearchEngine(cacheByteLimit: cacheByteLimit)) {
            (try ArticleStore.openForReading(StateDirectory(path: stateDirectory)), nil)
        }
    }

    private init(
        engine: SearchEngine, _ open: () throws -> (store: ArticleStore, ledgerLoss: StoreError?)
    ) throws {
        do {
            (store, ledgerLoss) = try open()
        } catch let error as StoreError {
            throw APIError(error)
        }
        ingest = nil
        modes = { [:] }
        onFallback = { _, _ in }
        options = ArchiveOptions()
        self.engine = engine
        snapshotStore = SnapshotStore(directory: store.state.snapshots)
        past = PastArchives(state: store.state, store: snapshotStore)
    }

    /// Gives back what searches have left in memory that no search used since the last call. For the daemon,
    /// now and then.
    public func forgetUnusedPostings() async {
        if engine.removeUnusedPostings() > 0 { await store.releaseMemory() }
    }

    /// Runs `body` and says what went wrong in the words of the API.
    func answering<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as StoreError where error.reason == .inUse && ingest != nil {
            throw APIError(.unavailable, "the index is busy; ask again")
        } catch let error as StoreError {
            if case .damaged = error.reason, ingest != nil,
                [store.state.index, store.state.ledger].contains(error.file)
            {
                options.onDamage(error)
            }
            throw APIError(error)
        } catch let error as SnapshotError {
            throw APIError(error)
        }
    }
}
