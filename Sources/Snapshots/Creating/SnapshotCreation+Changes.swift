extension SnapshotCreation {
    /// 256 KiB: a millisecond's work, so that of the few that a day has no thread waits long for the last.
    private static let partsAtOnce = 32

    /// Adds a database of which only those parts are read that have changed since a snapshot, or whose chunks
    /// the store has no more.
    ///
    /// - Parameters:
    ///   - changed: The database, which stays as it is meanwhile.
    ///   - name: The member's name, in the snapshot before as well.
    /// - Returns: The bytes that were read; `nil` where the snapshot before cannot serve: it is gone or
    ///   damaged, or is cut otherwise. Nothing was added then.
    /// - Throws: ``SnapshotError``, and what reading a part throws; the creation must then be dropped.
    public mutating func add(_ changed: ChangedDatabase, as name: String) throws -> Int64? {
        let size = PackFormat.chunkByteCount
        guard changed.partByteCount == size, let before = chunks(of: name, in: changed.base) else {
            return nil
        }
        try begin(name)
        let ids = (0..<(changed.byteCount + size - 1) / size).map { part in
            let isThere = before.indices.contains(part) && (part + 1) * size <= changed.byteCount
            return isThere && !changed.hasChanged(part) ? before[part] : nil
        }
        let missing = try pipeline.reuse(ids)
        var readByteCount: Int64 = 0
        for start in stride(from: 0, to: missing.count, by: Self.partsAtOnce) {
            let parts = Array(missing[start..<min(start + Self.partsAtOnce, missing.count)])
            var piece = try parts.flatMap(changed.read)
            readByteCount += Int64(piece.count)
            if parts.first == 0 { DatabaseHeader.leaveLogMode(&piece) }
            try pipeline.submit(piece, places: parts)
        }
        try end(name, Int64(changed.byteCount))
        return readByteCount
    }

    /// The names of the chunks of a member of a snapshot; `nil` where it is not there, or not good.
    private func chunks(of member: String, in id: SnapshotID) -> [ChunkID]? {
        guard let file = try? InputFile(store.path(of: id)), let manifest = try? ChunkManifest(file),
            manifest.head.chunkByteCount == PackFormat.chunkByteCount,
            let place = manifest.head.members.firstIndex(where: { $0.name == member })
        else { return nil }
        return manifest.chunks[place]
    }
}
