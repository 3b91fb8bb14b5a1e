public import SystemPackage

/// What ``SnapshotStore/setDamageAside(progress:)`` did.
public struct RepairReport: Hashable, Sendable {
    /// What was wrong.
    public let problems: [SnapshotError]
    /// The files that were renamed: packs, with `.damaged` behind their names.
    public let setAside: [FilePath]
    /// The chunks that were saved from them.
    public let savedChunkCount: Int
}

extension SnapshotStore {
    /// Reads every chunk, and takes packs with damage out of use, so that no later snapshot builds on it.
    ///
    /// The sound chunks of such a pack go into a new one first. The chunks that are lost are written again by
    /// the next snapshot if the index still has their bytes, and with them older snapshots become whole
    /// again. The damaged files stay for whoever wants to look into them; those of a later version stay in
    /// use. What the disk cannot read is damaged; what this user may not open is not, and nothing is done
    /// then.
    ///
    /// - Parameter progress: Called about once a megabyte.
    /// - Returns: What was found and done.
    /// - Throws: ``SnapshotError``, with `storeInUse` while anybody else uses the store.
    public func setDamageAside(
        progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) -> RepairReport {
        guard let lock = try StoreLock.exclusive(directory) else {
            throw SnapshotError(.storeInUse, file: directory)
        }
        defer { withExtendedLifetime(lock) {} }
        let reader = ChunkReader(try ChunkCatalog(folder: chunkFolder))
        let table = reader.catalog.table
        var damage = try damagedChunks(reader, progress: progress)
        let packs = Set(damage.keys.map(table.pack(of:))).sorted()
        var writer = PackWriter(folder: chunkFolder)
        var saved = 0
        for number in packs.flatMap(table.entries(of:)) where damage[number] == nil {
            guard let stored = try stored(number, reader, &damage) else { continue }
            let entry = table.entries[number]
            _ = try writer.append(
                entry.id, plain: Checksum(value: entry.plainChecksum, byteCount: Int64(entry.plainByteCount)),
                stored: stored,
                checksum: Checksum(value: entry.storedChecksum, byteCount: Int64(entry.storedByteCount)))
            saved += 1
        }
        try writer.publish()
        let illegible = reader.catalog.damaged.filter(\.isLoss)
        let files = illegible.map(\.file) + packs.map(reader.catalog.path(ofPack:))
        for file in files {
            let name = (file.lastComponent?.string ?? "") + ChunkCatalog.setAsideSuffix
            try FolderOperations.rename(file, to: chunkFolder.appending(name))
        }
        if !files.isEmpty { try FolderOperations.sync(chunkFolder) }
        return RepairReport(
            problems: illegible + damage.sorted { $0.key < $1.key }.map(\.value),
            setAside: files, savedChunkCount: saved)
    }

    /// The stream of a chunk that was read a moment ago; `nil` where a disk that fails does not give it a
    /// second time.
    private func stored(
        _ number: Int, _ reader: ChunkReader, _ damage: inout [Int: SnapshotError]
    ) throws(SnapshotError) -> [UInt8]? {
        do throws(SnapshotError) {
            return try reader.stored(number)
        } catch {
            guard error.isLoss else { throw error }
            damage[number] = error
            return nil
        }
    }
}
