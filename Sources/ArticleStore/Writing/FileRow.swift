internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// The index's row of one path.
struct FileRow: Sendable {
    var id: Int64?
    var path: FilePath
    var folderID: Int64
    var state: FileState = .pending
    var reason: String?
    var identity: FileIdentity?
    var contentID: Int64?
    var previousContentID: Int64?
    var firstSeen: Int64
    var isOnline = true
    var awayWith: String?
    var revision = Revision(rawValue: 0)

    init(path: FilePath, folderID: Int64, firstSeen: Int64) {
        self.path = path
        self.folderID = folderID
        self.firstSeen = firstSeen
    }

    /// Takes a row of the statements that select a whole file, by position: GRDB looks names up letter by
    /// letter, which costs more than the query when every file of a folder is asked for.
    init(_ row: Row) {
        id = row[0]
        path = FilePath(bytes: (row[1] as Blob).bytes)
        folderID = row[2]
        state = FileState(rawValue: row[3]) ?? .pending
        reason = row[4]
        if let device = row[5] as Int64?, let inode = row[6] as Int64? {
            identity = FileIdentity(
                device: UInt64(bitPattern: device), inode: UInt64(bitPattern: inode), byteCount: row[7],
                modificationTime: row[8], changeTime: row[9])
        }
        contentID = row[10]
        previousContentID = row[11]
        firstSeen = row[12]
        revision = Revision(rawValue: row[13])
        isOnline = row[14]
        awayWith = row[15]
    }

    static func fetch(_ database: Database, _ path: FilePath) throws -> FileRow? {
        try database.rareRows(.fileByPath, [Blob(path.bytes)]).first.map { FileRow($0) }
    }

    /// Writes the row; one without an id is new.
    func save(_ database: Database, revision: Revision) throws {
        let statement = id == nil ? SQLStatement.insertFile : .upsertFile
        try database.cachedStatement(sql: statement.text).execute(
            arguments: [
                Blob(path.bytes), folderID, state.rawValue, reason,
                identity.map { Int64(bitPattern: $0.device) }, identity.map { Int64(bitPattern: $0.inode) },
                identity?.byteCount, identity?.modificationTime, identity?.changeTime, contentID,
                previousContentID, firstSeen, revision.rawValue,
            ])
    }
}
