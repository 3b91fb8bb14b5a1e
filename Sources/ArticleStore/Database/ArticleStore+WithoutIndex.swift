internal import Articles
internal import GRDB
internal import IndexDefinition
internal import TextAnalysis

extension ArticleStore {
    /// Opens a state directory of which the index cannot be read, to read what its ledger decides: an empty
    /// index in memory is in the place of that, at the last revision that the ledger knows. Where the ledger
    /// cannot be read either, one in memory is in its place, too.
    ///
    /// - Parameter state: The directory; nothing in it is written.
    /// - Returns: The store; and why nothing is known of the ledger, where that is so.
    /// - Throws: ``StoreError``, `inUse` among them.
    public static func openWithoutIndex(
        _ state: StateDirectory
    ) throws -> (store: ArticleStore, ledgerLoss: StoreError?) {
        do {
            return (try openWithoutIndex(state, ledger: openLedgerForReading(state)), nil)
        } catch let error as StoreError where !error.mayPass {
            return (try openWithoutIndex(state, ledger: makeEmptyLedger()), error)
        }
    }

    private static func openWithoutIndex(
        _ state: StateDirectory, ledger: DatabaseQueue
    ) throws -> ArticleStore {
        let known = try DatabaseAccess.describing(state.ledger) {
            try ledger.read { try LedgerState.fetch($0) }
        }
        let index = try DatabaseQueue(configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
        try Schema.migrator(SchemaMigration.index).migrate(index)
        try index.write { database in
            try database.execute(
                sql: SQLStatement.createIndexState.text,
                arguments: [known.head.rawValue, TextAnalyzer.version, known.nextArticleID])
        }
        let store = ArticleStore(
            state: state, index: index, ledger: ledger, indexWriter: nil, ledgerWriter: nil)
        try store.readDecisions()
        return store
    }

    private static func makeEmptyLedger() throws -> DatabaseQueue {
        let ledger = try DatabaseQueue(configuration: DatabaseAccess.ledgerConfiguration(isReadOnly: false))
        try Schema.migrator(SchemaMigration.ledger).migrate(ledger)
        try ledger.write { try $0.execute(sql: SQLStatement.createLedgerState.text) }
        return ledger
    }
}
