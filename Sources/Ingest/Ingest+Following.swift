internal import ArticleStore
internal import Articles
internal import FolderWatch
internal import Logging
internal import SystemPackage

/// What happens in the folders, and what the pipeline has to look at for it.
extension Ingest {
    /// Scans what is to be scanned, one after the other, while events go on being followed.
    func takeScans(_ scopes: AsyncStream<FilePath>, for watcher: FolderWatcher) async throws {
        let reconciler = reconciler
        for await scope in scopes {
            let start = ContinuousClock.now
            let scans = folders.watched.scans(of: scope)
            try await noteAbsence(try await onOwnThread("scan") { try reconciler.reconcile(scans) })
            watcher.scanFinished(scope, took: start.duration(to: .now))
            firstScanEnded(of: scope)
            logger.debug("Scanned", metadata: ["folder.path": "\(scope)"])
        }
    }

    /// Keeps whether what each folder held is away: a mount point is there also when nothing is mounted on
    /// it.
    func noteAbsence(_ isAway: [FilePath: Bool]) async throws {
        for (folder, isAway) in isAway {
            guard let id = folders.id(of: folder) else { continue }
            try await setOnline(!isAway, folder: id)
        }
    }

    private func setOnline(_ isOnline: Bool, folder: Int64) async throws {
        try await health.retrying(logger) { [store] in try await store.setOnline(isOnline, folder: folder) }
        activity.send()
    }

    /// Acts on what the watcher reports. Whatever an event says, it is the path that is looked at, so events
    /// may be followed beside a scan.
    func follow(_ watcher: FolderWatcher, scan: @Sendable (FilePath) -> Void) async throws {
        let reconciler = reconciler
        for await event in watcher.events {
            switch event {
            case .settled(let path), .other(let path): work.add(path)
            case .removed(let path):
                try await onOwnThread("removed") { try reconciler.queueFiles(below: path) }
            case .moved(let from, let to, let isFolder):
                guard isFolder else {
                    work.add(to, then: from)
                    continue
                }
                try await onOwnThread("moved") { [self] in try moved(folder: from, to: to) }
            case .needsScan(let scope, let reason):
                logger.debug(
                    "Scanning", metadata: ["folder.path": "\(scope)", "reason": "\(reason.rawValue)"])
                scan(scope)
            case .modeChanged(let folder, let mode):
                if let id = folders.id(of: folder) {
                    try await setOnline(mode != .offline, folder: id)
                    if mode == .offline { firstScanEnded(of: folder) }
                }
                logger.info(
                    "Watching", metadata: ["folder.path": "\(folder)", "folder.mode": "\(mode.rawValue)"])
            }
        }
    }

    /// Queues the files of a folder that has another name now: the new name of each, and then the old one.
    ///
    /// Those too that are being worked on at this moment: read at their old place and not committed yet, they
    /// are no rows that could be gone through, and would stay where nothing stands any more.
    func moved(folder: FilePath, to newFolder: FilePath) throws {
        func newPath(_ path: FilePath) -> FilePath {
            var new = newFolder
            new.append(path.components.dropFirst(folder.components.count))
            return new
        }
        for path in work.paths(below: folder) { work.add(newPath(path), then: path) }
        try reconciler.forEachFile(below: folder) { file in
            guard work.addFromScan(newPath(file.path), then: file.path) else { throw CancellationError() }
        }
    }

    /// Looks again, every two seconds, at files that changed while they were read.
    func retryUnsettled() async throws {
        while true {
            try await Task.sleep(for: .seconds(2))
            for path in unsettled.takeAll() { work.add(path) }
        }
    }
}
