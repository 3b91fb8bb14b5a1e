/// The answer of `GET /v1/snapshots/{id}/difference?from=ID`.
public struct SnapshotDifferenceResponse: Codable, Hashable, Sendable {
    /// A file that one or both of the snapshots have.
    public struct Member: Codable, Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its size in the first, or `null`.
        @ExplicitNull public var fromByteCount: Int64?
        /// Its size in the second, or `null`.
        @ExplicitNull public var byteCount: Int64?
        /// The bytes of the second that are not at their place in the first.
        public var changedByteCount: Int64

        /// Makes a file.
        public init(name: String, fromByteCount: Int64?, byteCount: Int64?, changedByteCount: Int64) {
            self.name = name
            self.changedByteCount = changedByteCount
            self.fromByteCount = fromByteCount
            self.byteCount = byteCount
        }
    }

    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The first snapshot.
    public var from: SnapshotInfo
    /// The second.
    public var snapshot: SnapshotInfo
    /// Their files.
    public var members: [Member]
    /// The stored bytes that only the first needs.
    public var goneByteCount: Int64
    /// The stored bytes that only the second needs.
    public var newByteCount: Int64
    /// The stored bytes that both need.
    public var sharedByteCount: Int64

    /// Makes an answer.
    public init(
        from: SnapshotInfo, snapshot: SnapshotInfo, members: [Member], goneByteCount: Int64,
        newByteCount: Int64, sharedByteCount: Int64
    ) {
        formatVersion = WireFormat.version
        self.from = from
        self.snapshot = snapshot
        self.members = members
        self.goneByteCount = goneByteCount
        self.newByteCount = newByteCount
        self.sharedByteCount = sharedByteCount
    }
}
