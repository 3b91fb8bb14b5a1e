/// What two snapshots of one store share, and what only one of them has.
public struct SnapshotDifference: Hashable, Sendable {
    /// A number of distinct chunks.
    public struct Chunks: Hashable, Sendable {
        /// How many they are.
        public var count = 0
        /// Their bytes, not compressed.
        public var plainByteCount: Int64 = 0
        /// Their bytes as they are stored.
        public var storedByteCount: Int64 = 0

        mutating func add(_ entry: ChunkEntry) {
            count += 1
            plainByteCount += Int64(entry.plainByteCount)
            storedByteCount += Int64(entry.storedByteCount)
        }
    }

    /// A file that one or both of them have.
    public struct Member: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its size in the first snapshot; `nil` where that one does not have it.
        public let firstByteCount: Int64?
        /// Its size in the second snapshot.
        public let secondByteCount: Int64?
        /// The bytes of the second that stand otherwise, or not at all, at their place in the first.
        public let changedByteCount: Int64
    }

    /// What the first snapshot says of itself.
    public let first: SnapshotManifest
    /// What the second snapshot says of itself.
    public let second: SnapshotManifest
    /// Their files, those of the second first.
    public let members: [Member]
    /// The chunks that only the first needs.
    public let gone: Chunks
    /// The chunks that only the second needs.
    public let new: Chunks
    /// The chunks that both need.
    public let shared: Chunks
}

extension SnapshotStore {
    /// Compares two snapshots by the names of their chunks; no chunk is read.
    ///
    /// - Throws: ``SnapshotError``, with `notInChunks` for a snapshot of format 1.
    public func difference(
        from first: SnapshotID, to second: SnapshotID
    ) throws(SnapshotError) -> SnapshotDifference {
        let old = try open(first).chunked()
        let new = try open(second).chunked()
        let oldTable = old.reader.catalog.table
        let newTable = new.reader.catalog.table
        let oldIDs = old.chunks.map { $0.map { oldTable.entries[Int($0)].id } }
        let newIDs = new.chunks.map { $0.map { newTable.entries[Int($0)].id } }
        var (gone, added, shared) = (
            SnapshotDifference.Chunks(), SnapshotDifference.Chunks(), SnapshotDifference.Chunks()
        )
        let (oldSet, newSet) = (Set(oldIDs.joined()), Set(newIDs.joined()))
        for id in newSet {
            guard let number = newTable.number(of: id) else { continue }
            if oldSet.contains(id) {
                shared.add(newTable.entries[number])
            } else {
                added.add(newTable.entries[number])
            }
        }
        for id in oldSet where !newSet.contains(id) {
            if let number = oldTable.number(of: id) { gone.add(oldTable.entries[number]) }
        }
        return SnapshotDifference(
            first: old.manifest, second: new.manifest,
            members: Self.members(old.head, oldIDs, new.head, newIDs), gone: gone, new: added, shared: shared)
    }

    private static func members(
        _ old: SnapshotHead, _ oldIDs: [[ChunkID]], _ new: SnapshotHead, _ newIDs: [[ChunkID]]
    ) -> [SnapshotDifference.Member] {
        let size = Int64(new.chunkByteCount ?? PackFormat.chunkByteCount)
        let comparable = old.chunkByteCount == new.chunkByteCount
        let both = zip(new.members, newIDs).map { member, ids in
            let place = old.members.firstIndex { $0.name == member.name }
            let before = comparable ? place.map { oldIDs[$0] } ?? [] : []
            var changed: Int64 = 0
            for (number, id) in ids.enumerated() where number >= before.count || before[number] != id {
                changed += min(size, member.byteCount - Int64(number) * size)
            }
            return SnapshotDifference.Member(
                name: member.name, firstByteCount: place.map { old.members[$0].byteCount },
                secondByteCount: member.byteCount, changedByteCount: changed)
        }
        let names = Set(new.members.map(\.name))
        return both
            + old.members.filter { !names.contains($0.name) }.map {
                SnapshotDifference.Member(
                    name: $0.name, firstByteCount: $0.byteCount, secondByteCount: nil, changedByteCount: 0)
            }
    }
}
