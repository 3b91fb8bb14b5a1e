internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// A ledger that is open.
struct OpenedLedger {
    let queue: DatabaseQueue
    /// What it is in the place of; `nil` for the one that was there.
    var loss: LedgerLoss?

    /// Which revisions and ids it knows of.
    func state(at file: FilePath) throws -> LedgerState {
        try DatabaseAccess.describing(file) { try queue.read { try LedgerState.fetch($0) } }
    }

    /// The revision that it has noted of an index that was written anew, which may be ahead of its head; 0
    /// for none.
    func notedRevision(at file: FilePath) throws -> Revision {
        try DatabaseAccess.describing(file) { try queue.read { try ForgottenTraces.fetch($0)?.revision } }
            ?? Revision(rawValue: 0)
    }

    /// Notes that words may be in an index that is from before the one that was written anew, whoever has put
    /// it there: before it gets a later revision, or an end of the start after that would leave them unknown.
    func noteTraces(ofIndexAt revision: Revision, at file: FilePath, now: Int64) throws {
        try DatabaseAccess.describing(file) {
            try queue.write { database in
                guard let traces = try ForgottenTraces.fetch(database), let first = traces.revision,
                    revision < first
                else { return }
                try ForgottenTraces(place: .index, time: max(now, traces.time)).write(to: database)
            }
        }
    }
}

extension StoreOpening {
    /// Opens the ledger, or another one in the place of one that is damaged or gone. The mark of a damage
    /// stays then, until the caller has made up for the loss: a start after an end before that goes on with
    /// it.
    mutating func openLedger() throws -> OpenedLedger {
        let mark = try DamageMark.read(state.ledgerDamageMark, of: state.ledger)
        if mark != nil || isLedgerGone { return try replaceLedger(mark) }
        do {
            return OpenedLedger(queue: try attemptLedger())
        } catch let error as StoreError where error.isDamage {
            return try replaceLedger(.found)
        }
    }

    /// Whether there is an index, and no ledger that goes with it.
    private var isLedgerGone: Bool { !hasLedger && FileProbe.byteCount(of: state.index) ?? 0 > 0 }

    /// An emptied file is a new database to SQLite.
    private var hasLedger: Bool {
        FileProbe.exists(state.ledger) && FileProbe.byteCount(of: state.ledger) != 0
    }

    private mutating func replaceLedger(_ mark: DamageMark?) throws -> OpenedLedger {
        let loss = try setLostLedgerAside(mark)
        // What is there now was put there by a start that was ended before it had made up for the loss.
        if hasLedger, let opened = try openReplacement(for: loss, called: "the last good snapshot") {
            return opened
        }
        switch try ledgerRecovery?(state) ?? .impossible(nil) {
        case .restored(let older, _):
            if let opened = try openReplacement(for: loss, called: older) { return opened }
        case .impossible(let reason?): tell("ledger_not_restored", reason)
        case .impossible(nil): break
        }
        tellNewLedger(for: loss)
        return OpenedLedger(queue: try attemptLedger(), loss: loss)
    }

    /// Opens the one that was put there; `nil` where that is damaged, and set aside in its turn.
    private mutating func openReplacement(for loss: LedgerLoss, called older: String) throws -> OpenedLedger?
    {
        do {
            let opened = OpenedLedger(queue: try attemptLedger(), loss: loss)
            let isOlder = try opened.queue.read { try LedgerState.fetch($0).head.rawValue > 0 }
            guard isOlder else {
                tellNewLedger(for: loss)
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
            _ = try SettingAside.setAside(state.ledger, as: "damaged", now: now)
            tell("ledger_not_restored", "the ledger of \(older) cannot be used: \(second.description)")
            return nil
        }
    }

    private mutating func tellNewLedger(for loss: LedgerLoss) {
        tell(
            loss.code,
            "\(loss.description); a new one begins with what the index knows, and without the history before today"
        )
    }

    /// Has a ledger that is lost make way for another, once its mark says what became of it.
    private func setLostLedgerAside(_ mark: DamageMark?) throws -> LedgerLoss {
        switch mark {
        case .setAside(let name) where hasLedger && FileProbe.exists(state.path.appending(name)):
            return LedgerLoss(wasThere: true, remains: state.path.appending(name))
        case .gone where hasLedger: return LedgerLoss(wasThere: false)
        case .found where hasLedger, .setAside:
            let name = try SettingAside.setAsideDamaged(
                state.ledger, after: mark, in: state.ledgerDamageMark, now: now)
            return LedgerLoss(wasThere: true, remains: name.map { FilePath($0) })
        case .found, .gone, nil:
            try DamageMark.gone.write(to: state.ledgerDamageMark, of: state.ledger)
            // There may be a log, which is none of its successor's.
            _ = try SettingAside.setAside(state.ledger, as: "gone", now: now)
            return LedgerLoss(wasThere: false)
        }
    }

    /// Opens what lies there, or a new one where nothing does.
    private func attemptLedger() throws -> DatabaseQueue {
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
            try DatabaseFileCheck.check(state.ledger, queue)
            return queue
        }
    }
}
