internal import ArticleStore
internal import Articles
public import FolderWatch
internal import Logging
internal import SystemPackage

extension Ingest {
    /// Scans all folders once, commits everything and returns.
    ///
    /// - Throws: `StoreError`.
    public func runOnce() async throws {
        try await withPipeline { [self] committed in
            let isAway = try await onOwnThread("scan") { [self] in
                let isAway = try reconciler.reconcile(allScans)
                work.waitForQueued()
                return isAway
            }
            try await noteAbsence(isAway)
            for folder in watched.folders { firstScanEnded(of: folder.path) }
            try await rebuild(whenCommitted: committed)
        }
    }

    /// Follows the folders until the task is cancelled; then what was read is committed, as far as a second
    /// suffices for it.
    ///
    /// - Parameter watcher: The watcher of the same folders; this runs it.
    /// - Throws: `StoreError` with `damaged` when the index must be set aside.
    public func run(watcher: FolderWatcher) async throws {
        follows(watcher)
        defer { follows(nil) }
        try await withPipeline { [self] committed in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await watcher.run() }
                // No bound: a scan that is not made may be a folder that is lost. One is asked for by a
                // folder that came, and after an overflow by each watched folder.
                let (scans, requested) = AsyncStream.makeStream(of: FilePath.self)
                group.addTask { [self] in try await follow(watcher, scan: { requested.yield($0) }) }
                group.addTask { [self] in try await takeScans(scans, for: watcher) }
                group.addTask { [self] in try await retryUnsettled() }
                group.addTask { [self] in
                    try await rebuild(whenCommitted: committed)
                    // The first of these tasks that ends takes the others with it.
                    try await Task.sleep(for: .seconds(Int64(Int32.max)))
                }
                try await group.next()
                group.cancelAll()
            }
        }
    }

    var reconciler: Reconciler {
        Reconciler(store: store, folders: folders, queue: work, counters: counters, logger: logger)
    }

    private var allScans: [FolderScan] {
        let watched = folders.watched
        return watched.folders.map { FolderScan(folder: $0, scope: $0.path, among: watched) }
    }
}
