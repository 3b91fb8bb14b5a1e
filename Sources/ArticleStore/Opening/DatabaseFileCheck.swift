internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// What is looked at of a database before it is used.
enum DatabaseFileCheck {
    /// Above this size the pages are checked by `verify` and not at every start: 64 MB take about 50 ms.
    private static let quickCheckByteCount: Int64 = 64 << 20

    /// Finds a file that was cut short, and in a small one every page that is not well formed.
    ///
    /// - Throws: ``StoreError`` with `damaged`.
    static func check(_ file: FilePath, _ database: any DatabaseReader) throws {
        let byteCount = FileProbe.byteCount(of: file) ?? 0
        try database.read { database in
            try requireUncut(database, of: file, byteCount: byteCount)
            if byteCount <= quickCheckByteCount { try requireWellFormed(database, of: file) }
        }
    }

    /// The write-ahead log may hold pages that the file does not have yet, so only beside an empty log they
    /// are compared.
    private static func requireUncut(_ database: Database, of file: FilePath, byteCount: Int64) throws {
        let log = FileProbe.byteCount(of: FilePath(file.string + "-wal")) ?? 0
        guard log == 0, let row = try Row.fetchOne(database, sql: SQLStatement.pageSizes.text) else { return }
        let expected = (row["page_count"] as Int64) * (row["page_size"] as Int64)
        guard byteCount >= expected else {
            throw StoreError(.damaged(detail: "\(byteCount) bytes where \(expected) belong"), file: file)
        }
    }

    /// Reads all pages.
    ///
    /// - Throws: ``StoreError`` with `damaged` where one is not well formed.
    static func requireWellFormed(_ database: Database, of file: FilePath) throws {
        let answer = try String.fetchOne(database, sql: SQLStatement.quickCheck.text)
        guard answer == "ok" else {
            throw StoreError(.damaged(detail: answer ?? "the check gave no answer"), file: file)
        }
    }
}
