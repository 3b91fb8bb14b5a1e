public import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage
internal import TextAnalysis

/// The two databases of a state directory: one writer and many readers of the index, and the ledger beside
/// it.
///
/// Reads see one commit of the index each and never wait for the writer.
public final class ArticleStore: Sendable {
    /// Where the databases are.
    public let state: StateDirectory
    /// Before the writer, since it goes first when the store does: only one who may write takes the log away
    /// when he is the last.
    let readThreads: ReadThreads
    let index: any DatabaseReader
    let ledger: any DatabaseReader
    let indexWriter: DatabasePool?
    let ledgerWriter: DatabaseQueue?
    /// The files that are open, of which more connections are opened.
    let indexFile: OpenedFile
    let ledgerFile: OpenedFile
    let merger: TermMerger
    /// What changes in the databases; only of those who may write.
    let indexChanges: PageChanges?
    let ledgerChanges: PageChanges?
    let termWriting: TermWriting
    let decisions = FileDecisions()
    /// Whether the ledger took the place of a lost one when the store was opened: it may not know of all that
    /// was forgotten.
    public let hasLostLedger: Bool
    /// 8 MiB: less is not worth the words that are worked out anew for it.
    let memory = OwnMemory(worthwhile: 8 << 20)
    /// 32 MiB: as much as the heaps of a load take and give from batch to batch.
    let heaps = OwnMemory(worthwhile: 32 << 20)

    init(
        state: StateDirectory, index: any DatabaseReader, ledger: any DatabaseReader,
        indexWriter: DatabasePool?, ledgerWriter: DatabaseQueue?,
        hasLostLedger: Bool = false, termWriting: TermWriting = .segmentsWhereKnown
    ) {
        self.hasLostLedger = hasLostLedger
        self.state = state
        self.index = index
        self.ledger = ledger
        self.indexWriter = indexWriter
        self.ledgerWriter = ledgerWriter
        let indexFile = OpenedFile(state.index)
        self.indexFile = indexFile
        ledgerFile = OpenedFile(state.ledger)
        if let queue = index as? DatabaseQueue {
            readThreads = ReadThreads(count: 1) { ReadConnection(queue) }
        } else {
            readThreads = ReadThreads(count: DatabaseAccess.indexReaderCount) {
                try ReadConnection.open(indexFile, orBy: indexWriter)
            }
        }
        indexChanges = indexWriter.map {
            PageChanges(of: state.index, pageByteCount: DatabaseAccess.indexPageByteCount, writtenBy: $0)
        }
        ledgerChanges = ledgerWriter.map {
            PageChanges(of: state.ledger, pageByteCount: DatabaseAccess.ledgerPageByteCount, writtenBy: $0)
        }
        merger = TermMerger(indexFile, indexChanges)
        self.termWriting = termWriting
    }

    /// Opens a state directory to read it, beside a daemon or with none.
    ///
    /// - Parameter state: The directory; nothing in it is written, SQLite's own `-shm` file apart.
    /// - Returns: The store.
    /// - Throws: ``StoreError``: `noIndex`, `ownersAlone` where it may not read, or not beside a daemon,
    ///   `inUse`, `newerVersion`, `damaged`.
    public static func openForReading(_ state: StateDirectory) throws -> ArticleStore {
        guard FileProbe.exists(state.index) else { throw StoreError(.noIndex, file: state.index) }
        let index = try openQueue(
            state.index, DatabaseAccess.indexConfiguration(isReadOnly: true))
        if let objection = try DatabaseAccess.describing(
            state.index, { try index.read { try Schema.objection(toIndex: $0) } })
        {
            throw StoreError(objection, file: state.index)
        }
        try DatabaseAccess.describing(state.index) {
            try index.inDatabase { try Schema.bridge($0) }
        }
        let store = ArticleStore(
            state: state, index: index, ledger: try openLedgerForReading(state), indexWriter: nil,
            ledgerWriter: nil)
        try store.readDecisions()
        return store
    }

    static func openLedgerForReading(_ state: StateDirectory) throws -> DatabaseQueue {
        guard FileProbe.exists(state.ledger) else { throw StoreError(.noIndex, file: state.ledger) }
        let ledger = try openQueue(state.ledger, DatabaseAccess.ledgerConfiguration(isReadOnly: true))
        if let objection = try DatabaseAccess.describing(
            state.ledger, { try ledger.read { try Schema.objection(toLedger: $0) } })
        {
            throw StoreError(objection, file: state.ledger)
        }
        return ledger
    }

    /// Closes all connections when what they are asked is answered; nothing may use the store any more.
    /// Blocks.
    ///
    /// For databases that are set aside: a connection that is closed after that takes the log away from
    /// whatever database has the name by then.
    public func close() {
        merger.release()
        // The readers first: only one who may write takes the log away when he is the last.
        readThreads.close()
        indexWriter?.releaseMemory()
        try? index.close()
        try? ledger.close()
    }

    private static func openQueue(_ file: FilePath, _ configuration: Configuration) throws -> DatabaseQueue {
        do {
            return try DatabaseAccess.describing(file) {
                let queue = try DatabaseQueue(path: file.string, configuration: configuration)
                _ = try queue.read { try $0.schema() }
                return queue
            }
        } catch let error as StoreError {
            guard case .notPermitted(let detail) = error.reason else { throw error }
            throw StoreError(.ownersAlone(detail: FileProbe.readObjection(to: file) ?? detail), file: file)
        }
    }

    /// The store's last revision. Blocks for one small read.
    ///
    /// - Returns: The revision, 0 before the first commit.
    /// - Throws: ``StoreError``.
    public func revision() throws -> Revision {
        try DatabaseAccess.describing(state.index) {
            try readIndex { try IndexState.fetch($0)?.revision ?? Revision(rawValue: 0) }
        }
    }
}
