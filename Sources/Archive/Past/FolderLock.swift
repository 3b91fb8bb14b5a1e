internal import Snapshots
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// A lock on a folder, of all who use what is in it together or of the one who makes or removes it.
///
/// The system drops it with the process, so that a killed one holds up nobody.
final class FolderLock: Sendable {
    enum Kind {
        case shared
        case exclusive

        fileprivate var operation: Int32 {
            switch self {
            case .shared: LOCK_SH
            case .exclusive: LOCK_EX
            }
        }
    }

    /// 20 ms between two looks at a lock that another has: a restore takes much longer.
    private static let pause: useconds_t = 20_000

    private let descriptor: FileDescriptor

    private init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    deinit { try? descriptor.close() }

    /// Locks a folder; waits while others have it as long as `isWanted`.
    ///
    /// - Returns: The lock; `nil` where there is no such folder, or it went while this waited, or it is no
    ///   longer wanted.
    /// - Throws: `Errno`.
    static func take(_ kind: Kind, of folder: FilePath, while isWanted: () -> Bool) throws -> FolderLock? {
        let lock: FolderLock
        do {
            let flags = FileDescriptor.OpenOptions([.closeOnExec, .directory])
            lock = FolderLock(try FileDescriptor.open(folder, .readOnly, options: flags))
        } catch Errno.noSuchFileOrDirectory {
            return nil
        }
        while flock(lock.descriptor.rawValue, kind.operation | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw Errno(rawValue: errno) }
            guard isWanted() else { return nil }
            usleep(pause)
        }
        return lock.isStill(at: folder) ? lock : nil
    }

    /// Whether the name still means the folder that was locked: who removed it had it to himself before.
    func isStill(at folder: FilePath) -> Bool {
        var (own, named) = (stat(), stat())
        guard unsafe fstat(descriptor.rawValue, &own) == 0 else { return false }
        guard unsafe folder.withPlatformString({ unsafe lstat($0, &named) }) == 0 else { return false }
        return own.st_dev == named.st_dev && own.st_ino == named.st_ino
    }
}
