import Glibc
import SystemPackage

/// Owns one open file or folder and closes it exactly once.
struct OwnedDescriptor: ~Copyable, Sendable {
    let raw: FileDescriptor
    let path: FilePath
    private var isOpen = true

    /// Opens `path`; a descriptor is never inherited by a program that is started meanwhile.
    init(
        _ path: FilePath,
        _ mode: FileDescriptor.AccessMode,
        options: FileDescriptor.OpenOptions = [],
        permissions: FilePermissions? = nil
    ) throws(SnapshotError) {
        raw = try performing(.open, on: path) {
            try FileDescriptor.open(
                path, mode, options: options.union(.closeOnExec), permissions: permissions)
        }
        self.path = path
    }

    deinit {
        // The close matters to no one any more: what was written is either synced or about to be removed.
        if isOpen { try? raw.close() }
    }

    func write(_ bytes: [UInt8]) throws(SnapshotError) {
        _ = try performing(.write, on: path) { try raw.writeAll(bytes) }
    }

    /// Returns when all that was written is on the disk.
    func sync() throws(SnapshotError) {
        try performing(.sync, on: path) {
            guard fsync(raw.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    consuming func close() throws(SnapshotError) {
        isOpen = false
        let (raw, path) = (raw, path)
        try performing(.write, on: path) { try raw.close() }
    }

    /// What the system says of the open file.
    func status() throws(SnapshotError) -> FileStatus {
        try performing(.inspect, on: path) {
            var status = stat()
            guard unsafe fstat(raw.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
            return FileStatus(status)
        }
    }
}
