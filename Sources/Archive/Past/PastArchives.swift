internal import ArticleStore
internal import GazetteAPI
internal import Ingest
internal import Snapshots
internal import Synchronization
internal import SystemPackage

/// The snapshots that are searched: restored copies, of which the last few stay open.
final class PastArchives: Sendable {
    private struct Opened {
        let id: SnapshotID
        let archive: Archive
        let path: FilePath
        let lock: FolderLock?
        let temporary: TemporaryCopy?
    }

    /// Two: who compares then and now asks one, who compares two moments asks two.
    private static let openCount = 2
    /// 16 MB of decoded postings for each, of 96 for the live index.
    private static let cacheByteLimit = 16 << 20

    private let state: StateDirectory
    private let store: SnapshotStore
    private let folder: PastFolder
    /// Last asked for last.
    private let opened = Mutex<[Opened]>([])

    init(state: StateDirectory, store: SnapshotStore) {
        self.state = state
        self.store = store
        folder = PastFolder(store: store)
    }

    /// Runs `body` with what answers for a snapshot. A copy that is found damaged is restored anew, once.
    ///
    /// - Throws: `SnapshotError`, `StoreError`, `APIError`, and what `body` throws; `snapshot_damaged` where
    ///   what was restored just now is damaged.
    func withArchive<Value: Sendable>(
        of id: SnapshotID, _ body: (Archive) async throws -> Value
    ) async throws -> Value {
        do {
            return try await attempt(id, body)
        } catch let error where Self.isDamage(error) {
            // The copy is gone; the next one is as the snapshot is.
        }
        do {
            return try await attempt(id, body)
        } catch let error where Self.isDamage(error) {
            throw APIError(
                .snapshotDamaged,
                "the index in snapshot \(id) is damaged, as it was when that was taken; search another one, and see "
                    + "'gazette snapshot verify \(id)'"
            )
        }
    }

    private static func isDamage(_ error: any Error) -> Bool {
        (error as? APIError)?.code == .indexDamaged || (error as? StoreError)?.isOfDamage == true
    }

    private func attempt<Value: Sendable>(
        _ id: SnapshotID, _ body: (Archive) async throws -> Value
    ) async throws -> Value {
        let opened = try await self.opened(id)
        defer { withExtendedLifetime(opened) {} }
        do {
            return try await body(opened.archive)
        } catch let error where Self.isDamage(error) {
            discard(opened)
            throw error
        }
    }

    private func discard(_ damaged: Opened) {
        opened.withLock { opened in opened.removeAll { $0.archive.store === damaged.archive.store } }
        if let lock = damaged.lock { folder.discard(damaged.path, lockedBy: lock) }
    }

    /// Closes what nobody searches now, and removes copies that were not asked for in an hour.
    func tidy() async {
        opened.withLock { $0.removeAll() }
        _ = try? await onOwnThread("past-tidy") { [folder] in folder.tidy() }
    }

    private func opened(_ id: SnapshotID) async throws -> Opened {
        let present = opened.withLock { opened -> Opened? in
            guard let place = opened.firstIndex(where: { $0.id == id }) else { return nil }
            let found = opened.remove(at: place)
            opened.append(found)
            return found
        }
        if let present { return present }
        let new = try await onOwnThread("past", whileWanted: { [self] in try open(id, while: $0) })
        return opened.withLock { opened in
            if let other = opened.first(where: { $0.id == id }) { return other }
            opened.append(new)
            if opened.count > Self.openCount { opened.removeFirst() }
            return new
        }
    }

    private func open(_ id: SnapshotID, while isWanted: @escaping @Sendable () -> Bool) throws -> Opened {
        do {
            let (path, lock) = try folder.copy(of: id, while: isWanted)
            return Opened(
                id: id, archive: try archive(in: path, lock), path: path, lock: lock, temporary: nil)
        } catch let error as Errno {
            // A store that is only lent is searched all the same.
            guard [.permissionDenied, .readOnlyFileSystem, .notPermitted].contains(error) else {
                throw SnapshotError(.io(error, .makeFolder), file: folder.path)
            }
            let temporary = try TemporaryCopy(state)
            let path = temporary.path.appending(id.rawValue)
            try PastFolder.restore(id, of: store, to: path, while: isWanted)
            return Opened(
                id: id, archive: try archive(in: path), path: path, lock: nil, temporary: temporary)
        }
    }

    private func archive(in path: FilePath, _ lock: FolderLock? = nil) throws -> Archive {
        do {
            return try Archive(stateDirectory: path, cacheByteLimit: Self.cacheByteLimit)
        } catch let error where Self.isDamage(error) {
            if let lock { folder.discard(path, lockedBy: lock) }
            throw error
        }
    }
}

/// A private folder that goes with its last reference.
private final class TemporaryCopy: Sendable {
    let path: FilePath

    init(_ state: StateDirectory) throws { path = try makePrivateFolder(for: state) }

    deinit {
        forEachName(in: path) { removePrivateFolder(path.appending($0)) }
        removePrivateFolder(path)
    }
}
