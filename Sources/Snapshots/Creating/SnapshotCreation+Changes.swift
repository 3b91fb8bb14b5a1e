/// A database of which it is known what has changed since a snapshot was taken of it.
public struct ChangedDatabase {
    /// The snapshot.
    let base: SnapshotID
    /// The bytes of each page.
    let pageByteCount: Int
    /// How many pages there are.
    let pageCount: Int
    /// Whether a page, from 0 on, may differ from the snapshot's.
    let hasChanged: (Int) -> Bool
    /// Reads a page, from 0 on.
    let read: (Int) throws -> [UInt8]

    /// - Parameters:
    ///   - base: The snapshot.
    ///   - pageByteCount: The bytes of each page.
    ///   - pageCount: How many pages there are.
    ///   - hasChanged: Whether a page, from 0 on, may differ from the snapshot's.
    ///   - read: Reads a page, from 0 on.
    public init(
        since base: SnapshotID, pageByteCount: Int, pageCount: Int, hasChanged: @escaping (Int) -> Bool,
        read: @escaping (Int) throws -> [UInt8]
    ) {
        self.base = base
        self.pageByteCount = pageByteCount
        self.pageCount = pageCount
        self.hasChanged = hasChanged
        self.read = read
    }
}

extension SnapshotCreation {
    /// 256 KiB: a millisecond's work, so that of the few that a day has no thread waits long for the last.
    private static let pagesAtOnce = 32

    /// Adds a database of which only the pages are read that have changed since a snapshot, or whose chunks the store has
    /// no more.
    ///
    /// - Parameters:
    ///   - changed: The database, which stays as it is meanwhile.
    ///   - name: The member's name, in the snapshot before as well.
    /// - Returns: `false` where the snapshot before cannot serve: it is gone or damaged, or is cut otherwise. Nothing was
    ///   added then.
    /// - Throws: ``SnapshotError``, and what reading a page throws; the creation must then be dropped.
    public mutating func add(_ changed: ChangedDatabase, as name: String) throws -> Bool {
        guard changed.pageByteCount == PackFormat.chunkByteCount,
            let before = chunks(of: name, in: changed.base)
        else { return false }
        try begin(name)
        let ids = (0..<changed.pageCount).map { page in
            before.indices.contains(page) && !changed.hasChanged(page) ? before[page] : nil
        }
        let missing = try pipeline.reuse(ids)
        for start in stride(from: 0, to: missing.count, by: Self.pagesAtOnce) {
            let pages = Array(missing[start..<min(start + Self.pagesAtOnce, missing.count)])
            var piece = try pages.flatMap(changed.read)
            if pages.first == 0 { DatabaseHeader.leaveLogMode(&piece) }
            try pipeline.submit(piece, places: pages)
        }
        try end(name, Int64(changed.pageCount * changed.pageByteCount))
        return true
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
