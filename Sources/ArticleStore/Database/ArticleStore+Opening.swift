internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage
internal import TextAnalysis

/// Puts a good older index in the place of one that was damaged or is gone; given the state directory, where there is
/// none now. Where there is no ledger either, it puts the one beside it that goes with the index.
///
/// It returns what it did, or why it did nothing; in the latter case a new index is begun. It throws where it may succeed
/// another time.
public typealias IndexRecovery = (StateDirectory) throws -> RecoveryOutcome

/// What became of an attempt to put an older database in the place of one that was damaged or is gone.
public enum RecoveryOutcome: Hashable, Sendable {
    /// An older one lies there now; what it is, as `snapshot 20261124T002218Z-r1 (revision 1, 9 articles)`, and from when,
    /// in milliseconds since 1970.
    case restored(String, from: Int64)
    /// None could be put there, with the reason; `nil` where none was ever kept.
    case impossible(String?)
}

/// A store that may be written, and what its owner should know about how it was opened.
public struct OpenedStore: Sendable {
    /// The store.
    public let store: ArticleStore
    /// What was set aside or repaired, one line each with a stable code; empty when all was well.
    public let notices: [StoreNotice]
}

/// Something that the owner should know.
public struct StoreNotice: Hashable, Sendable {
    /// When, in milliseconds since 1970.
    public let time: Int64
    /// A stable word.
    public let code: String
    /// One line for a person.
    public let message: String

    /// Makes a notice.
    public init(time: Int64, code: String, message: String) {
        self.time = time
        self.code = code
        self.message = message
    }
}

extension ArticleStore {
    /// More revisions and ids than an archive gives in the time between two snapshots: a thousand a second, for a quarter of
    /// an hour, or twelve a second for a day.
    static let stepBehindLostHistory: Int64 = 1 << 20

    /// Above this size the pages are checked by `verify` and not at every start: 64 MB take about 50 ms.
    private static let quickCheckByteCount: Int64 = 64 << 20

    /// Opens a state directory to write it, making both databases where there are none.
    ///
    /// An index that is damaged or foreign is renamed to `index.sqlite.REASON-TIME` and a new one begins; the folders and
    /// the ledger hold all it takes to fill it. In the place of a damaged one `recovery` may put an older one, which the
    /// folders then bring up to date; so it may where neither database is there any more, since the folders know neither
    /// what was forgotten nor which ids were given. A damaged ledger is set aside likewise, and `ledgerRecovery` may put an
    /// older one in its place, as in that of one that is gone beside an index; the index then tells it what has come since,
    /// and without an older one all that the index knows. A foreign ledger is left alone, as nothing can rebuild it, and so
    /// are both databases where a newer program made either. Events and ids that a crash kept from the ledger are written.
    ///
    /// Databases of an earlier schema are upgraded where they are, the ledger never without a snapshot or a copy of it
    /// from before.
    ///
    /// Terms that another version of the analysis made are searched until ``rebuildStep(onCommit:)`` has made them anew.
    /// Where the disk has no room to begin with that, whoever writes next begins it.
    ///
    /// The caller holds the lock of the state directory.
    ///
    /// - Parameters:
    ///   - state: The directory, which exists.
    ///   - now: Milliseconds since 1970.
    ///   - recovery: Asked for an older index in the place of a damaged one.
    ///   - ledgerRecovery: Asked for an older ledger in the place of one that is damaged or gone.
    ///   - preservation: Takes a snapshot of databases before they are upgraded.
    /// - Returns: The store and what its owner should know.
    /// - Throws: ``StoreError``: `diskFull`, `notPermitted`, `inUse`, `sqlite`; `newerVersion`; `foreign`,
    ///   `notPreserved` of a ledger. What a recovery throws; the next opening goes on with it.
    public static func open(
        _ state: StateDirectory, now: Int64, recovery: IndexRecovery? = nil,
        ledgerRecovery: LedgerRecovery? = nil, preservation: UpgradePreservation? = nil
    ) throws -> OpenedStore {
        try open(
            state, now: now, termWriting: .segmentsWhereKnown, recovery: recovery,
            ledgerRecovery: ledgerRecovery, preservation: preservation)
    }

