internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// Keeps both databases as they are before an upgrade changes them.
public typealias UpgradePreservation = (SchemaUpgrade) -> UpgradePreservationOutcome

/// What became of an attempt to keep databases as they are.
public enum UpgradePreservationOutcome: Hashable, Sendable {
    /// They can be had again.
    case kept
    /// They could not be kept, and why.
    case impossible(String)
}

/// The databases of a state directory that an earlier version of this program made, which opening them
/// changes.
public struct SchemaUpgrade: Hashable, Sendable {
    /// Where they are.
    public let state: StateDirectory
    /// The version of the index's schema; `nil` where there is no index that goes on to be used.
    public let indexVersion: Int?
    /// The version of the ledger's schema; `nil` where there is no ledger that goes on to be used.
    public let ledgerVersion: Int?

    /// What a snapshot from before it is called, as `before schema 4`.
    public var label: String {
        isIndexOlder
            ? "before schema \(SchemaMigration.index.count)"
            : "before schema \(SchemaMigration.ledger.count) of the ledger"
    }

    var isIndexOlder: Bool { (indexVersion ?? .max) < SchemaMigration.index.count }
    var isLedgerOlder: Bool { (ledgerVersion ?? .max) < SchemaMigration.ledger.count }

    /// What opening a state directory would change; `nil` where it changes the schema of neither database.
    ///
    /// What is damaged or of another program is no part of it: the opening deals with that.
    public init?(of state: StateDirectory) {
        self.state = state
        func version(
            _ file: FilePath, _ mark: FilePath, _ configuration: Configuration,
            _ version: (Database) throws -> Int?
        ) -> Int? {
            guard FileProbe.exists(file), !FileProbe.exists(mark) else { return nil }
            guard let queue = try? DatabaseQueue(path: file.string, configuration: configuration) else {
                return nil
            }
            defer { try? queue.close() }
            return try? queue.read(version)
        }
        indexVersion = version(
            state.index, state.damageMark, DatabaseAccess.indexConfiguration(isReadOnly: true)
        ) { database in
            guard try Schema.objection(toIndex: database) == nil else { return nil }
            return try Schema.version(of: database, madeBy: SchemaMigration.index)
        }
        ledgerVersion = version(
            state.ledger, state.ledgerDamageMark, DatabaseAccess.ledgerConfiguration(isReadOnly: true)
        ) { database in
            guard try Schema.objection(toLedger: database) == nil else { return nil }
            return try Schema.version(of: database, madeBy: SchemaMigration.ledger)
        }
        guard isIndexOlder || isLedgerOlder else { return nil }
    }

    /// Sees to it that what nothing can rebuild is there twice before it is changed.
    ///
    /// The ledger is changed only with a snapshot, or else a copy beside it. The index can be read from the
    /// folders again, so it is upgraded also where the disk has no room for a snapshot, and a notice says so.
    ///
    /// - Parameters:
    ///   - now: Milliseconds since 1970.
    ///   - keep: Takes a snapshot of both; `nil` where nobody does.
    /// - Returns: What the owner should know.
    /// - Throws: ``StoreError`` with `notPreserved`; nothing is changed then.
    func preserve(now: Int64, _ keep: UpgradePreservation?) throws(StoreError) -> StoreNotice? {
        var objection: String?
        if indexVersion != nil, let keep {
            switch keep(self) {
            case .kept: return nil
            case .impossible(let reason): objection = reason
            }
        }
        if let ledgerVersion, isLedgerOlder { try copyLedger(ofVersion: ledgerVersion) }
        guard isIndexOlder, let objection else { return nil }
        return StoreNotice(
            time: now, code: "upgraded_without_snapshot",
            message:
                "the index was upgraded to schema \(SchemaMigration.index.count) without a snapshot from "
                + "before (\(objection)); see to the snapshots, and take one")
    }

    /// Copies the ledger to `ledger.sqlite.schema-N`, in the place of a copy that an attempt before has left.
    private func copyLedger(ofVersion version: Int) throws(StoreError) {
        let copy = FilePath("\(state.ledger).schema-\(version)")
        let partial = FilePath("\(copy).partial")
        do {
            FileProbe.remove(partial)
            try DatabaseAccess.describing(partial) {
                try ArticleStore.copy(
                    state.ledger, DatabaseAccess.ledgerConfiguration(isReadOnly: true), to: partial)
            }
            _ = try FileProbe.rename(partial, to: copy)
            try FileProbe.sync(copy.removingLastComponent())
        } catch {
            FileProbe.remove(partial)
            if let error = error as? StoreError, error.isDamage {
                // It is set aside when it is opened, and so stays as it is.
                FileProbe.makeEmpty(state.ledgerDamageMark)
                return
            }
            let detail = (error as? StoreError)?.description ?? "'\(copy)': \(error)"
            throw StoreError(.notPreserved(detail: detail), file: state.ledger)
        }
    }
}
