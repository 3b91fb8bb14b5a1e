public import Articles
internal import GRDB
internal import IndexDefinition
public import SystemPackage

/// Copies of both databases, each one file that needs no log beside it.
public struct StoreCopy: Sendable {
    /// The copy of the index.
    public let index: FilePath
    /// The copy of the ledger.
    public let ledger: FilePath
    /// The commit of the index that was copied.
    public let revision: Revision
    /// The articles in it.
    public let articleCount: Int
    /// The last revision that the copied ledger has whole.
    public let ledgerHead: Revision
}

extension ArticleStore {
    /// 16 MiB of the index: some hundredths of a second.
    private static let pagesAtOnce: CInt = 2_048

    /// The version of the schema of a new index.
    public static var schemaVersion: Int { SchemaMigration.index.count }

    /// Copies both databases at one commit each, while commits and reads go on. Blocks, for about a second a
    /// gigabyte.
    ///
    /// The ledger is copied last, so that it has every event of the copied index or more; one that is behind
    /// all the same is made up for when the copy is opened to be written.
    ///
    /// - Parameters:
    ///   - folder: An existing folder; `index.sqlite` and `ledger.sqlite` must not be in it.
    ///   - isWanted: Whether anybody still waits for it; asked some hundred times a second.
    /// - Returns: What was copied.
    /// - Throws: ``StoreError``, `diskFull` and `moved` among them; `CancellationError` once it is not wanted
    ///   any more.
    public func copy(to folder: FilePath, while isWanted: @escaping @Sendable () -> Bool = { true }) throws
        -> StoreCopy
    {
        try indexFile.requireInPlace()
        try ledgerFile.requireInPlace()
        let indexCopy = folder.appending("index.sqlite")
        let ledgerCopy = folder.appending("ledger.sqlite")
        let (revision, articleCount) = try DatabaseAccess.describing(indexCopy) {
            try Self.copy(
                state.index, DatabaseAccess.indexConfiguration(isReadOnly: true),
                to: indexCopy, while: isWanted)
            let copied = try DatabaseQueue(
                path: indexCopy.string,
                configuration: DatabaseAccess.indexConfiguration(isReadOnly: true))
            return try copied.read { database in
                let reader = IndexReader(database)
                return (try reader.revision(), try reader.statistics().articleCount)
            }
        }
        let head = try DatabaseAccess.describing(ledgerCopy) {
            try Self.copy(
                state.ledger, DatabaseAccess.ledgerConfiguration(isReadOnly: true), to: ledgerCopy,
                while: isWanted)
            return try DatabaseQueue(
                path: ledgerCopy.string, configuration: DatabaseAccess.ledgerConfiguration(isReadOnly: true)
            ).read { try LedgerState.fetch($0).head }
        }
        return StoreCopy(
            index: indexCopy, ledger: ledgerCopy, revision: revision, articleCount: articleCount,
            ledgerHead: head)
    }

    /// Gives a copy of an index the schema of this program, so that it can be searched. Blocks.
    ///
    /// - Parameter index: The copy, which nobody else uses.
    /// - Throws: ``StoreError``.
    public static func bringUpToDate(index: FilePath) throws {
        try DatabaseAccess.describing(index) {
            let queue = try DatabaseQueue(
                path: index.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
            if let objection = try queue.read({ try Schema.objection(toIndex: $0) }) {
                throw StoreError(objection, file: index)
            }
            try Schema.migrator(SchemaMigration.index).migrate(queue)
            try queue.close()
        }
    }

    /// Makes a database one file that needs no log beside it.
    static func leaveWriteAheadLog(_ database: Database) throws {
        _ = try Row.fetchOne(database, sql: SQLStatement.leaveWriteAheadLog.text)
    }

    /// Copies over a connection of its own: what the others hold in memory would hide damage of the file.
    static func copy(
        _ original: FilePath, _ configuration: Configuration, to file: FilePath,
        while isWanted: @escaping @Sendable () -> Bool = { true }
    ) throws {
        let source = try DatabaseQueue(path: original.string, configuration: configuration)
        let target = try DatabaseQueue(path: file.string)
        try target.writeWithoutTransaction { target in
            try source.read { source in
                // Keeps the commit for all steps: each that comes meanwhile would have the copy begin anew.
                _ = try source.schema()
                try source.backup(to: target, pagesPerStep: pagesAtOnce) { _ in
                    if !isWanted() { throw CancellationError() }
                }
            }
            try leaveWriteAheadLog(target)
        }
        try target.close()
        try source.close()
    }
}