    static func open(
        _ state: StateDirectory, now: Int64, termWriting: TermWriting, recovery: IndexRecovery? = nil,
        ledgerRecovery: LedgerRecovery? = nil, preservation: UpgradePreservation? = nil
    ) throws -> OpenedStore {
        try refuseNewer(state)
        var notices: [StoreNotice] = []
        let bothRestoredFrom = try restoreBothIfGone(state, now: now, recovery, &notices)
        if let upgrade = SchemaUpgrade(of: state), let notice = try upgrade.preserve(now: now, preservation) {
            notices.append(notice)
        }
        let ledger = try openLedger(state, now: now, ledgerRecovery, &notices)
        var ledgerState = try DatabaseAccess.describing(state.ledger) {
            try ledger.queue.read { try LedgerState.fetch($0) }
        }
        // Nobody knows which revisions and ids were given since then: none of those is given again.
        let withoutEither = ledgerState.skipping(stepBehindLostHistory)
        if bothRestoredFrom != nil { ledgerState = withoutEither }
        let index = try openIndex(
            state, after: ledgerState, orInItsPlace: ledger.loss == nil ? ledgerState : withoutEither,
            now: now, recovery, termWriting: termWriting, &notices)
        let store = ArticleStore(
            state: state, index: index.pool, ledger: ledger.queue, indexWriter: index.pool,
            ledgerWriter: ledger.queue, hasLostLedger: ledger.loss != nil, termWriting: termWriting)
        if let loss = ledger.loss {
            try store.makeUp(for: loss, isIndexNewer: index.isNewer, now: now)
        }
        try store.reconcileLedger()
        // Which revisions and ids are passed over is in the ledger now, and so on the disk.
        for mark in [state.ledgerDamageMark, state.damageMark] where FileProbe.exists(mark) {
            DamageMark.remove(mark)
        }
        try store.followDecisions(now: now, indexFrom: index.restoredFrom ?? bothRestoredFrom)
        for notice in notices { try store.record(notice) }
        return OpenedStore(store: store, notices: notices)
    }

    /// Has both databases put back where somebody or something has removed them.
    ///
    /// The mark stays, until nothing can be given twice: a start after an end before that goes on with it.
    ///
    /// - Returns: From when they are, 0 where that is not known any more; `nil` where they were not, or nothing was ever kept.
    private static func restoreBothIfGone(
        _ state: StateDirectory, now: Int64, _ recovery: IndexRecovery?, _ notices: inout [StoreNotice]
    ) throws -> Int64? {
        func tell(restored what: String) {
            notices.append(
                StoreNotice(
                    time: now, code: "index_restored",
                    message: "index and ledger were gone; \(what) was restored with its ledger; what came "
                        + "since is read from the folders, and what was forgotten since has to be "
                        + "forgotten again"))
        }
        let wasEnded = try DamageMark.read(state.damageMark, of: state.index) == .gone
        if wasEnded, FileProbe.exists(state.index) {
            tell(restored: "the last good snapshot")
            return 0
        }
        let hasLedger = FileProbe.exists(state.ledger)
        guard wasEnded || !hasLedger && !FileProbe.exists(state.index), let recovery else {
            return wasEnded && hasLedger ? 0 : nil
        }
        if !hasLedger {
            // A log that was left behind is none of another file's, and the mark of a damage is none of its successor's.
            for file in [state.index, state.ledger] { _ = try setAside(file, as: "gone", now: now) }
            DamageMark.remove(state.ledgerDamageMark)
        }
        try DamageMark.gone.write(to: state.damageMark, of: state.index)
        switch try recovery(state) {
        case .restored(let what, let time):
            tell(restored: what)
            return time
        case .impossible(let reason):
            if let reason {
                notices.append(StoreNotice(time: now, code: "index_not_restored", message: reason))
            }
            // A ledger without its index may be there of a start that was ended.
            if hasLedger { return 0 }
            DamageMark.remove(state.damageMark)
            return nil
        }
    }

    /// Looks at both before either is changed: an upgraded ledger would be of no use beside an index that stays.
    private static func refuseNewer(_ state: StateDirectory) throws(StoreError) {
        func refuse(_ file: FilePath, _ objection: (Database) throws -> StoreError.Reason?) throws(StoreError)
        {
            var configuration = Configuration()
            configuration.readonly = true
            guard FileProbe.exists(file),
                let queue = try? DatabaseQueue(path: file.string, configuration: configuration)
            else { return }
            defer { try? queue.close() }
            // What is wrong otherwise is met by the opening.
            guard case .newerVersion(let found)? = try? queue.read(objection) else { return }
            throw StoreError(.newerVersion(found: found), file: file)
        }
        try refuse(state.index) { try Schema.objection(toIndex: $0) }
        try refuse(state.ledger) { try Schema.objection(toLedger: $0) }
    }

    /// An index that is open.
    private struct OpenedIndex {
        let pool: DatabasePool
        /// Whether it had commits of which the ledger has nothing.
        let isNewer: Bool
        /// From when it is, where it has taken the place of another.
        var restoredFrom: Int64?
    }

