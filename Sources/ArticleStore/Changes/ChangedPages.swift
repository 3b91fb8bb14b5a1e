internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import SystemPackage

/// The pages of a database at one commit, for a snapshot that takes only those that have changed since the
/// last one.
///
/// It holds as long as the read transaction of its connection. It is handed on in parts of 8 KiB, one page or
/// two.
///
/// A page that the write-ahead log has is read there, else in the database. Both stay as they are while the
/// transaction lasts: nobody copies what it must not see into the database, and where the log is written anew
/// all that it had is in the database.
@safe public final class ChangedPages {
    /// The name of the snapshot.
    public let snapshot: String
    /// The bytes of each part; the last one may be shorter.
    public let partByteCount = 8_192
    /// The bytes of all.
    public var byteCount: Int { pageCount * pageByteCount }

    /// SQLite's `SQLITE_IOERR_SHORT_READ`: the rest is zero, as are pages that were never written.
    private static let shortRead = SQLITE_IOERR | 2 << 8

    private let file: FilePath
    private let pageByteCount: Int
    private let pageCount: Int
    private let pages: TrackedPages
    private let log: WriteAheadLog
    private let connection: SQLiteConnection

    init(
        since snapshot: String, _ pages: TrackedPages, in database: Database, of changes: PageChanges
    ) throws {
        guard let connection = unsafe database.sqliteConnection else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE)
        }
        self.snapshot = snapshot
        self.pages = pages
        file = changes.file
        pageByteCount = changes.pageByteCount
        unsafe self.connection = connection
        guard let sizes = try Row.fetchOne(database, sql: SQLStatement.pageSizes.text),
            sizes[1] == changes.pageByteCount
        else { throw DatabaseError(resultCode: .SQLITE_MISMATCH) }
        pageCount = sizes[0]
        log = try WriteAheadLog(of: file, pageByteCount: pageByteCount)
    }

    /// Whether a part, from 0 on, may differ from the snapshot's. To be asked only for parts that both have.
    public func hasChanged(_ part: Int) -> Bool { numbers(of: part).contains(where: pages.changed.contains) }

    /// Reads a part, from 0 on.
    ///
    /// - Throws: ``StoreError`` when it cannot be read.
    public func read(_ part: Int) throws -> [UInt8] {
        let numbers = numbers(of: part)
        return unsafe try [UInt8](unsafeUninitializedCapacity: partByteCount) { buffer, count in
            for number in numbers {
                let bytes = unsafe UnsafeMutableRawBufferPointer(
                    start: buffer.baseAddress.map { unsafe $0 + count }, count: pageByteCount)
                if unsafe try !readLog(number, into: bytes) {
                    unsafe try readDatabase(at: Int64(number - 1) * Int64(pageByteCount), into: bytes)
                }
                count += pageByteCount
            }
        }
    }

    /// The pages of a part, by their numbers from 1 on.
    private func numbers(of part: Int) -> ClosedRange<UInt32> {
        let pagesOfPart = partByteCount / pageByteCount
        precondition(part >= 0 && part * pagesOfPart < pageCount, "the part lies outside of the database")
        return UInt32(part * pagesOfPart + 1)...UInt32(min((part + 1) * pagesOfPart, pageCount))
    }

    private func readLog(_ number: UInt32, into bytes: UnsafeMutableRawBufferPointer) throws -> Bool {
        guard let frame = pages.frames[number] else { return false }
        do {
            return unsafe try log.read(number, at: frame, of: pages.generation, into: bytes)
        } catch let error as Errno {
            throw StoreError.sqlite(SQLITE_IOERR, "its write-ahead log: \(error)", file: file)
        }
    }

    /// By SQLite's own descriptor: to close another one would drop its locks.
    private func readDatabase(at offset: Int64, into bytes: UnsafeMutableRawBufferPointer) throws {
        var open: UnsafeMutablePointer<sqlite3_file>?
        let code = unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &open)
        guard code == SQLITE_OK, let open = unsafe open, let methods = unsafe open.pointee.pMethods,
            let read = unsafe methods.pointee.xRead
        else { throw StoreError.sqlite(code, "its file is not open", file: file) }
        let result = unsafe read(open, bytes.baseAddress, CInt(bytes.count), offset)
        guard result == SQLITE_OK || result == Self.shortRead else {
            throw StoreError.sqlite(result, unsafe String(cString: sqlite3_errstr(result)), file: file)
        }
    }
}
