public import ArticleStore
internal import Articles
public import ConfinedReading
public import FolderWatch
public import Logging
internal import Synchronization
public import SystemPackage

/// Takes watched folders into the index and keeps the two the same.
///
/// Two threads read, hash, parse and analyse; one commits; one compares folders with the index. What waits
/// between them is bounded, so memory does not grow with the folders.
public final class Ingest: Sendable {
    /// Where everything goes.
    public let store: ArticleStore
    let folders: FolderRegistry
    let limits: IngestLimits
    /// Reads what parsers of foreign code read; without one such files are refused.
    let confinedReader: ConfinedReader?
    let logger: Logger
    /// The revision of the index before this pipeline changed anything.
    let firstRevision: Revision
    /// Says when any of the following, or the index, is no longer what it was.
    let activity = ActivitySignal()
    let work: WorkQueue
    let ready = CommitQueue()
    let stop = StopTime()
    let unsettled = UnsettledFiles()
    let counters = IngestCounters()
    let health: IngestHealth
    /// The folders whose first scan has not ended.
    private let unscanned: Mutex<Set<FilePath>>
    /// Takes what other commits than the pipeline's add to the ledger, while it runs.
    private let follower = Mutex<(@Sendable (LedgerEntries?) -> Void)?>(nil)
    /// Who follows the folders, while somebody does.
    private let watcher = Mutex<FolderWatcher?>(nil)

    /// Makes the pipeline and makes the folders known to the index; nothing is read yet.
    ///
    /// - Parameters:
    ///   - store: A store that may be written.
    ///   - watched: The folders.
    ///   - limits: What a file may cost.
    ///   - confinedReader: Reads web pages, XML and the like; without one such files are refused.
    ///   - logger: Where to say what happens.
    /// - Throws: `StoreError`.
    public init(
        store: ArticleStore, watched: WatchedFolders, limits: IngestLimits = IngestLimits(),
        confinedReader: ConfinedReader? = nil, logger: Logger
    ) async throws {
        self.store = store
        self.limits = limits
        self.confinedReader = confinedReader
        self.logger = logger
        work = WorkQueue { [activity] in activity.send() }
        health = IngestHealth { [activity] in activity.send() }
        firstRevision = try store.revision()
        unscanned = Mutex(Set(watched.folders.map(\.path)))
        folders = FolderRegistry(watched, ids: try await Self.register(watched, in: store))
    }

    /// What has been done since the start.
    public var progress: IngestProgress { counters.progress }

    /// Files that are known and not yet dealt with.
    public var pendingCount: Int { work.count + unsettled.count }

    /// How many files are known to be there and not in as they stand: the pending ones, and those that are
    /// being written.
    public var missingCount: Int { pendingCount + (watcher.withLock { $0 }?.settlingCount ?? 0) }

    /// Whether the first scan is over and everything it found is dealt with.
    public var isReady: Bool { unscanned.withLock { $0.isEmpty } }

    /// Why nothing can be committed now; `nil` when all is well.
    public var problem: String? { health.problem }

    /// The folders as they are watched now.
    public var watched: WatchedFolders { folders.watched }

    /// Notes that a folder was scanned, or is not there to be scanned.
    func firstScanEnded(of folder: FilePath) {
        unscanned.withLock { _ = $0.remove(folder) }
        activity.send()
    }

    /// Whether a path is waiting or being read.
    public func isPending(_ path: FilePath) -> Bool { work.contains(path) || unsettled.contains(path) }

    /// Whether a file is still being written: it counts when it is closed, or was quiet for a minute.
    ///
    /// - Parameter path: A path in a watched folder.
    /// - Returns: What the kernel says of those who have it open, but for a file that counted as it stands;
    ///   where it may not say that, whether it was made a moment ago and is not quiet.
    public func isBeingWritten(_ path: FilePath) async -> Bool {
        let follows = folders.owner(of: path)?.followsSymbolicLinks ?? false
        let watcher = watcher.withLock { $0 }
        guard let isOpen = FileWriters.isOpenForWriting(path, followsSymbolicLinks: follows) else {
            return await watcher?.isSettling(path) ?? false
        }
        guard isOpen, let watcher else { return isOpen }
        return await !watcher.hasCountedOpen(path)
    }