    /// Opens the index, which goes on behind the ledger: behind `replaced` where it is another one than was there last.
    private static func openIndex(
        _ state: StateDirectory, after ledger: LedgerState, orInItsPlace replaced: LedgerState, now: Int64,
        _ recovery: IndexRecovery?, termWriting: TermWriting, _ notices: inout [StoreNotice]
    ) throws -> OpenedIndex {
        let mark = try DamageMark.read(state.damageMark, of: state.index)
        func attempt(after least: LedgerState, mayBeRaised: Bool = false) throws -> OpenedIndex {
            try DatabaseAccess.describing(state.index) {
                let pool = try DatabasePool(
                    path: state.index.string,
                    configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
                if let objection = try pool.read({ try Schema.objection(toIndex: $0) }) {
                    throw StoreError(objection, file: state.index)
                }
                try Schema.migrator(SchemaMigration.index).migrate(pool)
                let isNewer = try pool.write { database in
                    if let found = try IndexState.fetch(database) {
                        // A power cut, or a restored copy, can leave the index behind the ledger.
                        try database.execute(
                            sql: SQLStatement.raiseIndexState.text,
                            arguments: [least.head.rawValue, least.nextArticleID])
                        let isRaised = mayBeRaised && found.revision >= replaced.head
                        return found.revision > ledger.head && !isRaised
                    }
                    try database.execute(
                        sql: SQLStatement.createIndexState.text,
                        arguments: [replaced.head.rawValue, TextAnalyzer.version, replaced.nextArticleID])
                    return false
                }
                try beginRebuild(in: pool, of: state, termWriting)
                try checkFile(state.index, pool)
                return OpenedIndex(pool: pool, isNewer: isNewer)
            }
        }
        do {
            switch mark {
            case nil, .gone: return try attempt(after: ledger)
            case .setAside(let name)
            where FileProbe.exists(state.index) && FileProbe.exists(state.path.appending(name)):
                // Put there by a start that was ended before it had raised it.
                var opened = try attempt(after: replaced, mayBeRaised: true)
                opened.restoredFrom = 0
                notices.append(
                    StoreNotice(
                        time: now, code: "index_set_aside",
                        message:
                            "the index was damaged; it is now '\(state.path.appending(name))' and what a start "
                            + "before has put in its place is brought up to date"))
                return opened
            case .found, .setAside:
                throw StoreError(.damaged(detail: "found while in use"), file: state.index)
            }
        } catch let error as StoreError {
            let word: String
            switch error.reason {
            case _ where error.isDamage: word = "damaged"
            case .foreign: word = "foreign"
            default: throw error
            }
            guard word == "damaged" else {
                let name = try setAside(state.index, as: word, now: now)
                notices.append(setAsideNotice(error, name, now, "the folders are read again"))
                return try attempt(after: replaced)
            }
            // That both were gone stays known.
            let name =
                mark == .gone
                ? try setAside(state.index, as: word, now: now)
                : try setAsideDamaged(state.index, after: mark, in: state.damageMark, now: now)
            switch try recovery?(state) ?? .impossible(nil) {
            case .restored(let what, let time):
                do {
                    var opened = try attempt(after: replaced)
                    opened.restoredFrom = time
                    notices.append(setAsideNotice(error, name, now, "an older one takes its place"))
                    notices.append(
                        StoreNotice(
                            time: now, code: "index_restored",
                            message: "\(what) was restored; what came since is read from the folders"))
                    return opened
                } catch let second as StoreError where second.isDamage {
                    _ = try setAside(state.index, as: word, now: now)
                    notices.append(
                        StoreNotice(
                            time: now, code: "index_not_restored",
                            message: "\(what) cannot be used: \(second.description)"))
                }
            case .impossible(let reason?):
                notices.append(StoreNotice(time: now, code: "index_not_restored", message: reason))
            case .impossible(nil): break
            }
            notices.append(setAsideNotice(error, name, now, "the folders are read again"))
            return try attempt(after: replaced)
        }
    }

    /// A full disk is no reason not to answer: the terms that are there are searched.
    private static func beginRebuild(
        in pool: DatabasePool, of state: StateDirectory, _ termWriting: TermWriting
    ) throws {
        do {
            _ = try DatabaseAccess.describing(state.index) {
                try pool.write { try AnalysisRebuild.beginIfDue(in: $0, termWriting: termWriting) }
            }
        } catch let error as StoreError where error.reason == .diskFull {
        }
    }

    /// Finds a file that was cut short, and in a small one every page that is not well formed.
    static func checkFile(_ file: FilePath, _ database: any DatabaseReader) throws {
        let byteCount = FileProbe.byteCount(of: file) ?? 0
        try database.read { database in
            // The write-ahead log may hold pages that the file does not have yet, so only an empty log is
            // compared.
            let log = FileProbe.byteCount(of: FilePath(file.string + "-wal")) ?? 0
            if log == 0, let row = try Row.fetchOne(database, sql: SQLStatement.pageSizes.text) {
                let expected = (row["page_count"] as Int64) * (row["page_size"] as Int64)
                guard byteCount >= expected else {
                    throw StoreError(
                        .damaged(detail: "\(byteCount) bytes where \(expected) belong"), file: file)
                }
            }
            if byteCount <= quickCheckByteCount { try requireWellFormed(database, of: file) }
        }
    }

    /// Throws where a page is not well formed. Reads all of them.
    static func requireWellFormed(_ database: Database, of file: FilePath) throws {
        let answer = try String.fetchOne(database, sql: SQLStatement.quickCheck.text)
        guard answer == "ok" else {
            throw StoreError(.damaged(detail: answer ?? "the check gave no answer"), file: file)
        }
    }
}
