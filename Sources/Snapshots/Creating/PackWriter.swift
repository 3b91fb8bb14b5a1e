import Glibc
import Synchronization
import SystemPackage

/// Writes chunks into packs that get their names all together, when every byte is on the disk.
///
/// Unless they were published, they are removed when the writer goes; what a killed process left is removed
/// by ``removeAbandonedFiles(in:)``.
struct PackWriter: ~Copyable {
    private static let prefix = ".pack-"
    /// Makes the names of this process's unfinished packs differ.
    private static let counter = Atomic<Int>(0)
    /// One write a megabyte.
    private static let bufferByteCount = 1 << 20

    private let folder: FilePath
    private var current: OwnedDescriptor?
    private var finished: [(temporary: FilePath, name: String)] = []
    private var index: [UInt8] = []
    private var chunkCount = 0
    private var buffer: [UInt8] = []
    private var writtenByteCount: Int64 = 0
    private var isPublished = false
    /// The size of all packs that are done.
    private(set) var finishedByteCount: Int64 = 0

    init(folder: FilePath) { self.folder = folder }

    /// The names that the packs that are done will get.
    var finishedNames: [String] { finished.map(\.name) }

    deinit {
        guard !isPublished else { return }
        if let current { _ = try? FolderOperations.removeFile(current.path) }
        for (temporary, _) in finished { _ = try? FolderOperations.removeFile(temporary) }
    }

    /// Writes one chunk and tells where; its checksums are those of `plain` and of `stored`.
    mutating func append(
        _ id: ChunkID, plain: Checksum, stored: [UInt8], checksum: Checksum
    ) throws(SnapshotError) -> ChunkEntry {
        let size = writtenByteCount + Int64(buffer.count)
        if size > 0, size + Int64(stored.count) > PackFormat.packByteCount { try finishPack() }
        if current == nil { try beginPack() }
        let entry = ChunkEntry(
            id: id, offset: UInt32(writtenByteCount + Int64(buffer.count)),
            plainByteCount: UInt32(plain.byteCount), storedByteCount: UInt32(stored.count),
            plainChecksum: plain.value, storedChecksum: checksum.value)
        entry.append(to: &index)
        chunkCount += 1
        try write(stored)
        return entry
    }

    /// Ends the pack that is being written, if there is one, and brings it to the disk.
    mutating func finishPack() throws(SnapshotError) {
        guard chunkCount > 0 else { return }
        let checksum = Checksum(of: index)
        let byteCount =
            writtenByteCount + Int64(buffer.count) + Int64(index.count) + Int64(PackFormat.endByteCount)
        let end = PackFormat.end(chunkCount: chunkCount, packByteCount: byteCount, index: checksum)
        try write(index)
        try write(end)
        try flush()
        guard let descriptor = current.take() else { return }
        finished.append((descriptor.path, PackIndex.name(ofIndex: index)))
        try descriptor.sync()
        try descriptor.close()
        finishedByteCount += byteCount
        (index, chunkCount, writtenByteCount) = ([], 0, 0)
    }

    /// Ends the last pack and gives all of them their names.
    consuming func publish() throws(SnapshotError) {
        try finishPack()
        for (temporary, name) in finished {
            try FolderOperations.rename(temporary, to: folder.appending(name))
        }
        isPublished = true
        if !finished.isEmpty { try FolderOperations.sync(folder) }
    }

    /// Removes what killed writers left; only for one who has the store for himself.
    static func removeAbandonedFiles(in folder: FilePath) throws(SnapshotError) -> Int64 {
        var freed: Int64 = 0
        for name in try FolderOperations.names(in: folder) ?? [] where name.string.hasPrefix(prefix) {
            let path = folder.appending(name)
            guard let status = try FileStatus(of: path), status.isRegularFile else { continue }
            if try FolderOperations.removeFile(path) { freed += status.byteCount }
        }
        return freed
    }

    private mutating func beginPack() throws(SnapshotError) {
        while current == nil {
            let number = Self.counter.add(1, ordering: .relaxed).newValue
            let path = folder.appending("\(Self.prefix)\(getpid())-\(number)")
            do {
                current = try OwnedDescriptor(
                    path, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
            } catch {
                // Of a killed process that had the same number.
                guard error.reason == .io(.fileExists, .open) else { throw error }
            }
        }
        try write(PackFormat.header)
    }

    private mutating func write(_ bytes: [UInt8]) throws(SnapshotError) {
        buffer += bytes
        if buffer.count >= Self.bufferByteCount { try flush() }
    }

    private mutating func flush() throws(SnapshotError) {
        try current?.write(buffer)
        writtenByteCount += Int64(buffer.count)
        buffer.removeAll(keepingCapacity: true)
    }
}
