import Glibc
import SystemPackage

/// A lock on a whole store: shared by all who read or add chunks, exclusive for the one who removes any.
///
/// The system drops it with the process, so that a killed one holds up nobody. It is what keeps a chunk that
/// a running creation has found in the store from being removed before its manifest names it.
final class StoreLock: Sendable {
    static let name = "lock"

    private let path: FilePath
    /// `nil` where a store cannot be written, in which nothing can be removed either.
    private let descriptor: FileDescriptor?

    private init(_ path: FilePath, _ descriptor: FileDescriptor?) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { try? descriptor?.close() }

    /// Waits while somebody removes chunks, which takes seconds; a store that cannot be written is not
    /// locked.
    static func shared(_ store: FilePath) throws(SnapshotError) -> StoreLock {
        let path = store.appending(name)
        let lock = StoreLock(path, try descriptorOfReader(path))
        _ = try lock.acquire(LOCK_SH)
        return lock
    }

    /// The lock for one alone; `nil` while anybody else uses the store.
    static func exclusive(_ store: FilePath) throws(SnapshotError) -> StoreLock? {
        let path = store.appending(name)
        let lock = StoreLock(path, try performing(.open, on: path) { try open(path, makes: true) })
        return try lock.acquire(LOCK_EX | LOCK_NB) ? lock : nil
    }

    /// Lets others in; between the two somebody else may have had the store for himself.
    func share() throws(SnapshotError) { _ = try acquire(LOCK_SH) }

    private func acquire(_ operation: Int32) throws(SnapshotError) -> Bool {
        guard let descriptor else { return true }
        return try performing(.lock, on: path) {
            while flock(descriptor.rawValue, operation) != 0 {
                if errno == EWOULDBLOCK { return false }
                guard errno == EINTR else { throw Errno(rawValue: errno) }
            }
            return true
        }
    }

    private static func open(_ path: FilePath, makes: Bool) throws -> FileDescriptor {
        try FileDescriptor.open(
            path, .readOnly, options: makes ? [.closeOnExec, .create] : .closeOnExec,
            permissions: makes ? .ownerReadWrite : nil)
    }

    private static func descriptorOfReader(_ path: FilePath) throws(SnapshotError) -> FileDescriptor? {
        try performing(.open, on: path) {
            do {
                return try open(path, makes: false)
            } catch Errno.noSuchFileOrDirectory {
                do {
                    return try open(path, makes: true)
                } catch Errno.readOnlyFileSystem {
                    return nil
                } catch Errno.permissionDenied {
                    return nil
                }
            }
        }
    }
}
