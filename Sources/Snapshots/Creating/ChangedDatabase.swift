/// A database of which it is known what has changed since a snapshot was taken of it.
public struct ChangedDatabase {
    let base: SnapshotID
    let partByteCount: Int
    let byteCount: Int
    let hasChanged: (Int) -> Bool
    let read: (Int) throws -> [UInt8]

    /// - Parameters:
    ///   - base: The snapshot.
    ///   - partByteCount: The bytes of each part; the last one may be shorter.
    ///   - byteCount: The bytes of all.
    ///   - hasChanged: Whether a part, from 0 on, may differ from the snapshot's.
    ///   - read: Reads a part, from 0 on.
    public init(
        since base: SnapshotID, partByteCount: Int, byteCount: Int, hasChanged: @escaping (Int) -> Bool,
        read: @escaping (Int) throws -> [UInt8]
    ) {
        self.base = base
        self.partByteCount = partByteCount
        self.byteCount = byteCount
        self.hasChanged = hasChanged
        self.read = read
    }
}
