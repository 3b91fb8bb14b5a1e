/// What a snapshot says of itself, once both its ends have been read.
public struct SnapshotManifest: Hashable, Sendable {
    /// One file in a snapshot.
    public struct Member: Hashable, Sendable {
        /// The file's name, as `index.sqlite`: see ``SnapshotManifest/isMemberName(_:)``.
        public let name: String
        /// The size of the file, not compressed.
        public let byteCount: Int64
        /// The CRC-32 of the file's bytes, not compressed.
        public let crc32: UInt32
    }

    /// The version of the file format: 1 for a single file, 2 for one whose bytes are in shared chunks.
    public let formatVersion: Int
    /// The snapshot's name.
    public let id: SnapshotID
    /// When the copies were made, in whole seconds since 1970-01-01T00:00:00Z.
    public let createdAt: Int64
    /// The revision of the index that the snapshot holds.
    public let revision: Int64
    /// The number of articles in the index.
    public let articleCount: Int
    /// The number of the last entry in the ledger.
    public let ledgerHead: Int64
    /// The version of the index's schema.
    public let schemaVersion: Int
    /// The version of the analysis that made the index's terms.
    public let analysisVersion: Int
    /// What a person calls the snapshot.
    public let label: String?
    /// How many files of the folders were in which state, by the state's word.
    public let fileCounts: [String: Int]
    /// The bytes that the snapshot added to its store when it was made; a single file is all new.
    public let newByteCount: Int64?
    /// The files, in the order in which they stand in the snapshot.
    public let members: [Member]
    /// Whether it was imported into its store, and is of another archive. Its revisions and its time say
    /// nothing of this one: it is had by its name alone, and no rule of retention counts it.
    public let isForeign: Bool

    /// The size of all members together, not compressed.
    public var plainByteCount: Int64 { members.reduce(0) { $0 + $1.byteCount } }

    /// Whether a snapshot may hold a file of this name: 1 to 64 of the characters `a-z A-Z 0-9 . _ -`, the
    /// first of them not a dot, so that no name leads out of a folder or hides in it.
    public static func isMemberName(_ name: String) -> Bool {
        guard (1...64).contains(name.utf8.count), !name.hasPrefix(".") else { return false }
        return name.utf8.allSatisfy { byte in
            switch Unicode.Scalar(byte) {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": true
            default: false
            }
        }
    }

    /// Joins what stands before the blocks with the checksums that stand behind them, in the members' order.
    init(head: SnapshotHead, checksums: [UInt32], version: UInt32 = SnapshotFormat.version) {
        formatVersion = Int(version)
        id = head.id
        createdAt = head.id.createdAt
        revision = head.id.revision
        articleCount = head.articleCount
        ledgerHead = head.ledgerHead
        schemaVersion = head.schemaVersion
        analysisVersion = head.analysisVersion
        label = head.label
        fileCounts = head.fileCounts ?? [:]
        newByteCount = head.newByteCount
        isForeign = head.isForeign == true
        members = zip(head.members, checksums).map { member, checksum in
            Member(name: member.name, byteCount: member.byteCount, crc32: checksum)
        }
    }
}
