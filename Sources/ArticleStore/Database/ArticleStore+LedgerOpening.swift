internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// Puts a good older ledger in the place of one that was damaged or is gone; given the state directory, where there is
/// none now.
///
/// It returns what it did, or why it did nothing; in the latter case a new ledger is begun. It throws where it may succeed
/// another time.
public typealias LedgerRecovery = (StateDirectory) throws -> RecoveryOutcome

/// A ledger that is open.
struct OpenedLedger {
    let queue: DatabaseQueue
    /// What it is in the place of; `nil` for the one that was there.
    var loss: LedgerLoss?
}

/// A ledger that was damaged, or was gone.
struct LedgerLoss {
    /// Whether it was damaged.
    var wasThere: Bool
    /// The damaged one, as it is called now; of one that was gone there is none.
    var remains: FilePath?

    /// The stable word of the notice that tells of it.
    var code: String { wasThere ? "ledger_set_aside" : "ledger_gone" }

    /// What happened to it, for a person.
    var description: String {
        guard wasThere else { return "the ledger was gone" }
        return "the ledger was damaged"
            + (remains.map { " and is now '\($0)'" } ?? "; what was set aside of it is not there any more")
    }
}

extension ArticleStore {
    /// Opens the ledger, or another one in the place of one that is damaged or gone. The mark of a damage stays then, until
    /// the caller has made up for the loss: a start after an end before that goes on with it.
    static func openLedger(
        _ state: StateDirectory, now: Int64, _ recovery: LedgerRecovery?, _ notices: inout [StoreNotice]
    ) throws -> OpenedLedger {
        let mark = try DamageMark.read(state.ledgerDamageMark, of: state.ledger)
        if mark != nil || isLedgerGone(state) {
            return try replaceLedger(state, mark, now: now, recovery, &notices)
        }
        do {
            return OpenedLedger(queue: try openLedger(state))
        } catch let error as StoreError where error.isDamage {
            return try replaceLedger(state, .found, now: now, recovery, &notices)
        }
    }

    /// Whether there is an index, and no ledger that goes with it.
    private static func isLedgerGone(_ state: StateDirectory) -> Bool {
        !hasLedger(state) && FileProbe.byteCount(of: state.index) ?? 0 > 0
    }

    /// An emptied file is a new database to SQLite.
    private static func hasLedger(_ state: StateDirectory) -> Bool {
        FileProbe.exists(state.ledger) && FileProbe.byteCount(of: state.ledger) != 0
    }

    private static func replaceLedger(
        _ state: StateDirectory, _ mark: DamageMark?, now: Int64, _ recovery: LedgerRecovery?,
        _ notices: inout [StoreNotice]
    ) throws -> OpenedLedger {
        let loss = try setLostLedgerAside(state, mark, now: now)
        func tell(_ code: String, _ message: String) {
            notices.append(StoreNotice(time: now, code: code, message: message))
        }
        let beginning = "a new one begins with what the index knows, and without the history before today"
        /// The one that was put there; `nil` where that is damaged, and set aside in its turn.
        func openReplacement(called older: String) throws -> OpenedLedger? {
            do {
                let opened = OpenedLedger(queue: try openLedger(state), loss: loss)
                let isOlder = try opened.queue.read { try LedgerState.fetch($0).head.rawValue > 0 }
                guard isOlder else {
                    tell(loss.code, "\(loss.description); \(beginning)")
                    return opened
                }
                tell(loss.code, "\(loss.description); an older one takes its place")
                tell(
                    "ledger_restored",
                    "the ledger of \(older) was restored; ids, and what the index knows of character sets and forgotten "
                        + "articles, come from the index; the history since then is lost, and that a file was forgotten "
                        + "since, if it has changed or gone meanwhile")
                return opened
            } catch let second as StoreError where second.isDamage {
                _ = try setAside(state.ledger, as: "damaged", now: now)
                tell("ledger_not_restored", "the ledger of \(older) cannot be used: \(second.description)")
                return nil
            }
        }
        // What is there now was put there by a start that was ended before it had made up for the loss.
        if hasLedger(state), let opened = try openReplacement(called: "the last good snapshot") {
            return opened
        }
        switch try recovery?(state) ?? .impossible(nil) {
        case .restored(let older, _):
            if let opened = try openReplacement(called: older) { return opened }
        case .impossible(let reason?): tell("ledger_not_restored", reason)
        case .impossible(nil): break
        }
        tell(loss.code, "\(loss.description); \(beginning)")
        return OpenedLedger(queue: try openLedger(state), loss: loss)
    }

    /// Has a ledger that is lost make way for another, once its mark says what became of it.
    private static func setLostLedgerAside(
        _ state: StateDirectory, _ mark: DamageMark?, now: Int64
    ) throws -> LedgerLoss {
        switch mark {
        case .setAside(let name)
        where hasLedger(state) && FileProbe.exists(state.path.appending(name)):
            return LedgerLoss(wasThere: true, remains: state.path.appending(name))
        case .gone where hasLedger(state): return LedgerLoss(wasThere: false)
        case .found where hasLedger(state), .setAside:
            let name = try setAsideDamaged(state.ledger, after: mark, in: state.ledgerDamageMark, now: now)
            return LedgerLoss(wasThere: true, remains: name.map { FilePath($0) })
        case .found, .gone, nil:
            try DamageMark.gone.write(to: state.ledgerDamageMark, of: state.ledger)
            // There may be a log, which is none of its successor's.
            _ = try setAside(state.ledger, as: "gone", now: now)
            return LedgerLoss(wasThere: false)
        }
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
