import Glibc
import SystemPackage

/// A file that is being written under a name of its own and appears under its real one only when it is whole.
///
/// Its writer holds a lock on it, which the system drops with the process: an unlocked one is abandoned.
/// Unless it was published, it is removed when its owner goes.
struct PartialFile: ~Copyable {
    static let suffix = ".partial"
    private let descriptor: OwnedDescriptor
    private var isPublished = false

    /// Makes the file; `nil` when another writer has it.
    init?(_ path: FilePath) throws(SnapshotError) {
        guard let descriptor = try Self.make(path) else { return nil }
        // Between the two calls the file looked abandoned and may have been removed.
        guard try Self.lock(descriptor), try FileStatus(of: path) == descriptor.status() else { return nil }
        self.descriptor = descriptor
    }

    deinit {
        if !isPublished { _ = try? FolderOperations.removeFile(descriptor.path) }
    }

    func write(_ bytes: [UInt8]) throws(SnapshotError) { try descriptor.write(bytes) }

    /// Brings the file to the disk and gives it the name `file`, in the same folder.
    consuming func publish(as file: FilePath) throws(SnapshotError) {
        try descriptor.sync()
        try FolderOperations.rename(descriptor.path, to: file)
        isPublished = true
        try FolderOperations.sync(file.folder)
    }

    /// Removes the partial file at `path` if no writer has it, and returns the bytes that this freed.
    static func removeIfAbandoned(_ path: FilePath) throws(SnapshotError) -> Int64 {
        let descriptor: OwnedDescriptor
        do {
            descriptor = try OwnedDescriptor(path, .readOnly, options: [.nonBlocking, .noFollow])
        } catch {
            guard error.reason == .io(.noSuchFileOrDirectory, .open) else { throw error }
            return 0
        }
        let status = try descriptor.status()
        guard status.isRegularFile, try lock(descriptor), try FileStatus(of: path) == status else { return 0 }
        return try FolderOperations.removeFile(path) ? status.byteCount : 0
    }

    /// A new file; `nil` when there is one of that name.
    private static func make(_ path: FilePath) throws(SnapshotError) -> OwnedDescriptor? {
        do {
            return try OwnedDescriptor(
                path, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        } catch {
            guard error.reason == .io(.fileExists, .open) else { throw error }
            return nil
        }
    }

    /// Whether the lock was to be had.
    private static func lock(_ descriptor: borrowing OwnedDescriptor) throws(SnapshotError) -> Bool {
        let raw = descriptor.raw.rawValue
        return try performing(.lock, on: descriptor.path) {
            if flock(raw, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK else { throw Errno(rawValue: errno) }
            return false
        }
    }
}
