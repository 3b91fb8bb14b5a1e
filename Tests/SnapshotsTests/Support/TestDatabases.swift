import GRDBSQLite
import Snapshots
import SystemPackage
import TestSupport

/// A connection to a real database, for tests that copy one while it lives.
@safe final class TestDatabase {
    let path: FilePath
    let connection: OpaquePointer

    init(_ path: FilePath, readOnly: Bool = false) throws {
        var opened: OpaquePointer?
        let flags = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let code = unsafe sqlite3_open_v2(path.string, &opened, flags, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else { throw TestDatabaseError(code: code) }
        self.path = path
        unsafe connection = opened
        unsafe sqlite3_busy_timeout(opened, 10_000)
    }

    deinit { unsafe sqlite3_close(connection) }

    func run(_ sql: String) throws {
        let code = unsafe sqlite3_exec(connection, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw TestDatabaseError(code: code) }
    }

    /// The first column of the first row.
    func text(_ sql: String) throws -> String {
        var statement: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
        guard code == SQLITE_OK else { throw TestDatabaseError(code: code) }
        defer { unsafe sqlite3_finalize(statement) }
        guard unsafe sqlite3_step(statement) == SQLITE_ROW,
            let text = unsafe sqlite3_column_text(statement, 0)
        else { return "" }
        return unsafe String(cString: text)
    }

    /// A database in WAL mode with a table `t(id, b)` of random BLOBs, about as many bytes as said.
    static func make(_ path: FilePath, byteCount: Int, pageSize: Int = 8_192) throws -> TestDatabase {
        let database = try TestDatabase(path)
        try database.run("PRAGMA page_size = \(pageSize); PRAGMA journal_mode = WAL;")
        try database.run("CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)")
        try database.fill(rowCount: byteCount / 2_000)
        return database
    }

    /// Adds rows of 2,000 bytes, in one transaction.
    func fill(rowCount: Int) throws {
        try run(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rowCount))
            INSERT INTO t (b) SELECT randomblob(2000) FROM n
            """)
    }
}

struct TestDatabaseError: Error {
    let code: Int32
}

extension TestStore {
    /// Takes a snapshot in chunks of bytes that are in memory.
    func take(
        _ members: [(String, [UInt8])] = [("index.sqlite", newsBytes(40_000))],
        createdAt: Int64 = 1_795_474_473, revision: Int64 = 1_234, label: String? = nil,
        progress: SnapshotProgress.Report? = nil
    ) throws -> SnapshotListing {
        var creation = try store.begin(progress: progress)
        for (name, bytes) in members { try creation.add(bytes: bytes, as: name) }
        return try creation.finish(
            SnapshotDraft(
                createdAt: createdAt, revision: revision, articleCount: 42, ledgerHead: 77, schemaVersion: 3,
                analysisVersion: 5, label: label, fileCounts: ["indexed": 40, "refused": 2]))
    }

    /// The files in the store, with the folder of those of chunks.
    func files() throws -> [String] {
        let packs = try TestFiles.names(in: store.directory.appending("chunks")).map { "chunks/\($0)" }
        return try names().filter { $0 != "chunks" } + packs
    }

    /// The packs.
    func packs() throws -> [String] { try files().filter { $0.hasSuffix(".pack") } }
}
