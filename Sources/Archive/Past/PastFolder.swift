internal import ArticleStore
internal import GazetteAPI
internal import Snapshots
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// The folder `past` in a store of snapshots: restored copies that searches in the past have asked for, each
/// under the name of its snapshot. All of it can be made again.
///
/// Several processes may use it: a copy that is in use has a shared lock, and who restores or removes copies
/// has the whole folder to himself, so that two searches at once restore one copy. All calls block.
struct PastFolder: Sendable {
    /// What may stay; a copy that is in use stays in any case.
    struct Bounds: Sendable {
        /// 4 copies.
        var count = 4
        /// 8 GiB, or one larger copy.
        var byteCount: Int64 = 8 << 30
        /// An hour since it was last asked for.
        var idleSeconds: Int64 = 3_600
    }

    private struct Copy {
        let path: FilePath
        let byteCount: Int64
        /// When it was last asked for, in seconds since 1970.
        let usedAt: Int64
    }

    private static let newSuffix = ".new"
    let path: FilePath
    private let store: SnapshotStore
    private let bounds: Bounds

    init(store: SnapshotStore, bounds: Bounds = Bounds()) {
        self.store = store
        self.bounds = bounds
        path = store.directory.appending("past")
    }

    /// The folder of a restored copy, locked against removal; restores it where it is not there.
    ///
    /// - Parameters:
    ///   - id: The snapshot.
    ///   - isWanted: Asked about every megabyte; once it is not, nothing of an unfinished copy stays.
    /// - Returns: The folder, and the lock that keeps it.
    /// - Throws: `SnapshotError`, `StoreError`; `Errno` when the folder cannot be made or locked.
    func copy(of id: SnapshotID, while isWanted: @escaping @Sendable () -> Bool) throws -> (
        FilePath, FolderLock
    ) {
        let copy = path.appending(id.rawValue)
        while isWanted() {
            if let lock = try FolderLock.take(.shared, of: copy, while: isWanted) {
                Self.touch(copy)
                return (copy, lock)
            }
            try makeFolder()
            guard let own = try FolderLock.take(.exclusive, of: path, while: isWanted) else { continue }
            defer { withExtendedLifetime(own) {} }
            if Self.exists(copy) { continue }
            removeLeftovers()
            try removeCopies(makingRoomFor: store.open(id).manifest().plainByteCount)
            try Self.restore(id, of: store, to: copy, while: isWanted)
        }
        throw SnapshotError(.cancelled, file: copy)
    }

    /// Takes a copy that was found damaged out of the way, so that the next search restores it anew. Who
    /// searches it still goes on with what he has.
    ///
    /// - Parameters:
    ///   - copy: The folder.
    ///   - lock: What keeps it: where another has taken its place already, that one stays.
    func discard(_ copy: FilePath, lockedBy lock: FolderLock) {
        guard lock.isStill(at: copy) else { return }
        let name = FilePath("\(copy).damaged")
        // Of a process that was killed here.
        removePrivateFolder(name)
        let status = unsafe copy.withPlatformString { copy in
            unsafe name.withPlatformString { unsafe rename(copy, $0) }
        }
        if status == 0 { removePrivateFolder(name) }
    }

    /// Removes copies that nobody has asked for in an hour, those of snapshots that are gone, and what killed
    /// processes left. Does nothing while a copy is being made.
    func tidy() {
        guard let own = try? FolderLock.take(.exclusive, of: path, while: { false }) else { return }
        removeLeftovers()
        let (now, ids) = (Self.now, Set((try? store.list().map(\.id.rawValue)) ?? []))
        for copy in copies() {
            // A clock that was put back must not keep it for ever.
            let age = now - copy.usedAt
            if !(0...bounds.idleSeconds).contains(age) || !ids.contains(copy.path.name) { remove(copy) }
        }
        withExtendedLifetime(own) {}
        _ = unsafe path.withPlatformString { unsafe rmdir($0) }
    }

    /// Restores a snapshot for searches: under another name until all of it is there and of this program's
    /// schema.
    static func restore(
        _ id: SnapshotID, of store: SnapshotStore, to folder: FilePath,
        while isWanted: @escaping @Sendable () -> Bool
    ) throws {
        let new = FilePath(folder.string + newSuffix)
        _ = try store.open(id).restore(to: new) { _ throws(CancellationError) in
            if !isWanted() { throw CancellationError() }
        }
        do {
            try ArticleStore.bringUpToDate(index: new.appending("index.sqlite"))
            let status = unsafe new.withPlatformString { new in
                unsafe folder.withPlatformString { unsafe rename(new, $0) }
            }
            guard status == 0 else { throw Errno(rawValue: errno) }
        } catch {
            removePrivateFolder(new)
            throw error
        }
    }

    private func makeFolder() throws {
        guard unsafe path.withPlatformString({ unsafe mkdir($0, 0o700) }) != 0, errno != EEXIST else {
            return
        }
        throw Errno(rawValue: errno)
    }

    /// The copies that nobody asked for longest go first.
    private func removeCopies(makingRoomFor byteCount: Int64) {
        var candidates = copies().sorted { $0.usedAt > $1.usedAt }
        var count = candidates.count
        var sum = candidates.reduce(byteCount) { $0 + $1.byteCount }
        while count >= bounds.count || sum > bounds.byteCount, let oldest = candidates.popLast() {
            // One that is in use stays, and the next goes in its place.
            guard remove(oldest) else { continue }
            count -= 1
            sum -= oldest.byteCount
        }
    }

    /// Removes a copy unless somebody uses it.
    @discardableResult
    private func remove(_ copy: Copy) -> Bool {
        guard let own = try? FolderLock.take(.exclusive, of: copy.path, while: { false }) else {
            return false
        }
        removePrivateFolder(copy.path)
        withExtendedLifetime(own) {}
        return true
    }

    /// Removes what a killed process left of a restore: whole names are snapshots' names.
    private func removeLeftovers() {
        forEachName(in: path) { name in
            if SnapshotID(rawValue: name.string) == nil { removePrivateFolder(path.appending(name)) }
        }
    }

    private func copies() -> [Copy] {
        var copies: [Copy] = []
        forEachName(in: path) { name in
            guard SnapshotID(rawValue: name.string) != nil else { return }
            let folder = path.appending(name)
            var byteCount: Int64 = 0
            forEachName(in: folder) {
                byteCount += Self.status(of: folder.appending($0)).map { Int64($0.st_size) } ?? 0
            }
            guard let status = Self.status(of: folder) else { return }
            copies.append(Copy(path: folder, byteCount: byteCount, usedAt: Int64(status.st_mtim.tv_sec)))
        }
        return copies
    }

    private static var now: Int64 { Int64(time(nil)) }

    /// Remembers that a copy was asked for.
    private static func touch(_ folder: FilePath) {
        _ = unsafe folder.withPlatformString { unsafe utimensat(AT_FDCWD, $0, nil, 0) }
    }

    private static func exists(_ path: FilePath) -> Bool { status(of: path) != nil }

    private static func status(of path: FilePath) -> stat? {
        var status = stat()
        return unsafe path.withPlatformString { unsafe lstat($0, &status) } == 0 ? status : nil
    }
}

extension FilePath {
    fileprivate var name: String { lastComponent?.string ?? "" }
}