    /// Has the ledger get what a commit adds to it that is not the pipeline's. To be called before anybody
    /// else can commit. Where the pipeline does not run, the next start makes up for it.
    ///
    /// - Parameter entries: What the commit adds.
    public func committed(_ entries: LedgerEntries) { follower.withLock { $0 }?(entries) }

    func setFollower(_ follower: (@Sendable (LedgerEntries?) -> Void)?) {
        self.follower.withLock { $0 = follower }
    }

    func follows(_ watcher: FolderWatcher?) { self.watcher.withLock { $0 = watcher } }

    /// Watches other folders from now on; the articles of those that are left stay, and are offline.
    ///
    /// - Parameter watched: The folders of the new configuration.
    /// - Throws: `StoreError`.
    public func replaceFolders(_ watched: WatchedFolders) async throws {
        folders.replace(watched, ids: try await Self.register(watched, in: store))
    }

    /// Looks at a path now and returns when what stands there is in the index, or is known not to be.
    ///
    /// - Parameter path: A path in a watched folder.
    public func settle(_ path: FilePath) async {
        await work.addAndWait(path)
    }

    /// Reads a path again though its file is what it was, and returns when that is in the index.
    ///
    /// - Parameter path: A path in a watched folder.
    public func readAgain(_ path: FilePath) async {
        await work.addAndWait(path, isForced: true)
    }

    /// Has paths read again though their files are what they were, and returns when the last of them waits:
    /// not before there is room for it.
    ///
    /// - Parameter paths: Paths in watched folders.
    /// - Throws: `CancellationError` when the pipeline ends before.
    public func queueAgain(_ paths: [FilePath]) async throws {
        let work = work
        let areQueued = try await onOwnThread("retry") {
            paths.allSatisfy { work.addFromScan($0, isForced: true) }
        }
        guard areQueued else { throw CancellationError() }
    }

    /// Takes articles out of the index for good, and returns when they are out.
    ///
    /// - Parameter articles: Their numbers.
    /// - Throws: `StoreError`; `CancellationError` when the pipeline ends before, after which the next start
    ///   does it.
    public func forget(_ articles: [Int64]) async throws {
        try store.noteForgotten(articles, now: WallClock.milliseconds)
        do {
            try await withCheckedThrowingContinuation { continuation in
                let change = ReadyChange(
                    change: .forgotten(articles: articles), byteCount: 0, concludes: nil,
                    waiter: CommitWaiter(continuation))
                // Handing over waits where much is on its way, which a thread of the pool must not.
                Task.detached { [ready] in
                    try? await onOwnThread("forget") {
                        _ = ready.push(change)
                        ready.nudge()
                    }
                }
            }
        } catch is CommitWaiter.GivenUp {
            throw CancellationError()
        }
    }

    /// The folders that an index was made of, with the rules they had, for a check with no daemon.
    ///
    /// - Parameters:
    ///   - stored: The folders that the index knows; those that are away are left out.
    ///   - state: The state directory, which is never looked into, its inbox apart.
    /// - Returns: The folders.
    /// - Throws: `FolderWatchError` for a path that cannot be watched.
    public static func storedFolders(
        _ stored: [StoredFolder], state: StateDirectory
    ) throws -> WatchedFolders {
        try WatchedFolders(
            stored.filter(\.isOnline).map {
                try WatchedFolder(path: $0.path, rules: StoredRules(text: $0.rules).rules)
            }, excludedPaths: [state.path])
    }

    private static func register(
        _ watched: WatchedFolders, in store: ArticleStore
    ) async throws -> [FilePath: Int64] {
        var ids: [FilePath: Int64] = [:]
        for folder in watched.folders {
            var isThere = false
            if case .folder? = try? FileKind(at: folder.path, followsSymbolicLinks: true) { isThere = true }
            ids[folder.path] = try await store.setFolder(
                folder.path, isOnline: isThere, rules: StoredRules(folder.rules).text)
        }
        for folder in try await store.read({ try $0.folders() }) where ids[folder.path] == nil {
            try await store.setOnline(false, folder: folder.id)
        }
        return ids
    }
}
