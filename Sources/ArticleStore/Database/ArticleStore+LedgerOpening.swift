internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// Puts a good older ledger in the place of one that was damaged or is gone; given the state directory, where there is
/// none now.
///
/// It returns what it did, or why it did nothing; in the latter case a new ledger is begun.
public typealias LedgerRecovery = (StateDirectory) -> RecoveryOutcome

/// A ledger that is open.
struct OpenedLedger {
    let queue: DatabaseQueue
    /// What it is in the place of; `nil` for the one that was there.
    var loss: LedgerLoss?
}

/// A ledger that was damaged, or was gone.
struct LedgerLoss {
    /// The damaged one, as it is called now; of one that was gone there is none.
    var remains: FilePath?
}

extension ArticleStore {
    /// Opens the ledger, or another one in the place of one that is damaged or gone. The mark of a damage stays then, until
    /// the caller has made up for the loss: an end before that begins again with it.
    static func openLedger(
        _ state: StateDirectory, now: Int64, _ recovery: LedgerRecovery?, _ notices: inout [StoreNotice]
    ) throws -> OpenedLedger {
        let isMarked = FileProbe.isFile(state.ledgerDamageMark)
        if isMarked || isLedgerGone(state) {
            return try replaceLedger(state, wasThere: isMarked, now: now, recovery, &notices)
        }
        do {
            return OpenedLedger(queue: try openLedger(state))
        } catch let error as StoreError where error.isDamage {
            return try replaceLedger(state, wasThere: true, now: now, recovery, &notices)
        }
    }

    /// Whether there is an index, and no ledger that goes with it. An emptied file is a new database to SQLite.
    private static func isLedgerGone(_ state: StateDirectory) -> Bool {
        let hasNone = !FileProbe.exists(state.ledger) || FileProbe.byteCount(of: state.ledger) == 0
        return hasNone && FileProbe.byteCount(of: state.index) ?? 0 > 0
    }

    private static func replaceLedger(
        _ state: StateDirectory, wasThere: Bool, now: Int64, _ recovery: LedgerRecovery?,
        _ notices: inout [StoreNotice]
    ) throws -> OpenedLedger {
        FileProbe.touch(state.ledgerDamageMark)
        // Of one that is gone there may be a log, which is none of its successor's.
        let name = try setAside(state.ledger, as: wasThere ? "damaged" : "gone", now: now)
        let loss = LedgerLoss(remains: wasThere ? name.map { FilePath($0) } : nil)
        func tell(_ code: String, _ message: String) {
            notices.append(StoreNotice(time: now, code: code, message: message))
        }
        let what =
            wasThere
            ? "the ledger was damaged"
                + (name.map { " and is now '\($0)'" } ?? "; it is what was set aside before")
            : "the ledger was gone"
        let code = wasThere ? "ledger_set_aside" : "ledger_gone"
        switch recovery?(state) ?? .impossible(nil) {
        case .restored(let older, _):
            do {
                let opened = OpenedLedger(queue: try openLedger(state), loss: loss)
                tell(code, "\(what); an older one takes its place")
                tell(
                    "ledger_restored",
                    "the ledger of \(older) was restored; ids, and what the index knows of character sets and forgotten "
                        + "articles, come from the index; the history since then is lost, and that a file was forgotten "
                        + "since, if it has changed or gone meanwhile")
                return opened
            } catch let second as StoreError where second.isDamage {
                _ = try setAside(state.ledger, as: "damaged", now: now)
                tell("ledger_not_restored", "the ledger of \(older) cannot be used: \(second.description)")
            }
        case .impossible(let reason?): tell("ledger_not_restored", reason)
        case .impossible(nil): break
        }
        tell(
            code,
            "\(what); a new one begins with what the index knows, and without the history before today")
        return OpenedLedger(queue: try openLedger(state), loss: loss)
    }

    private static func openLedger(_ state: StateDirectory) throws -> DatabaseQueue {
        try DatabaseAccess.describing(state.ledger) {
            var configuration = DatabaseAccess.ledgerConfiguration(isReadOnly: false)
            configuration.journalMode = .wal
            let queue = try DatabaseQueue(path: state.ledger.string, configuration: configuration)
            if let objection = try queue.read({ try Schema.objection(toLedger: $0) }) {
                throw StoreError(objection, file: state.ledger)
            }
            try Schema.migrator(SchemaMigration.ledger).migrate(queue)
            try queue.write { database in
                if try LedgerState.fetchIfPresent(database) == nil {
                    try database.execute(sql: SQLStatement.createLedgerState.text)
                }
            }
            try checkFile(state.ledger, queue)
            return queue
        }
    }
}
