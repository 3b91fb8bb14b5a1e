internal import ArticleStore
internal import Articles
internal import FolderWatch
internal import Logging
internal import SystemPackage

/// Compares folders with the index and queues what differs. Works on a thread of its own and blocks.
struct Reconciler: Sendable {
    let store: ArticleStore
    let folders: FolderRegistry
    let queue: WorkQueue
    let counters: IngestCounters
    let logger: Logger

    /// Scans, and then looks at the paths that the scans have shown to be gone.
    ///
    /// Removals come last and after all scans, so that a file that was moved between folders while nobody
    /// watched is found at its new place first.
    ///
    /// - Parameter scans: What to scan.
    /// - Returns: For each folder that was gone through whole, whether what it held seems to be away: nothing
    ///   of it was met, and its file system is none of those that were read, as when it is not mounted.
    /// - Throws: `StoreError`.
    @discardableResult
    func reconcile(_ scans: [FolderScan]) throws -> [FilePath: Bool] {
        let start = try store.revision()
        var isAway: [FilePath: Bool] = [:]
        var finished: [(FolderScan, ScanCoverage, Seen)] = []
        for scan in scans {
            let isUnknown = try store.lookUp { reader in
                try reader.file(at: scan.scope) == nil
                    && reader.files(below: scan.scope, after: nil, limit: 1).isEmpty
            }
            var seen = Seen(folder: folders.id(of: scan.folder.path), isUnknown: isUnknown)
            let outcome = try scan.forEach { entry in try visit(entry, &seen) }
            switch outcome {
            case .completed(let coverage): finished.append((scan, coverage, seen))
            case .scopeMissing: try queueFiles(below: scan.scope)
            case .rootMissing(let error):
                logger.debug(
                    "A watched folder is away",
                    metadata: ["folder.path": "\(scan.folder.path)", "error": "\(error)"])
            case .interrupted: break
            }
        }
        // What was seen must be in before anything is taken out: a moved file is found by the row of its old
        // path.
        queue.waitForQueued()
        for (scan, coverage, seen) in finished {
            let exchange = try FileSystemExchange(coverage, folder: seen.folder, met: seen.devices, in: store)
            let unproved = try queueAbsent(scan, coverage, seen, exchange, unchangedSince: start)
            if scan.scope == scan.folder.path { isAway[scan.folder.path] = unproved > 0 && seen.isEmpty }
        }
        return isAway
    }

    /// Queues a path, and every path below it that the index has or is about to have.
    func queueFiles(below path: FilePath) throws {
        // Also one that the index does not have: it may have been read a moment ago and not be committed yet.
        queue.add(path)
        queue.lookAgain(below: path)
        try forEachFile(below: path) { file in
            guard queue.addFromScan(file.path) else { throw CancellationError() }
        }
    }

    /// Calls `visit` for every live file that the index has below a path.
    func forEachFile(below path: FilePath, _ visit: (StoredFile) throws -> Void) throws {
        var previous: FilePath?
        while true {
            let page = try store.readBlocking { try $0.files(below: path, after: previous, limit: 1_000) }
            for file in page { try visit(file) }
            guard page.count == 1_000, let last = page.last else { return }
            previous = last.path
        }
    }

    /// The rows that a scan has met, and the devices whose numbers have changed since.
    private struct Seen {
        /// The number of the folder that was scanned.
        let folder: Int64?
        /// Whether the index knew nothing there when the scan began: what it knows since, it has looked at
        /// since.
        let isUnknown: Bool
        private var bits: [UInt64] = []
        /// The new number of each device that was renumbered, as a restart of the machine may do.
        private(set) var newNumbers: [UInt64: UInt64] = [:]
        /// The devices on which a file was met as it was known: they are the file systems that they were.
        private(set) var devices: Set<UInt64> = []

        init(folder: Int64?, isUnknown: Bool) {
            self.folder = folder
            self.isUnknown = isUnknown
        }

        mutating func insert(_ known: StoredFile, _ identity: FileIdentity?) {
            let word = Int(known.id / 64)
            if word >= bits.count { bits.append(contentsOf: repeatElement(0, count: word + 1 - bits.count)) }
            bits[word] |= 1 << UInt64(known.id % 64)
            guard let old = known.identity, let identity, known.awayWith == nil, old.inode == identity.inode,
                old.byteCount == identity.byteCount, old.modificationTime == identity.modificationTime
            else { return }
            devices.insert(identity.device)
            if old.device != identity.device { newNumbers[old.device] = identity.device }
        }

        /// Whether it has met nothing that the index knew.
        var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

        func contains(_ id: Int64) -> Bool {
            let word = Int(id / 64)
            return word < bits.count && bits[word] & (1 << UInt64(id % 64)) != 0
        }
    }

    private func visit(_ entry: FoundEntry, _ seen: inout Seen) throws {
        counters.sawFile()
        let known = try seen.isUnknown ? nil : store.lookUp { try $0.file(at: entry.path) }
        var found: FileIdentity?
        if case .file(let identity) = entry.kind { found = identity }
        if let known { seen.insert(known, found) }
        if let found, let known, known.identity == found, known.folder == seen.folder,
            known.state == .indexed, known.isOnline, !FileIdentity.isFresh(found.changeTime)
        {
            counters.finishedFile()
            return try goOn()
        }
        if case .unreadableFolder(let error) = entry.kind {
            logger.warning(
                "A folder cannot be read; let the service's user read it",
                metadata: ["folder.path": "\(entry.path)", "error": "\(error)"])
            return
        }
        guard queue.addFromScan(entry.path) else { throw CancellationError() }
    }

    /// Queues what the scan has not met; what came or changed since it began was looked at since.
    ///
    /// - Returns: How many files it has not met and cannot say to be gone.
    private func queueAbsent(
        _ scan: FolderScan, _ coverage: ScanCoverage, _ seen: Seen, _ exchange: FileSystemExchange,
        unchangedSince start: Revision
    ) throws -> Int {
        var unproved = 0
        var away: [(file: Int64, with: String)] = []
        try forEachUnmetFile(below: scan.scope, seen, unchangedSince: start) { file in
            if file.folder == seen.folder, folders.owner(of: file.path) == nil, folders.isWithin(file.path) {
                // It may well be there: the rules leave it alone now.
                guard queue.addFromScan(file.path) else { throw CancellationError() }
                return
            }
            guard let device = file.identity?.device ?? coverage.devices.first,
                coverage.provesAbsence(of: file.path, lastDevice: seen.newNumbers[device] ?? device)
            else {
                unproved += 1
                return
            }
            if let other = exchange.otherFileSystem(of: file, device: seen.newNumbers[device] ?? device) {
                if file.awayWith == nil { away.append((file.id, other)) }
                return
            }
            guard queue.addFromScan(file.path, isProvenGone: true) else { throw CancellationError() }
        }
        try exchange.save(away, in: store)
        return unproved
    }

    /// Calls `visit` for every live file that the index had below a path when a scan began, and that the scan
    /// has not met.
    private func forEachUnmetFile(
        below path: FilePath, _ seen: Seen, unchangedSince start: Revision,
        _ visit: (StoredFile) throws -> Void
    ) throws {
        guard !seen.isUnknown else { return }
        try forEachFile(below: path) { file in
            try goOn()
            if file.revision <= start, !seen.contains(file.id) { try visit(file) }
        }
    }

    private func goOn() throws {
        if queue.isEnded { throw CancellationError() }
    }
}
